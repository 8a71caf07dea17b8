"""The manifest of a bundle: `surtitle.json`, as README.md describes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import onnx
from onnx import helper

from surtitle_export.parity import MismatchError

FORMAT = 1
MANIFEST = "surtitle.json"


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the manifest of a bundle says; FileNotFoundError where a folder has none."""
    file = folder / MANIFEST
    if not file.is_file():
        raise FileNotFoundError(f"{folder} is not a bundle: {MANIFEST} is missing")
    manifest: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return manifest


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest into the folder of its bundle."""
    text = json.dumps(manifest, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def describe_graph(file: Path, states: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A graph as its file declares it, with states as the manifest lists them."""
    model = onnx.load(file)
    return {
        "file": file.name,
        "opset": opset(model),
        "inputs": [_describe_tensor(value) for value in model.graph.input],
        "outputs": [_describe_tensor(value) for value in model.graph.output],
        "states": list(states),
    }


def opset(model: onnx.ModelProto) -> int:
    """The version of ONNX's own operators that a model asks for."""
    versions = {entry.domain: int(entry.version) for entry in model.opset_import}
    return versions[""] if "" in versions else versions["ai.onnx"]


def _describe_tensor(value: onnx.ValueInfoProto) -> dict[str, Any]:
    tensor = value.type.tensor_type
    kind = str(helper.tensor_dtype_to_np_dtype(tensor.elem_type))
    shape = [axis.dim_param or axis.dim_value for axis in tensor.shape.dim]
    return {"name": value.name, "type": kind, "shape": shape}


def describe_files(folder: Path, names: Iterable[str]) -> list[dict[str, Any]]:
    """The size and SHA-256 of each of these files."""
    return [_describe_file(folder / name) for name in names]


def _describe_file(file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    return {
        "name": file.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }


def check_files(folder: Path) -> int:
    """Compare every file with the manifest and return their number.

    The first that differs raises MismatchError.
    """
    entries = read_manifest(folder)["files"]
    for entry in entries:
        if _describe_file(folder / entry["name"]) != entry:
            raise MismatchError(f"{folder / entry['name']} is not the file of the manifest")
    return len(entries)
