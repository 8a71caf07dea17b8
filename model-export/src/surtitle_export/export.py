"""Checkpoint and tokenizer in, bundle out: the directory that the engine runs."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import helper

from surtitle_export.card import model_card
from surtitle_export.checkpoint import CHECKPOINT, load_model
from surtitle_export.config import Recipe, recipe_toml
from surtitle_export.graphs import decoder_graph, encoder_graph
from surtitle_export.model import Translator
from surtitle_export.onnx_graph import OPSET
from surtitle_export.tokenizer import BEGIN_ID, END_ID, load_tokenizer, placeholders
from surtitle_export.train import CURVE

MANIFEST = "surtitle.json"
VERSION = "0.1.0"
FILES = (
    "MODEL_CARD.md",
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

    weights is one of WEIGHTS; scores is what `evaluate` wrote. The same arguments give the same
    bytes. Files of an older bundle in `output` are overwritten.
    """
    if weights not in WEIGHTS:
        raise ValueError(f"weights must be one of {', '.join(WEIGHTS)}, not {weights}")
    recipe, model = load_model(run / CHECKPOINT)
    size = load_tokenizer(tokenizer).get_vocab_size()
    if size > recipe.vocabulary:
        raise ValueError(
            f"{tokenizer} has {size} tokens, but the network knows {recipe.vocabulary}; "
            "give the tokenizer that the network was trained with"
        )
    output.mkdir(parents=True, exist_ok=True)
    write_graphs(model, output, weights)
    shutil.copyfile(tokenizer, output / "tokenizer.json")
    (output / "recipe.toml").write_text(recipe_toml(recipe), encoding="utf-8")
    curve = _curve(run / CURVE)
    (output / CURVE).write_text("".join(json.dumps(row) + "\n" for row in curve), encoding="utf-8")
    table = _table(scores) if scores else None
    card = model_card(recipe, weights, VERSION, curve, table)
    (output / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    return write_manifest(recipe, output)


def write_graphs(model: Translator, output: Path, weights: str) -> None:
    """Write `encoder.onnx` and `decoder.onnx` to an existing folder."""
    with torch.no_grad():
        graphs = {
            "encoder.onnx": encoder_graph(model.encoder, weights),
            "decoder.onnx": decoder_graph(model.decoder, weights),
        }
    for name, graph in graphs.items():
        (output / name).write_bytes(graph.SerializeToString(deterministic=True))


def write_manifest(recipe: Recipe, output: Path) -> dict[str, Any]:
    """Describe the files of the bundle in `surtitle.json`; shapes come from the graphs."""
    manifest: dict[str, Any] = {
        "format": 1,
        "name": recipe.name,
        "version": VERSION,
        "task": "translate",
        "source": recipe.source,
        "targets": list(recipe.targets),
        "tokenizer": {
            "file": "tokenizer.json",
            "library": "huggingface-tokenizers",
            "begin": BEGIN_ID,
            "end": END_ID,
        },
        "graphs": {name: _graph(output / f"{name}.onnx") for name in ("encoder", "decoder")},
        "carryEncoderState": recipe.carry_encoder_state,
        "policy": _POLICY,
        "files": [_file(output / name) for name in FILES],
    }
    marks = placeholders(load_tokenizer(output / "tokenizer.json"))
    if marks:
        manifest["placeholders"] = marks
    text = json.dumps(manifest, indent=2) + "\n"
    (output / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def _graph(file: Path) -> dict[str, Any]:
    graph = onnx.load(file).graph
    states = sorted(value.name for value in graph.input if value.name.startswith("state"))
    return {
        "file": file.name,
        "opset": OPSET,
        "inputs": [_tensor(value) for value in graph.input],
        "outputs": [_tensor(value) for value in graph.output],
        "states": [{"input": name, "output": f"new_{name}", "batchAxis": 0} for name in states],
    }


def _tensor(value: onnx.ValueInfoProto) -> dict[str, Any]:
    tensor = value.type.tensor_type
    kind = str(helper.tensor_dtype_to_np_dtype(tensor.elem_type))
    shape = [axis.dim_param or axis.dim_value for axis in tensor.shape.dim]
    return {"name": value.name, "type": kind, "shape": shape}


def _file(file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    return {
        "name": file.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }


def _table(scores: Path) -> str:
    try:
        return str(json.loads(scores.read_text(encoding="utf-8"))["markdown"]).strip()
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{scores} is not what 'surtitle-export evaluate' writes") from error


def _curve(file: Path) -> list[dict[str, Any]]:
    """Reports evenly spread over the training, the last one always among them."""
    if not file.is_file():
        return []
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    every = max(1, -(-len(rows) // _CURVE_ROWS))
    return rows[::-1][::every][::-1]
