"""Scores of a bundle on held-out sentences, translated by the engine."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from tokenizers import Tokenizer

from surtitle_export.manifest import read_manifest
from surtitle_export.translate.scores import (
    average_lagging,
    copied,
    length_adaptive_average_lagging,
    quality,
)
from surtitle_export.translate.tokenizer import load_tokenizer

WAITS = ("1", "3", "5", "full")


@dataclass(frozen=True, slots=True)
class Line:
    """A held-out sentence, its translations, and the strings that these must copy."""

    source: str
    references: tuple[str, ...]
    entities: tuple[str, ...]


Sets = dict[tuple[str, str], list[Line]]  # by corpus and language


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
    glossary: bool,
    log: Callable[[str], None],
) -> dict[str, Any]:
    """Translate the held-out sets of folder `held_out` with `engine translate` and score them.

    The engine's output is cached in the folder `translations`, and reused while the bundle and the
    sentences are the same. `limit` draws that many sentences of each set at random. With
    `glossary`, sentences with names are also scored separately, without and with a glossary that
    lists all of these names.
    """
    manifest = read_manifest(bundle)
    targets: list[str] = manifest["targets"]
    sets = read_held_out(held_out, targets, limit)
    sources = _sources(sets)
    named = _with_names(sets) if glossary else {}
    writer = Engine(engine, bundle, targets, translations, log)
    writer.forget_others({"manifest": manifest, "sources": sources})
    listed = _write_glossary(named, translations / "glossary.txt") if named else None
    tokenizer = load_tokenizer(bundle / "tokenizer.json")
    scores: list[Score] = []
    signatures: dict[str, None] = {}  # each once, in order
    for wait in WAITS:
        outputs = writer.translate(sources, wait)
        runs = [("", sets, outputs)]
        if listed:
            runs.append((", names", named, outputs))
            with_list = writer.translate(_sources(named), wait, listed)
            runs.append((", names listed", named, with_list))
        for suffix, scored, written in runs:
            for (corpus, language), lines in scored.items():
                score, pair = _score(corpus + suffix, language, wait, lines, written, tokenizer)
                scores.append(score)
                signatures |= dict.fromkeys(pair)
    return {"signatures": list(signatures), "scores": [asdict(score) for score in scores]}


class Engine:
    """Runs `surtitle translate` and caches its output in a folder."""

    def __init__(
        self,
        launcher: Path,
        bundle: Path,
        targets: list[str],
        kept: Path,
        log: Callable[[str], None],
    ) -> None:
        self._command = [str(launcher.absolute()), "translate", "--to", ",".join(targets)]
        self._bundle = bundle
        self._kept = kept
        self._log = log

    def forget_others(self, made_from: dict[str, Any]) -> None:
        """Remove cached output of another bundle or of other sentences."""
        self._kept.mkdir(parents=True, exist_ok=True)
        note = self._kept / "made-from.json"
        text = json.dumps(made_from, ensure_ascii=False)
        if not note.is_file() or note.read_text(encoding="utf-8") != text:
            for file in self._kept.glob("wait-*.jsonl"):
                file.unlink()
            note.write_text(text, encoding="utf-8")

    def translate(
        self, sources: list[str], wait: str, glossary: Path | None = None
    ) -> dict[str, dict[str, Any]]:
        """The engine's output for each sentence."""
        file = self._kept / f"wait-{wait}{'-listed' if glossary else ''}.jsonl"
        if not file.is_file():
            self._log(f"translating {len(sources)} sentences at wait-{wait}")
            self._run(sources, wait, glossary, file)
        lines = file.read_text(encoding="utf-8").split("\n")[:-1]
        if len(lines) != len(sources):
            raise ValueError(
                f"{file}: {len(lines)} lines of output for {len(sources)} lines of input"
            )
        return dict(zip(sources, map(json.loads, lines), strict=True))

    def _run(self, sources: list[str], wait: str, glossary: Path | None, file: Path) -> None:
        command = [*self._command, "--wait-k", wait, "--json", "--bundle"]
        command.append(str(self._bundle.absolute()))
        if glossary:
            command += ["--glossary", str(glossary.absolute())]
        text = "".join(source + "\n" for source in sources)
        done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:
            raise ValueError(f"'{' '.join(command)}' ended with exit code {done.returncode}")
        partial = file.with_suffix(".part")
        partial.write_bytes(done.stdout)
        partial.replace(file)


def _sources(sets: Sets) -> list[str]:
    return list(dict.fromkeys(line.source for lines in sets.values() for line in lines))


def _with_names(sets: Sets) -> Sets:
    """The sentences that have names, with only these as entities."""
    named = {key: [_names_only(line) for line in lines] for key, lines in sets.items()}
    kept = {key: [line for line in lines if line.entities] for key, lines in named.items()}
    return {key: lines for key, lines in kept.items() if lines}


def _names_only(line: Line) -> Line:
    names = (entity for entity in line.entities if any(map(str.isalpha, entity)))
    return replace(line, entities=tuple(names))


def _write_glossary(named: Sets, file: Path) -> Path:
    names = {entity for lines in named.values() for line in lines for entity in line.entities}
    file.write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
    return file


def read_held_out(folder: Path, targets: Sequence[str], limit: int | None) -> Sets:
    """Read the sets that `prepare` wrote, by corpus and language."""
    sets: Sets = {}
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
