"""Scores of bundles on test sets, as `evaluate` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """One test set into one language at one k; lagging in source tokens, copied a share."""

    corpus: str
    language: str
    wait: str
    sentences: int
    bleu: float
    chrf: float
    al: float
    laal: float
    copied: float | None
    # Files of earlier versions lack these.
    bundle: str = ""
    date: str = ""  # YYYY-MM-DD
    signatures: tuple[str, ...] = ()
    in_place: float | None = None  # of the names and numbers, copied or not


@dataclass(frozen=True, slots=True)
class Results:
    """Scores in their order; unattributed are signatures of scores that state none."""

    scores: tuple[Score, ...]
    unattributed: tuple[str, ...] = ()

    @property
    def signatures(self) -> list[str]:
        """The signatures of sacreBLEU that define the scores, each once."""
        known = dict.fromkeys(mark for score in self.scores for mark in score.signatures)
        return list(known | dict.fromkeys(self.unattributed))

    def of(self, manifest: dict[str, Any]) -> Results:
        """Those of one bundle: scores that name no bundle are taken to be of this one."""
        kept = (
            score
            for score in self.scores
            if score.bundle in ("", manifest["name"]) and score.language in manifest["targets"]
        )
        return Results(tuple(kept), self.unattributed)

    def describe(self) -> str:
        """Which there are, for messages."""
        known: dict[str, dict[str, None]] = {}
        for score in self.scores:
            bundle = score.bundle or "a bundle without a name"
            known.setdefault(f"{bundle} on {score.corpus}", {})[score.language] = None
        return "; ".join(f"{each}: {', '.join(of)}" for each, of in known.items()) or "none"

    def json(self) -> dict[str, Any]:
        """What is written to a file."""
        return {"scores": [asdict(score) for score in self.scores]}


def merged(parts: Iterable[Results]) -> Results:
    """All scores together."""
    every = list(parts)
    return Results(
        tuple(score for part in every for score in part.scores),
        tuple(mark for part in every for mark in part.unattributed),
    )


def read_results(files: Iterable[Path]) -> Results:
    """The scores of one or more files that `evaluate` wrote; ValueError names one that is none."""
    return merged(map(_read, files))


def _read(file: Path) -> Results:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        scores = tuple(_score(row) for row in content["scores"])
        return Results(scores, tuple(content.get("signatures", ())))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{file} is not what 'surtitle-export evaluate' writes") from error


def _score(row: dict[str, Any]) -> Score:
    return Score(**row | {"signatures": tuple(row.get("signatures", ()))})
