"""Parallel basketball commentary, generated from templates for training and testing.

The templates and the words that fill them are in `data/commentary`. Held-out names appear only in
held-out templates, so that a test on these measures how well unseen names are copied.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("fr", "de", "es")
SPLITS = ("train", "heldout")
HEADER = ["id", "split", "en", *LANGUAGES]
COPIED = frozenset(
    ("player", "player2", "team", "team2", "number", "clock", "score", "points", "points2")
)
TRANSLATED = frozenset(("city", "count", "quarter", "place"))

_SLOT = re.compile(r"\{([^{}]*)\}")
_HELDOUT_PERCENT = 15
_INVENTED_LAST = 0.4
_LAST_ONLY = 0.35


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence with slots, in English and in each target language."""

    id: str
    split: str
    en: str
    translations: dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One filled sentence, its translations and the strings they must all contain."""

    en: str
    translations: dict[str, str]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that one split may use, and the family names that may not be invented."""

    first: list[str]
    last: list[str]
    team: list[str]
    syllables: list[str]
    listed: frozenset[str]
    invented_parity: int


def load_templates(folder: Path) -> list[Template]:
    """Read and check `templates.tsv`; a fault raises ValueError with the file and the line."""
    path = folder / "templates.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0].split("\t") != HEADER:
        raise ValueError(f"{path}:1: the header must be {' '.join(HEADER)}, separated by tabs.")
    templates: list[Template] = []
    seen: set[str] = set()
    for number, line in enumerate(lines[1:], start=2):
        where = f"{path}:{number}"
        fields = line.split("\t")
        if len(fields) != len(HEADER) or not all(field.strip() for field in fields):
            raise ValueError(f"{where}: expected {len(HEADER)} non-empty fields.")
        name, split, english, *others = fields
        if name in seen:
            raise ValueError(f"{where}: the id {name} is used twice.")
        if split not in SPLITS:
            raise ValueError(f"{where}: the split must be train or heldout, not {split}.")
        seen.add(name)
        slots = _slots(english, where)
        for language, text in zip(LANGUAGES, others, strict=True):
            if _slots(text, where) != slots:
                raise ValueError(f"{where}: the slots in {language} differ from those in en.")
        templates.append(Template(name, split, english, dict(zip(LANGUAGES, others, strict=True))))
    return templates


def split_names(names: list[str], split: str) -> list[str]:
    """The part of a list that a split may use: the last 15 % are held out."""
    kept = len(names) * (100 - _HELDOUT_PERCENT) // 100
    return names[:kept] if split == "train" else names[kept:]


def generate(folder: Path, split: str, count: int, seed: int) -> Iterator[Row]:
    """Yield `count` filled sentences of a split, the same ones for the same seed."""
    if split not in SPLITS:
        raise ValueError(f"The split must be train or heldout, not {split}.")
    templates = [template for template in load_templates(folder) if template.split == split]
    if count > 0 and not templates:
        raise ValueError(f"{folder / 'templates.tsv'} has no template of the split {split}.")
    slots = json.loads((folder / "slots.json").read_text(encoding="utf-8"))
    names = _Names(
        first=split_names(slots["first"], split),
        last=split_names(slots["last"], split),
        team=split_names(slots["team"], split),
        syllables=slots["syllables"],
        listed=frozenset([*slots["first"], *slots["last"], *slots["team"]]),
        invented_parity=SPLITS.index(split),
    )
    rng = random.Random(f"{seed} {split}")
    for _ in range(count):
        yield _fill(rng.choice(templates), names, slots, rng)


def _slots(text: str, where: str) -> Counter[str]:
    """Count the slots of a text; an unknown one or a stray brace raises ValueError."""
    found = Counter(_SLOT.findall(text))
    for slot in found:
        if slot not in COPIED | TRANSLATED:
            raise ValueError(f"{where}: unknown slot {{{slot}}}.")
    if "{" in _SLOT.sub("", text) or "}" in _SLOT.sub("", text):
        raise ValueError(f"{where}: a brace is not part of a slot.")
    return found


def _fill(
    template: Template, names: _Names, slots: dict[str, list[dict[str, str]]], rng: random.Random
) -> Row:
    """Fill one template."""
    order = list(dict.fromkeys(_SLOT.findall(template.en)))
    copied = _copied_values(names, rng)
    values: dict[str, dict[str, str]] = {}
    for slot in order:
        if slot in TRANSLATED:
            values[slot] = rng.choice(slots[slot])
        else:
            values[slot] = dict.fromkeys(("en", *LANGUAGES), copied[slot])

    def render(text: str, language: str) -> str:
        filled = _SLOT.sub(lambda match: values[match[1]][language], text)
        return _capitalise(filled)

    return Row(
        en=render(template.en, "en"),
        translations={code: render(text, code) for code, text in template.translations.items()},
        entities=tuple(dict.fromkeys(copied[slot] for slot in order if slot in COPIED)),
    )


def _copied_values(names: _Names, rng: random.Random) -> dict[str, str]:
    """Draw a value for every slot that is copied; the leading score comes first."""
    player = _player(names, rng)
    other = _player(names, rng)
    while other == player:
        other = _player(names, rng)
    team, team2 = rng.sample(names.team, 2)
    low = rng.randint(48, 125)
    high = low + rng.randint(1, 24)
    points2 = rng.randint(48, 125)
    return {
        "player": player,
        "player2": other,
        "team": team,
        "team2": team2,
        "number": str(rng.randint(2, 40 if rng.random() < 0.85 else 60)),
        "clock": f"{rng.randint(0, 11)}:{rng.randint(2, 59):02d}",
        "score": f"{high}-{low}",
        "points": str(points2 + rng.randint(1, 24)),
        "points2": str(points2),
    }


def _player(names: _Names, rng: random.Random) -> str:
    """A family name, most often after a first name."""
    last = _invent(names, rng) if rng.random() < _INVENTED_LAST else rng.choice(names.last)
    return last if rng.random() < _LAST_ONLY else f"{rng.choice(names.first)} {last}"


def _invent(names: _Names, rng: random.Random) -> str:
    """Invent a family name of two or three syllables that is in no list and in no other split."""
    while True:
        parts = [rng.randrange(len(names.syllables)) for _ in range(rng.choice((2, 2, 3)))]
        name = "".join(names.syllables[part] for part in parts).capitalize()
        # A sum over the letters, not the syllables: two spellings of one name must agree.
        if sum(map(ord, name)) % 2 == names.invented_parity and name not in names.listed:
            return name


def _capitalise(text: str) -> str:
    """Capitalise the first letter, after an opening mark if there is one."""
    for place, character in enumerate(text):
        if character.isalpha():
            return text[:place] + character.upper() + text[place + 1 :]
        if character.isdigit():
            return text
    return text
