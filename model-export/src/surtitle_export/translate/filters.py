"""Rules against rows that would teach a network to invent, to leave out or to copy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_MOST_CHARACTERS = 500
_SHORT = 12  # sources up to this length may have translations of any length
_LEAST_SHARE_OF_SCRIPT = 0.4
_MOST_COPIED_WORDS = 3

# Characters of the target for each of the source.
_RATIO = (0.35, 3.2)
_RATIOS = dict.fromkeys(("zh", "ja", "ko"), (0.12, 2.2))

# How the names of a script's letters begin in Unicode; Latin is not checked.
_KANA = ("HIRAGANA", "KATAKANA", "CJK")
_SCRIPTS: dict[str, tuple[str, ...]] = {
    "ar": ("ARABIC",),
    "bn": ("BENGALI",),
    "el": ("GREEK",),
    "fa": ("ARABIC",),
    "he": ("HEBREW",),
    "hi": ("DEVANAGARI",),
    "ja": _KANA,
    "ko": ("HANGUL",),
    "ru": ("CYRILLIC",),
    "ta": ("TAMIL",),
    "ur": ("ARABIC",),
    "zh": ("CJK",),
}
_MARKUP = re.compile(r"https?://|<[a-z/]|&[a-z]+;|%[sd]|\{\{|\\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to leave out a row of a source, its translation and the translation's language."""

    name: str
    applies: Callable[[str, str, str], bool]


def _is_empty(source: str, target: str, _: str) -> bool:
    return not source or not target


def _is_long(source: str, target: str, _: str) -> bool:
    return max(len(source), len(target)) > _MOST_CHARACTERS


def _has_another_length(source: str, target: str, language: str) -> bool:
    low, high = _RATIOS.get(language, _RATIO)
    return len(source) > _SHORT and not low < len(target) / len(source) < high


def _has_another_script(_: str, target: str, language: str) -> bool:
    script = _SCRIPTS.get(language)
    letters = [character for character in target if character.isalpha()]
    if script is None or not letters:
        return False
    own = sum(unicodedata.name(letter, "").startswith(script) for letter in letters)
    return own < _LEAST_SHARE_OF_SCRIPT * len(letters)


def _has_markup(source: str, target: str, _: str) -> bool:
    return _MARKUP.search(source) is not None or _MARKUP.search(target) is not None


def _is_copied(source: str, target: str, _: str) -> bool:
    return source == target and len(source.split()) > _MOST_COPIED_WORDS


RULES = (
    Rule("empty", _is_empty),
    Rule("more than 500 characters", _is_long),
    Rule("markup", _has_markup),
    Rule("another length", _has_another_length),
    Rule("another script", _has_another_script),
    Rule("a copy", _is_copied),
)


def fault(source: str, target: str, language: str) -> str | None:
    """The name of the first rule that leaves a row out; None if it is kept."""
    found = (rule.name for rule in RULES if rule.applies(source, target, language))
    return next(found, None)
