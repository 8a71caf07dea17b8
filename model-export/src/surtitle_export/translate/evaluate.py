"""Scores of bundles on held-out sentences, translated by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any

from tokenizers import Tokenizer

from surtitle_export.manifest import MANIFEST, read_manifest
from surtitle_export.recipe import TRANSLATE
from surtitle_export.translate.engine import Engine
from surtitle_export.translate.held_out import (
    Line,
    Sets,
    read_held_out,
    sources,
    with_names,
)
from surtitle_export.translate.results import Results, Score
from surtitle_export.translate.scores import (
    average_lagging,
    copied,
    in_place,
    length_adaptive_average_lagging,
    quality,
)
from surtitle_export.translate.tokenizer import load_tokenizer

WAITS = ("1", "3", "5", "full")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What bundles are scored on, and by which engine.

    limit draws that many sentences of each set at random. With glossary, sentences with names are
    also scored separately, without and with a glossary that lists all of these names.
    """

    held_out: Path
    engine: Path
    limit: int | None
    glossary: bool
    log: Callable[[str], None]


def translation_bundles(paths: Iterable[Path]) -> list[Path]:
    """The translation bundles among these folders and, where one is no bundle, in it.

    Those in a folder are in the order in which the engine prefers them: by rank, then by name.
    """
    found: list[Path] = []
    for path in paths:
        if (path / MANIFEST).is_file() or not path.is_dir():
            found.append(path)
            continue
        inside = [(read_manifest(file.parent), file.parent) for file in path.glob(f"*/{MANIFEST}")]
        translating = [each for each in inside if each[0]["task"] == TRANSLATE]
        if not translating:
            raise FileNotFoundError(f"{path} is neither a translation bundle nor a folder of some")
        translating.sort(key=lambda each: (-each[0].get("rank", 0), each[0]["name"]))
        found += [folder for _, folder in translating]
    return found


def evaluate(bundle: Path, translations: Path, asked: Evaluation) -> Results:
    """Translate the held-out sets with `engine translate` and score them.

    The engine's output is cached in the folder `translations`, and reused while the bundle and the
    sentences are the same.
    """
    manifest = read_manifest(bundle)
    targets: list[str] = manifest["targets"]
    sets = read_held_out(asked.held_out, targets, asked.limit)
    texts = sources(sets)
    named = with_names(sets) if asked.glossary else {}
    writer = Engine(asked.engine, bundle, targets, translations, asked.log)
    writer.forget_others(manifest, texts)
    listed = _write_glossary(named, translations / "glossary.txt") if named else None
    scorer = _Scorer(manifest["name"], load_tokenizer(bundle / "tokenizer.json"))
    for wait in WAITS:
        outputs = writer.translate(texts, wait)
        scorer.add("", wait, sets, outputs)
        if listed:
            scorer.add(", names", wait, named, outputs)
            with_list = writer.translate(sources(named), wait, listed)
            scorer.add(", names listed", wait, named, with_list)
    return Results(tuple(scorer.scores))


class _Scorer:
    """Collects the scores of one bundle."""

    def __init__(self, bundle: str, tokenizer: Tokenizer) -> None:
        self.scores: list[Score] = []
        self._bundle = bundle
        self._date = datetime.now(UTC).date().isoformat()
        self._tokenizer = tokenizer

    def add(self, suffix: str, wait: str, sets: Sets, outputs: dict[str, dict[str, Any]]) -> None:
        """Score the output for some sets; suffix extends the names of these."""
        for (corpus, language), lines in sets.items():
            texts = [outputs[line.source]["text"][language] for line in lines]
            measured = quality(texts, [line.references for line in lines], language)
            lags = list(self._lags(language, lines, outputs))
            pairs = list(zip(lines, texts, strict=True))
            self.scores.append(
                Score(
                    corpus + suffix,
                    language,
                    wait,
                    len(lines),
                    measured.bleu,
                    measured.chrf,
                    fmean(al for al, _ in lags) if lags else 0.0,
                    fmean(laal for _, laal in lags) if lags else 0.0,
                    _share(lines, [copied(each.entities, text) for each, text in pairs]),
                    self._bundle,
                    self._date,
                    measured.signatures,
                    _share(lines, [_placed(each, text) for each, text in pairs]),
                )
            )

    def _lags(
        self, language: str, lines: list[Line], outputs: dict[str, dict[str, Any]]
    ) -> Iterable[tuple[float, float]]:
        for line in lines:
            output = outputs[line.source]
            delays, source = output["delays"][language], output["sourceTokens"]
            if delays:
                reference = len(self._tokenizer.encode(line.references[0]).ids)
                longer = length_adaptive_average_lagging(delays, source, reference)
                yield average_lagging(delays, source), longer


def _share(lines: list[Line], counts: list[int]) -> float | None:
    """The share that these counts are of all names and numbers."""
    named = sum(len(line.entities) for line in lines)
    return sum(counts) / named if named else None


def _placed(line: Line, text: str) -> int:
    return in_place(line.entities, text, line.references)


def _write_glossary(named: Sets, file: Path) -> Path:
    names = {entity for lines in named.values() for line in lines for entity in line.entities}
    file.write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
    return file
