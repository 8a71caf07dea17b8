"""Scores of a bundle on held-out sentences, from the output of the engine itself."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from tokenizers import Tokenizer

from surtitle_export.decoding import read_manifest
from surtitle_export.scores import (
    average_lagging,
    copied,
    length_adaptive_average_lagging,
    quality,
)
from surtitle_export.tokenizer import load_tokenizer

WAITS = ("1", "3", "5", "full")


@dataclass(frozen=True, slots=True)
class Line:
    """A held-out sentence with its translations and what they have to copy."""

    source: str
    references: tuple[str, ...]
    entities: tuple[str, ...]


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


def evaluate(
    bundle: Path,
    held_out: Path,
    engine: Path,
    translations: Path,
    limit: int | None,
    log: Callable[[str], None],
) -> dict[str, Any]:
    """Translate the held-out sets of folder `held_out` by `engine translate` and score them.

    What the engine wrote is kept in folder `translations` and used again where the bundle and the
    sentences are still the same. `limit` takes that many sentences of each set, at random.
    """
    manifest = read_manifest(bundle)
    targets: list[str] = manifest["targets"]
    sets = read_held_out(held_out, targets, limit)
    sources = list(dict.fromkeys(line.source for lines in sets.values() for line in lines))
    tokenizer = load_tokenizer(bundle / "tokenizer.json")
    translations.mkdir(parents=True, exist_ok=True)
    _forget_others(translations, {"manifest": manifest, "sources": sources})
    scores: list[Score] = []
    signatures: dict[str, None] = {}  # each once, in order
    for wait in WAITS:
        file = translations / f"wait-{wait}.jsonl"
        if not file.is_file():
            log(f"translating {len(sources)} sentences at wait-{wait}")
            _translate(engine, bundle, targets, wait, sources, file)
        outputs = dict(zip(sources, _read_outputs(file, len(sources)), strict=True))
        for (corpus, language), lines in sets.items():
            score, pair = _score(corpus, language, wait, lines, outputs, tokenizer)
            scores.append(score)
            signatures |= dict.fromkeys(pair)
    return {"signatures": list(signatures), "scores": [asdict(score) for score in scores]}


def read_held_out(
    folder: Path, targets: Sequence[str], limit: int | None
) -> dict[tuple[str, str], list[Line]]:
    """The sets that `prepare` wrote, by corpus and language."""
    sets: dict[tuple[str, str], list[Line]] = {}
    for file in sorted(folder.glob("heldout-*.jsonl")):
        _, corpus, language = file.stem.split("-", 2)
        if language not in targets:
            continue
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        lines = [
            Line(row["source"], tuple(row["references"]), tuple(row.get("entities", ())))
            for row in rows
        ]
        if limit is not None and limit < len(lines):
            lines = random.Random(7).sample(lines, limit)
        sets[corpus, language] = lines
    if not sets:
        raise FileNotFoundError(
            f"{folder} has no heldout-*.jsonl in {', '.join(targets)}; run 'prepare' first"
        )
    return sets


def _forget_others(folder: Path, made_from: dict[str, Any]) -> None:
    """Remove saved translations that were made by another bundle or of other sentences."""
    note = folder / "made-from.json"
    text = json.dumps(made_from, ensure_ascii=False)
    if not note.is_file() or note.read_text(encoding="utf-8") != text:
        for file in folder.glob("wait-*.jsonl"):
            file.unlink()
        note.write_text(text, encoding="utf-8")


def _translate(
    engine: Path, bundle: Path, targets: list[str], wait: str, sources: list[str], file: Path
) -> None:
    command = [str(engine.absolute()), "translate", "--to", ",".join(targets)]
    command += ["--wait-k", wait, "--json", "--bundle", str(bundle.absolute())]
    text = "".join(source + "\n" for source in sources)
    done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise ValueError(f"'{' '.join(command)}' ended with exit code {done.returncode}")
    partial = file.with_suffix(".part")
    partial.write_bytes(done.stdout)
    partial.replace(file)


def _read_outputs(file: Path, count: int) -> list[dict[str, Any]]:
    lines = file.read_text(encoding="utf-8").split("\n")[:-1]
    if len(lines) != count:
        raise ValueError(f"{file}: {len(lines)} lines of output for {count} lines of input")
    return [json.loads(line) for line in lines]


def _score(
    corpus: str,
    language: str,
    wait: str,
    lines: list[Line],
    outputs: dict[str, dict[str, Any]],
    tokenizer: Tokenizer,
) -> tuple[Score, tuple[str, str]]:
    texts = [outputs[line.source]["text"][language] for line in lines]
    measured = quality(texts, [line.references for line in lines])
    lags: list[tuple[float, float]] = []
    for line in lines:
        delays = outputs[line.source]["delays"][language]
        if delays:
            source = outputs[line.source]["sourceTokens"]
            reference = len(tokenizer.encode(line.references[0]).ids)
            longer = length_adaptive_average_lagging(delays, source, reference)
            lags.append((average_lagging(delays, source), longer))
    named = sum(len(line.entities) for line in lines)
    found = sum(copied(line.entities, text) for line, text in zip(lines, texts, strict=True))
    score = Score(
        corpus,
        language,
        wait,
        len(lines),
        measured.bleu,
        measured.chrf,
        fmean(al for al, _ in lags) if lags else 0.0,
        fmean(laal for _, laal in lags) if lags else 0.0,
        found / named if named else None,
    )
    return score, measured.signatures
