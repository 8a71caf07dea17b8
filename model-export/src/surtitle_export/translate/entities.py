"""Names and numbers that fill the slots of templates, apart for training and held-out lines."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

SPLITS = ("train", "heldout")

_HELDOUT_PERCENT = 15
_INVENTED_LAST = 0.4
_LAST_ONLY = 0.35


@dataclass(frozen=True, slots=True)
class Names:
    """The names that one split may use, and the family names that may not be invented."""

    first: list[str]
    last: list[str]
    team: list[str]
    syllables: list[str]
    listed: frozenset[str]
    invented_parity: int


def read_names(folder: Path, split: str) -> Names:
    """The names of `slots.json` that a split may use."""
    if split not in SPLITS:
        raise ValueError(f"The split must be train or heldout, not {split}.")
    slots = json.loads((folder / "slots.json").read_text(encoding="utf-8"))
    return Names(
        first=split_names(slots["first"], split),
        last=split_names(slots["last"], split),
        team=split_names(slots["team"], split),
        syllables=slots["syllables"],
        listed=frozenset([*slots["first"], *slots["last"], *slots["team"]]),
        invented_parity=SPLITS.index(split),
    )


def split_names(names: list[str], split: str) -> list[str]:
    """The part of a list that a split may use: the last 15 % are held out."""
    kept = len(names) * (100 - _HELDOUT_PERCENT) // 100
    return names[:kept] if split == "train" else names[kept:]


def copied_values(names: Names, rng: random.Random) -> dict[str, str]:
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


def _player(names: Names, rng: random.Random) -> str:
    """A family name, most often after a first name."""
    last = _invent(names, rng) if rng.random() < _INVENTED_LAST else rng.choice(names.last)
    return last if rng.random() < _LAST_ONLY else f"{rng.choice(names.first)} {last}"


def _invent(names: Names, rng: random.Random) -> str:
    """Invent a family name of two or three syllables that is in no list and in no other split."""
    while True:
        parts = [rng.randrange(len(names.syllables)) for _ in range(rng.choice((2, 2, 3)))]
        name = "".join(names.syllables[part] for part in parts).capitalize()
        # A sum over the letters, not the syllables: two spellings of one name must agree.
        if sum(map(ord, name)) % 2 == names.invented_parity and name not in names.listed:
            return name
