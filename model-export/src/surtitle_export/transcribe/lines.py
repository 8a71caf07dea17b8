"""Lines that synthetic voices read: broadcast templates, numbers, spelling, everyday sentences."""

from __future__ import annotations

import csv
import gzip
import json
import random
import string
from collections.abc import Iterator
from pathlib import Path

from surtitle_export.transcribe.spoken import spoken
from surtitle_export.translate import commentary
from surtitle_export.translate.broadcast import SLOTS
from surtitle_export.translate.corpora import is_held_out
from surtitle_export.translate.entities import Names, copied_values, read_names
from surtitle_export.translate.templates import SLOT, load_templates

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_COMMANDS = ["enter", "rubout", "erase", "repeat", "yes", "no", "stop", "help", "start", "go"]
_DIGITS = ("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PLAIN = 0.3  # share of numbers, dates and spelled words among lines that are drawn
_OWN = 0.2  # share of the basketball lines of `data/commentary`
_SHORT = (8, 90)  # characters of an everyday sentence that is read aloud


def broadcast_lines(file: Path, split: str, copies: int, choose: random.Random) -> Iterator[str]:
    """The English templates of a split as they are spoken; those with slots in several copies."""
    names = read_names(commentary.FOLDER, split)
    for template in load_templates(file, SLOTS):
        if template.split == split:
            for _ in range(copies if SLOT.search(template.en) else 1):
                yield spoken(_filled(template.en, names, choose), choose)


def held_out_lines(file: Path, seed: int) -> list[str]:
    """Each held-out template once, with names that training never has."""
    names = read_names(commentary.FOLDER, "heldout")
    return [
        spoken(_filled(template.en, names, random.Random(f"{seed} {template.id}")))
        for template in load_templates(file, SLOTS)
        if template.split == "heldout"
    ]


def _filled(template: str, names: Names, choose: random.Random) -> str:
    values = copied_values(names, choose)
    values["number"], values["number2"] = (str(choose.randint(2, 99)) for _ in range(2))
    values["year"] = str(choose.randint(1891, 2026))
    return SLOT.sub(lambda slot: values[slot[1]], template)


def drawn_lines(file: Path | None, sentences: list[str], choose: random.Random) -> Iterator[str]:
    """Endless lines for training: broadcast lines first of all, then all the others."""
    templates = list(broadcast_lines(file, "train", 1, choose)) if file else []
    names = read_names(commentary.FOLDER, "train")
    choose.shuffle(templates)
    while True:
        if templates:
            yield templates.pop()
        if choose.random() < _OWN:
            row = next(commentary.generate(commentary.FOLDER, "train", 1, choose.getrandbits(32)))
            yield spoken(row.en, choose)
        if choose.random() < _PLAIN:
            yield plain_line(choose, names)
        if sentences and choose.random() < _PLAIN:
            yield choose.choice(sentences)
        if file and not templates:
            templates = list(broadcast_lines(file, "train", 1, choose))
            choose.shuffle(templates)


def plain_line(choose: random.Random, names: Names | None = None) -> str:
    """Numbers, a date, a score, letters one by one, a spelled name, or a command at a keyboard."""
    kind = choose.randrange(8 if names else 5)
    if kind == 0:
        return spoken(" ".join(choose.choices(string.digits, k=choose.randint(1, 7))), choose)
    if kind == 1:
        return " ".join(choose.choices(string.ascii_lowercase, k=choose.randint(1, 6)))
    if kind == 2:
        day, year = choose.randint(1, 31), choose.randint(1900, 2026)
        ending = f" {year}" if choose.random() < 0.7 else ""
        return spoken(f"{choose.choice(_MONTHS)} {_ordinal(day)}{ending}", choose)
    if kind == 3:
        return spoken(f"{choose.randint(0, 130)}-{choose.randint(0, 130)}", choose)
    if kind == 4:
        number = choose.choice((choose.randint(0, 100), choose.randint(100, 99999)))
        return spoken(str(number), choose)
    if kind == 5:
        return " ".join(choose.choices(_DIGITS, k=choose.randint(2, 7)))
    if names and kind == 6:
        name = spoken(choose.choice([*names.first, *names.last]))
        return " ".join(letter for letter in name if letter in string.ascii_lowercase)
    return _command_line(choose)


def _command_line(choose: random.Random) -> str:
    """A command, letters and a number, as people test a recogniser."""
    letters = choose.choices(string.ascii_lowercase, k=choose.randint(1, 5))
    number = spoken(str(choose.randint(1, 99))).split()
    parts = choose.choice(([], number, letters, [*letters, *number], [*letters, *number]))
    return " ".join([choose.choice(_COMMANDS), *parts])


def _ordinal(day: int) -> str:
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def everyday_sentences(folders: list[Path]) -> Iterator[str]:
    """English sentences of tables `en-*.tsv.gz`, as they are spoken; none that is held out."""
    known: set[str] = set()
    for folder in folders:
        for file in sorted(folder.glob("en-*.tsv.gz")):
            with gzip.open(file, "rt", encoding="utf-8") as stream:
                for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                    if row and row[0] not in known and not is_held_out(row[0]):
                        known.add(row[0])
                        yield spoken(row[0])


def short(sentences: list[str]) -> list[str]:
    """Those of the sentences that are read aloud in a few seconds."""
    return [text for text in sentences if _SHORT[0] <= len(text) <= _SHORT[1]]


def food_sentences() -> list[str]:
    """Sentences about meals, which everyday corpora have few of."""
    dishes = json.loads((FOODS).read_text(encoding="utf-8"))
    return [
        pattern.format(one=one, two=two)
        for pattern in dishes["patterns"]
        for one in dishes["foods"]
        for two in dishes["foods"]
        if one != two
    ]


FOODS = Path(__file__).resolve().parents[3] / "data" / "speech" / "foods.json"
