"""The bundle of a trained translation network."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import torch

from surtitle_export.manifest import (
    FORMAT,
    describe_files,
    describe_graph,
    read_manifest,
    write_manifest,
)
from surtitle_export.recipe import TRANSLATE
from surtitle_export.translate.card import model_card
from surtitle_export.translate.checkpoint import CHECKPOINT, load_model
from surtitle_export.translate.credits import read_credits
from surtitle_export.translate.graphs import NEW_STATE, STATE, decoder_graph, encoder_graph
from surtitle_export.translate.label import CARD, label_bundle, write_scores
from surtitle_export.translate.model import Translator
from surtitle_export.translate.quality import quality
from surtitle_export.translate.recipe import Recipe, recipe_toml
from surtitle_export.translate.results import Results, read_results
from surtitle_export.translate.tokenizer import BEGIN_ID, END_ID, load_tokenizer, placeholders
from surtitle_export.translate.train import CURVE

VERSION = "0.1.0"
FILES = (
    CARD,
    "curve.jsonl",
    "decoder.onnx",
    "encoder.onnx",
    "recipe.toml",
    "tokenizer.json",
)
WEIGHTS = ("float16", "float32", "int8")
_POLICY = {"waitK": 3, "maxOutputRatio": 2.0, "maxOutputExtra": 10}
_CURVE_ROWS = 40  # a bundle keeps the shape of the curve, not every report


def export_bundle(
    run: Path, tokenizer: Path, output: Path, weights: str, scores: Path | None = None
) -> dict[str, Any]:
    """Write the bundle of the checkpoint in folder `run` to `output` and return its manifest.

    weights is one of WEIGHTS; scores is what `evaluate` wrote, for the card and the label. The
    same arguments give the same bytes. Files of an older bundle in `output` are overwritten.
    """
    if weights not in WEIGHTS:
        raise ValueError(f"weights must be one of {', '.join(WEIGHTS)}, not {weights}")
    recipe, model = load_model(run / CHECKPOINT)
    size = load_tokenizer(tokenizer).get_vocab_size()
    if size > recipe.vocabulary:
        raise ValueError(
            f"{tokenizer} has {size} tokens, but the network has {recipe.vocabulary}; "
            "give the tokenizer that the network was trained with"
        )
    output.mkdir(parents=True, exist_ok=True)
    write_graphs(model, output, weights)
    shutil.copyfile(tokenizer, output / "tokenizer.json")
    (output / "recipe.toml").write_text(recipe_toml(recipe), encoding="utf-8")
    curve = _curve(run / CURVE)
    (output / CURVE).write_text("".join(json.dumps(row) + "\n" for row in curve), encoding="utf-8")
    corpora = read_credits(tokenizer.parent, recipe.corpora)
    card = model_card(recipe, weights, VERSION, curve, corpora)
    (output / CARD).write_text(card, encoding="utf-8")
    manifest = write_translate_manifest(recipe, output)
    if scores:
        manifest = _scored(output, manifest, read_results([scores]))
    return manifest


def _scored(output: Path, manifest: dict[str, Any], results: Results) -> dict[str, Any]:
    """Put scores into the card; where they are of a set that labels, label the bundle too."""
    if quality(results, manifest):
        label_bundle(output, results)
    else:
        write_scores(output, manifest, results, {})
    return read_manifest(output)


def write_graphs(model: Translator, output: Path, weights: str) -> None:
    """Write `encoder.onnx` and `decoder.onnx` to an existing folder."""
    with torch.no_grad():
        graphs = {
            "encoder.onnx": encoder_graph(model.encoder, weights),
            "decoder.onnx": decoder_graph(model.decoder, weights),
        }
    for name, graph in graphs.items():
        (output / name).write_bytes(graph.SerializeToString(deterministic=True))


def write_translate_manifest(recipe: Recipe, output: Path) -> dict[str, Any]:
    """Describe the files of the bundle in `surtitle.json`; shapes come from the graphs."""
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "name": recipe.name,
        "version": VERSION,
        "task": TRANSLATE,
        "source": recipe.source,
        "targets": list(recipe.targets),
        "tokenizer": {
            "file": "tokenizer.json",
            "library": "huggingface-tokenizers",
            "begin": BEGIN_ID,
            "end": END_ID,
        },
        "graphs": {
            file.stem: describe_graph(file, _states(file))
            for file in (output / "encoder.onnx", output / "decoder.onnx")
        },
        "carryEncoderState": recipe.carry_encoder_state,
        "policy": _POLICY,
        "files": describe_files(output, FILES),
    }
    marks = placeholders(load_tokenizer(output / "tokenizer.json"))
    if marks:
        manifest["placeholders"] = marks
    write_manifest(output, manifest)
    return manifest


def _states(file: Path) -> list[dict[str, Any]]:
    names = [value.name for value in onnx.load(file).graph.input]
    return [
        {"input": name, "output": name.replace(STATE, NEW_STATE), "batchAxis": 0}
        for name in sorted(names)
        if name.startswith(STATE)
    ]


def _curve(file: Path) -> list[dict[str, Any]]:
    """A selection of the reports, evenly spread over the training and with the last one."""
    if not file.is_file():
        return []
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    every = max(1, -(-len(rows) // _CURVE_ROWS))
    return rows[::-1][::every][::-1]
