"""Values that a user gives as options or, at a terminal, when asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from surtitle_export.terminal import CONSOLE, say


@dataclass(frozen=True, slots=True)
class Question:
    """One value; `option` is how it is given on the command line, as in `--chunk`."""

    option: str
    meaning: str
    parse: Callable[[str], Any] = str  # raises ValueError
    suggestion: str = ""  # offered at a terminal


def answer(questions: list[Question], given: Mapping[str, str]) -> dict[str, Any]:
    """The value of each question by its option, `given` or else asked for.

    Without a terminal, missing values raise a ValueError that names them all.
    """
    missing = [question for question in questions if question.option not in given]
    if missing and not sys.stdin.isatty():
        wanted = "; ".join(f"{question.option} ({question.meaning})" for question in missing)
        raise ValueError(f"give the values that the graph does not state: {wanted}")
    return {
        question.option: _ask(question)
        if question in missing
        else _parse(question, given[question.option])
        for question in questions
    }


def _parse(question: Question, text: str) -> Any:
    try:
        return question.parse(text)
    except ValueError as error:
        raise ValueError(f"{question.option} ({question.meaning}) cannot be '{text}'") from error


def _ask(question: Question) -> Any:
    hint = f" [{question.suggestion}]" if question.suggestion else ""
    while True:
        prompt = f"{question.meaning} ({question.option}){hint}: "
        CONSOLE.print(prompt, markup=False, soft_wrap=True, end="")
        try:
            text = input().strip() or question.suggestion
            if text:
                return _parse(question, text)
        except ValueError as error:
            say(str(error))
        except EOFError as error:
            raise KeyboardInterrupt from error
