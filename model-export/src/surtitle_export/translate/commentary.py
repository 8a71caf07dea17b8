"""Parallel basketball commentary, generated from templates for training and testing.

The templates and the words that fill them are in `data/commentary`. Held-out names appear only in
held-out templates, so that a test on these measures how well unseen names are copied.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from surtitle_export.translate.casing import capitalise
from surtitle_export.translate.entities import Names, copied_values, read_names
from surtitle_export.translate.templates import SLOT, Template, load_templates

FOLDER = Path(__file__).resolve().parents[3] / "data" / "commentary"
LANGUAGES = ("fr", "de", "es")
COPIED = frozenset(
    ("player", "player2", "team", "team2", "number", "clock", "score", "points", "points2")
)
TRANSLATED = frozenset(("city", "count", "quarter", "place"))


@dataclass(frozen=True, slots=True)
class Row:
    """One filled sentence, its translations and the strings they must all contain."""

    en: str
    translations: dict[str, str]
    entities: tuple[str, ...]


def read_templates(folder: Path) -> list[Template]:
    """Read and check the `templates.tsv` of a folder."""
    return load_templates(folder / "templates.tsv", COPIED | TRANSLATED)


def generate(folder: Path, split: str, count: int, seed: int) -> Iterator[Row]:
    """Yield `count` filled sentences of a split, the same ones for the same seed."""
    names = read_names(folder, split)
    templates = [template for template in read_templates(folder) if template.split == split]
    if count > 0 and not templates:
        raise ValueError(f"{folder / 'templates.tsv'} has no template of the split {split}.")
    slots = json.loads((folder / "slots.json").read_text(encoding="utf-8"))
    rng = random.Random(f"{seed} {split}")
    for _ in range(count):
        yield _fill(rng.choice(templates), names, slots, rng)


def _fill(
    template: Template, names: Names, slots: dict[str, list[dict[str, str]]], rng: random.Random
) -> Row:
    """Fill one template."""
    order = list(dict.fromkeys(SLOT.findall(template.en)))
    copied = copied_values(names, rng)
    values: dict[str, dict[str, str]] = {}
    for slot in order:
        if slot in TRANSLATED:
            values[slot] = rng.choice(slots[slot])
        else:
            values[slot] = dict.fromkeys(("en", *LANGUAGES), copied[slot])

    def render(text: str, language: str) -> str:
        filled = SLOT.sub(lambda match: values[match[1]][language], text)
        return capitalise(filled)

    return Row(
        en=render(template.en, "en"),
        translations={code: render(text, code) for code, text in template.translations.items()},
        entities=tuple(dict.fromkeys(copied[slot] for slot in order if slot in COPIED)),
    )
