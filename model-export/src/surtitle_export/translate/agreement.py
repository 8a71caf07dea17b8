"""What a slot's value decides about the words beside it, and which numbers fit a fixed word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError

from surtitle_export.translate.templates import SLOT

_VOWELS = frozenset("aeiouáéíóöőúüűàâèêëîïôœùAEIOUÁÉÍÓÖŐÚÜŰÀÂÈÊËÎÏÔŒÙ")
_ELIDES = re.compile(r"\b([Dd]|[Qq]u|[Ll]orsqu|[Pp]uisqu)e $")
_ARTICLE_I = re.compile(r"\b([Dd]e|[Nn]e|[Ss]u|[Dd]a|[Aa]|)([iI]) $")
_ARTICLE_A = re.compile(r"\b[Aa] $")
_TAKES_GLI = re.compile(r"[aeiouAEIOUÀÈÉÌÒÙ]|Z|Gn|Ps|X|S[bcdfgklmnpqrtvw]|8|11(?!\d)")

# Languages whose templates have the plural of one CLDR category after a number.
_COUNTED = {"ru": "many", "pl": "many", "ar": "many"}


def fill(text: str, values: dict[str, str], language: str) -> str:
    """Put values into the slots of a template, with the words beside them in agreement."""
    parts = SLOT.split(text)  # text, slot, text, slot, ..., text
    done = parts[0]
    for slot, after in zip(parts[1::2], parts[2::2], strict=True):
        value = values[slot]
        done = _before(done, value, language) + value + _after(after, value, language)
    return done


def _before(text: str, value: str, language: str) -> str:
    """French d' and qu', Hungarian az, Italian gli."""
    if language == "fr" and value[0] in _VOWELS:
        return _ELIDES.sub(r"\1'", text)
    if language == "hu" and _takes_az(value):
        return _ARTICLE_A.sub(lambda match: match[0][0] + "z ", text)
    if language == "it" and _TAKES_GLI.match(value):
        return _ARTICLE_I.sub(
            lambda match: match[1] + ("Gli " if match[2] == "I" else "gli "), text
        )
    return text


def _takes_az(value: str) -> bool:
    """Whether Hungarian says it with a vowel first: of numbers egy, öt, ötven and ezer."""
    number = re.match(r"\d+", value)
    if number is None:
        return value[0] in _VOWELS
    return value[0] == "5" or number[0] == "1" or 1000 <= int(number[0]) < 2000


def _after(text: str, value: str, language: str) -> str:
    """No Romanian `de` after numbers that do without."""
    if language == "ro" and value.isdecimal() and plural("ro", int(value)) != "other":
        return text.removeprefix(" de") if text.startswith(" de ") else text
    return text


@cache
def counts(languages: tuple[str, ...], least: int, most: int) -> list[int]:
    """The numbers from `least` to `most` that agree with the templates of all these languages."""
    fixed = [language for language in languages if language in _COUNTED]
    return [
        number
        for number in range(least, most + 1)
        if all(plural(language, number) == _COUNTED[language] for language in fixed)
    ]


@cache
def plural(language: str, number: int) -> str:
    """The CLDR plural category of a number; `other` in a language that CLDR does not know."""
    locale = _locale(language)
    return str(locale.plural_form(number)) if locale else "other"


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def slots(text: str) -> Iterator[str]:
    """The slots of a template, each once, in order."""
    yield from dict.fromkeys(SLOT.findall(text))
