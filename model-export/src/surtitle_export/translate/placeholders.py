"""Names and numbers of training text replaced by placeholders, so that each finds its place."""

from __future__ import annotations

import random
import re

from surtitle_export.translate import figures
from surtitle_export.translate.tokenizer import NAMES, NUMBERS

# First names that are frequent in everyday sentences, and are often left as they are.
COMMON_NAMES = ("Tom", "Mary", "John", "Maria", "Jack", "Bill", "Ken", "Bob", "Jim", "Alice")

# As other scripts write the first two.
_IN_SCRIPTS = {
    "ar": ("توم", "ماري"),
    "bn": ("টম", "মেরি"),
    "el": ("Τομ", "Μαίρη"),
    "fa": ("تام", "ماری"),
    "he": ("טום", "מרי"),
    "hi": ("टॉम", "मैरी"),
    "ja": ("トム", "メアリー"),
    "ko": ("톰", "메리"),
    "ru": ("Том", "Мэри"),
    "ta": ("டாம்", "மேரி"),
    "ur": ("ٹام", "میری"),
    "zh": ("汤姆", "玛丽"),
}
_LETTER = r"[\w\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff]"  # or a mark on one
_UNSPACED = frozenset(("zh", "ja", "ko"))  # names stand beside other letters
_NAME_SLOTS = ("player", "team")  # beginnings of slots; the others hold numbers
_SHOWN = 0.2  # of the slots in a line with placeholders, which keep their value


def hide(source: str, target: str, language: str, choose: random.Random) -> tuple[str, str]:
    """Replace common names, and numbers, that occur once on either side."""
    free = choose.sample(NAMES, len(NAMES))
    for place, name in enumerate(COMMON_NAMES):
        here = _once(name, source, spaced=True)
        there = here and _translated(name, place, target, language)
        if free and here and there:
            mark = free.pop()
            source, target = here.sub(mark, source), there.sub(mark, target)
    numbers = figures.shared(source, target)
    if not 0 < len(numbers) <= len(NUMBERS):
        return source, target
    marks = choose.sample(NUMBERS, len(numbers))
    return figures.replace(source, target, dict(zip(numbers, marks, strict=True)))


def _translated(name: str, place: int, target: str, language: str) -> re.Pattern[str] | None:
    spaced = language not in _UNSPACED
    spellings = (name, *_IN_SCRIPTS.get(language, ())[place : place + 1])
    found = (_once(spelling, target, spaced) for spelling in spellings)
    return next(filter(None, found), None)


def _once(name: str, text: str, spaced: bool) -> re.Pattern[str] | None:
    """A pattern that finds the name in the text if it occurs there once."""
    if text.count(name) != 1:
        return None
    pattern = re.compile(rf"(?<!{_LETTER}){name}(?!{_LETTER})" if spaced else name)
    return pattern if pattern.search(text) else None


def hide_values(values: dict[str, str], choose: random.Random) -> dict[str, str]:
    """Replace most values of slots."""
    names = choose.sample(NAMES, len(NAMES))
    numbers = choose.sample(NUMBERS, len(NUMBERS))
    return {
        slot: value
        if choose.random() < _SHOWN
        else (names if slot.startswith(_NAME_SLOTS) else numbers).pop()
        for slot, value in values.items()
    }
