"""Numbers in digits that stand in a sentence and in its translation."""

from __future__ import annotations

import random
import re

from surtitle_export.translate.agreement import plural

_NUMBER = r"[#$€£]?\d+(?:[-:.,/]\d+)*%?"
# In a source, a word of its own: "3rd" and "24-second" are words. A translation may add an ending.
_WORD = re.compile(rf"(?<![\w.,:/-]){_NUMBER}(?!\w|[-.,:/]\w)")
_ANY = re.compile(_NUMBER)
_YEARS = (1900, 2029)
_TRIES = 20


def shared(source: str, target: str) -> list[str]:
    """The numbers of a source if its translation has the same and each occurs once, or none."""
    numbers = _WORD.findall(source)
    same = sorted(numbers) == sorted(_ANY.findall(target))
    return numbers if same and len(set(numbers)) == len(numbers) else []


def replace(source: str, target: str, others: dict[str, str]) -> tuple[str, str]:
    """Both sides with their shared numbers replaced; a number without another stays."""
    return (
        _WORD.sub(lambda match: others.get(match[0], match[0]), source),
        _ANY.sub(lambda match: others.get(match[0], match[0]), target),
    )


def exchange(source: str, target: str, language: str, choose: random.Random) -> tuple[str, str]:
    """Other numbers of two digits or more, with as many digits and the same plural form."""
    numbers = shared(source, target)
    others: dict[str, str] = {}
    for number in numbers:
        if number.isdecimal() and len(number) > 1 and number[0] != "0":
            other = _like(number, language, choose)
            if other not in numbers and other not in others.values():
                others[number] = other
    return replace(source, target, others)


def _like(number: str, language: str, choose: random.Random) -> str:
    """A number in place of another; a year for a year."""
    value = int(number)
    low, high = _YEARS if _YEARS[0] <= value <= _YEARS[1] else (10 ** (len(number) - 1), 0)
    for _ in range(_TRIES):
        other = choose.randint(low, high or 10 * low - 1)
        if plural(language, other) == plural(language, value):
            return str(other)
    return number
