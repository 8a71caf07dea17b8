"""Held-out sentences, as `prepare` wrote them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from surtitle_export.translate.scores import copied

# A number such as 23, 98-95 or 7:05, or a capitalised word of at least three letters.
_COPYABLE = re.compile(r"\d+(?:[-:.,]\d+)*|\b[A-Z][\w'-]+\w\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A held-out sentence, its translations, and the strings that these must copy."""

    source: str
    references: tuple[str, ...]
    entities: tuple[str, ...]


Sets = dict[tuple[str, str], list[Line]]  # by corpus and language


def read_held_out(folder: Path, targets: Sequence[str], limit: int | None) -> Sets:
    """Read the sets that `prepare` wrote, by corpus and language.

    Where a row names no `entities`, they are the names and numbers of its source that stand
    unchanged in each of its references. `limit` draws that many sentences of each set at random.
    """
    sets: Sets = {}
    for file in sorted(folder.glob("heldout-*.jsonl")):
        _, corpus, language = file.stem.split("-", 2)
        if language not in targets:
            continue
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        lines = [_line(row) for row in rows]
        if limit is not None and limit < len(lines):
            lines = random.Random(7).sample(lines, limit)
        sets[corpus, language] = lines
    if not sets:
        raise FileNotFoundError(
            f"{folder} has no heldout-*.jsonl in {', '.join(targets)}; run 'prepare' first"
        )
    return sets


def _line(row: dict[str, Any]) -> Line:
    source, references = row["source"], tuple(row["references"])
    entities = row.get("entities")
    return Line(
        source, references, tuple(_kept(source, references) if entities is None else entities)
    )


def _kept(source: str, references: Sequence[str]) -> list[str]:
    found = dict.fromkeys(_COPYABLE.findall(source))
    return [text for text in found if all(copied([text], other) for other in references)]


def sources(sets: Sets) -> list[str]:
    """Each source sentence once."""
    return list(dict.fromkeys(line.source for lines in sets.values() for line in lines))


def with_names(sets: Sets) -> Sets:
    """The sentences that have names, with only these as entities."""
    named = {key: [_names_only(line) for line in lines] for key, lines in sets.items()}
    kept = {key: [line for line in lines if line.entities] for key, lines in named.items()}
    return {key: lines for key, lines in kept.items() if lines}


def _names_only(line: Line) -> Line:
    names = (entity for entity in line.entities if any(map(str.isalpha, entity)))
    return replace(line, entities=tuple(names))
