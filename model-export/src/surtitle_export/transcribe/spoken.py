"""Written English as it is spoken: lower case, numbers as words, the labels of a recogniser."""

from __future__ import annotations

import random
import re
import unicodedata

from num2words import num2words

_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_RANGE = re.compile(r"(?<=\d)\s*[-–]\s*(?=\d)")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_THOUSANDS = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_YEARS = range(1100, 2100)
_LONGEST = 9  # digits of a number that is read as a whole
_SIGNS = {"%": " percent ", "&": " and ", "+": " plus ", "@": " at ", "=": " equals "}
_APOSTROPHES = re.compile("[’‘`]")
_OTHER = re.compile(r"(?<![a-z])'|'(?![a-z])|[^a-z' ]")
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_TITLES = {"mr": "mister", "mrs": "missus", "dr": "doctor", "st": "saint", "vs": "versus"}
_TITLE = re.compile(r"\b(mr|mrs|dr|st|vs)\.(?=\s)", re.IGNORECASE)
_MONEY = re.compile(r"([$£€])(\d+(?:\.\d+)?)")
_UNITS = {"$": "dollars", "£": "pounds", "€": "euros"}


def spoken(text: str, choose: random.Random | None = None) -> str:
    """The words of a text as a recogniser writes them.

    Numbers are cardinals, four digits from 1100 to 2099 years, `5:32` a clock, `24-19` a score.
    With `choose`, of two usual ways to say a number one is drawn; without, it is always the same.
    """
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFKC", text))
    text = _TITLE.sub(lambda found: _TITLES[found[1].lower()], text)
    text = _THOUSANDS.sub(lambda found: _cardinal(found[0].replace(",", ""), choose), text)
    text = _MONEY.sub(lambda found: f"{found[2]} {_UNITS[found[1]]}", text)
    text = _CLOCK.sub(lambda found: f" {_clock(found[1], found[2])} ", text)
    between = " to " if choose is None or choose.random() < 0.6 else " "
    text = _RANGE.sub(between, text)
    text = _ORDINAL.sub(lambda found: f" {num2words(int(found[1]), to='ordinal')} ", text)
    text = _NUMBER.sub(lambda found: f" {_number(found[0], choose)} ", text)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return " ".join(_OTHER.sub(" ", _plain(text)).split())


def _plain(text: str) -> str:
    """Lower case without diacritics."""
    text = "".join(_LETTERS.get(letter, letter) for letter in text.lower())
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _clock(minutes: str, seconds: str) -> str:
    if seconds == "00":
        return f"{num2words(int(minutes))} o'clock"
    tens = "oh " if seconds[0] == "0" else ""
    return f"{num2words(int(minutes))} {tens}{num2words(int(seconds))}"


def _number(digits: str, choose: random.Random | None) -> str:
    if len(digits) > _LONGEST or (len(digits) > 1 and digits[0] == "0" and "." not in digits):
        return " ".join(num2words(int(digit)) for digit in digits if digit != ".")
    if "." in digits:
        return str(num2words(digits))
    if len(digits) == 4 and int(digits) in _YEARS:
        return str(num2words(int(digits), to="year"))
    return _cardinal(digits, choose)


def _cardinal(digits: str, choose: random.Random | None) -> str:
    words = str(num2words(int(digits))).replace(",", "")
    american = choose is None or choose.random() < 0.7
    return words.replace(" and ", " ") if american else words
