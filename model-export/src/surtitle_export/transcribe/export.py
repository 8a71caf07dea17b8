"""Writes the bundle of a trained recogniser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from onnx import ModelProto

from surtitle_export.manifest import FORMAT, describe_files, describe_graph, write_manifest
from surtitle_export.recipe import TRANSCRIBE
from surtitle_export.transcribe.card import card
from surtitle_export.transcribe.checkpoint import (
    CHECKPOINT,
    LANGUAGE,
    NGRAM,
    load_language,
    load_recogniser,
    read_state,
)
from surtitle_export.transcribe.graphs import (
    AUDIO,
    LANGUAGE_MODEL,
    OUTPUT,
    RECOGNISER,
    TOKEN,
    language_graph,
    recogniser_graph,
)
from surtitle_export.transcribe.recipe import LABELS, Recipe

VERSION = "0.1.0"
CARD = "MODEL_CARD.md"


def export_bundle(run: Path, output: Path, weights: str, scores: Path | None) -> dict[str, Any]:
    """Write the bundle of a run's checkpoint, with its language models; return the manifest."""
    output.mkdir(parents=True, exist_ok=True)
    recipe, model = load_recogniser(run)
    with torch.no_grad():
        _write(output / f"{RECOGNISER}.onnx", recogniser_graph(model, weights))
        graphs = {RECOGNISER: _recogniser(output, recipe)}
        if (run / LANGUAGE).is_file():
            language = language_graph(load_language(run), weights)
            _write(output / f"{LANGUAGE_MODEL}.onnx", language)
            graphs[LANGUAGE_MODEL] = _language(output)
    files = [f"{name}.onnx" for name in graphs]
    ngram = run / NGRAM
    if ngram.is_file():
        (output / NGRAM).write_bytes(ngram.read_bytes())
        files.append(NGRAM)
    results = _read_scores(scores) if scores else None
    counters = read_state(run / CHECKPOINT, {"counters"})["counters"]
    manifest = {
        "format": FORMAT,
        "name": recipe.name,
        "version": VERSION,
        "task": TRANSCRIBE,
        "language": recipe.language,
        "audio": {"rate": recipe.rate, "chunk": recipe.chunk},
        "transcribe": _settings(recipe, ngram.is_file(), LANGUAGE_MODEL in graphs, results),
        "graphs": graphs,
    }
    (output / CARD).write_text(card(recipe, VERSION, weights, counters, results), encoding="utf-8")
    manifest["files"] = describe_files(output, sorted([CARD, *files]))
    write_manifest(output, manifest)
    return manifest


def _read_scores(file: Path) -> dict[str, Any]:
    results = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(results, dict) or not results.keys() >= {"tuned", "results"}:
        raise ValueError(f"{file} is not what 'surtitle-export evaluate' writes")
    return results


def _write(file: Path, graph: ModelProto) -> None:
    file.write_bytes(graph.SerializeToString(deterministic=True))


def _settings(
    recipe: Recipe, ngram: bool, recurrent: bool, results: dict[str, Any] | None
) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "output": OUTPUT,
        "frame": recipe.frame,
        "delay": recipe.carried,
        "labels": list(LABELS),
    }
    if ngram or recurrent:
        tuned = (results or {}).get("tuned", {})
        settings |= {
            "beam": recipe.beam,
            "lmWeight": tuned.get("lmWeight", recipe.lm_weight) if ngram else 0.0,
            "wordBonus": tuned.get("wordBonus", recipe.word_bonus),
            "rnnWeight": tuned.get("rnnWeight", recipe.rnn_weight) if recurrent else 0.0,
        }
    return settings | ({"ngram": NGRAM} if ngram else {})


def _recogniser(folder: Path, recipe: Recipe) -> dict[str, Any]:
    graph = describe_graph(folder / f"{RECOGNISER}.onnx", _states(recipe.layers))
    for value in graph["inputs"]:
        if value["name"] == AUDIO:
            value["role"] = {"kind": "chunk", "carried": recipe.carried}
    return graph


def _language(folder: Path) -> dict[str, Any]:
    graph = describe_graph(folder / f"{LANGUAGE_MODEL}.onnx", _states(1))
    for value in graph["inputs"]:
        if value["name"] == TOKEN:
            value["role"] = {"kind": "value"}
    return graph


def _states(layers: int) -> list[dict[str, Any]]:
    return [
        {"input": f"{kind}{number}", "output": f"new_{kind}{number}", "batchAxis": 0}
        for number in range(layers)
        for kind in "hc"
    ]
