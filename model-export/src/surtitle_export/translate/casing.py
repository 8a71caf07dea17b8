"""Case and end punctuation for text that has none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

_WORD = re.compile(r"[\w'-]+")
_FULL_STOPS = {"zh": "。", "ja": "。", "hi": "।", "bn": "।", "ur": "۔"}
_QUESTION_MARKS = {"zh": "？", "ja": "？", "ar": "؟", "fa": "؟", "ur": "؟", "el": ";", "fr": " ?"}
_END_MARKS = ".!?。！？।۔؟;"
_ASKS = re.compile(
    r"(what|who|how|is|are|am|do|does|did|can|could|will|would|when|where|why|which|was|were|has"
    r"|have|should|may)('s|s|n't)?\b",
    re.IGNORECASE,
)


class Truecaser:
    """Writes each word as it is written most often inside the sentences of a language."""

    def __init__(self) -> None:
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def learn(self, text: str) -> None:
        """Count the words of a text; its first word says nothing of its case."""
        for word in _WORD.findall(text)[1:]:
            self._forms[word.lower()][word] += 1

    def restore(self, text: str) -> str:
        """The text with the case of its words, and a capital at its beginning."""
        return capitalise(_WORD.sub(lambda match: self._form(match[0]), text))

    def _form(self, word: str) -> str:
        forms = self._forms.get(word)
        return max(forms, key=forms.__getitem__) if forms else word


def capitalise(text: str) -> str:
    """Capitalise the first letter, after an opening mark if there is one."""
    for place, character in enumerate(text):
        if character.isalpha():
            return text[:place] + character.upper() + text[place + 1 :]
        if character.isdigit():
            return text
    return text


def is_question(english: str) -> bool:
    """Whether an English sentence begins as questions do."""
    return _ASKS.match(english) is not None


def punctuate(text: str, language: str, question: bool) -> str:
    """End a text with the full stop or question mark of its language, unless it has an end mark."""
    if not text or text[-1] in _END_MARKS:
        return text
    if not question:
        return text + _FULL_STOPS.get(language, ".")
    opening = "¿" if language == "es" else ""
    return opening + text + _QUESTION_MARKS.get(language, "?")
