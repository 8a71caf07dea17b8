"""The entry of a foreign detector's graph in the manifest, with shapes measured by running it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from surtitle_export.detect.parts import Parts, constant_option
from surtitle_export.detect.settings import Settings
from surtitle_export.inspection import Declared, Tensor, batch_axis, observe
from surtitle_export.stepped import BATCH


def describe(
    file: Path, declared: Declared, parts: Parts, answers: Mapping[str, Any]
) -> tuple[dict[str, Any], Settings]:
    """The graph's entry in the manifest, and the settings."""
    width = _width(parts.chunk, answers)
    states = [
        {"input": name, "output": successor, "batchAxis": batch_axis(declared.inputs[name])}
        for name, successor in parts.states.items()
    ]
    inputs = _inputs(declared, parts, width, answers)
    wanted = {parts.score.name, *parts.states.values()}
    names = [name for name in declared.outputs if name in wanted]
    shapes = observe(file, names, lambda rows: {t["name"]: _feed(t, rows) for t in inputs})
    _check_shapes(parts, {t["name"]: t["shape"] for t in inputs}, shapes)
    graph = {
        "file": file.name,
        "opset": declared.opset,
        "inputs": inputs,
        "outputs": [_tensor(declared.outputs[name], shapes[name]) for name in names],
        "states": states,
    }
    chunk = width - answers["--carried"]
    keys = ("--event", "--threshold", "--release", "--min-ms", "--hangover-ms")
    event, *rules = (answers[key] for key in keys)
    return graph, Settings(answers["--rate"], chunk, event, parts.score.name, *rules)


def _width(chunk: Tensor, answers: Mapping[str, Any]) -> int:
    """How many samples the input holds: the carried and the new ones."""
    stated, carried, new = chunk.shape[1], answers["--carried"], answers.get("--chunk")
    width = stated if isinstance(stated, int) else carried + new
    if not 0 <= carried < width or new not in (None, width - carried):
        sizes = f"--carried {carried}" + ("" if new is None else f" and --chunk {new}")
        raise ValueError(f"the input '{chunk.name}' holds {width} samples, so {sizes} cannot be")
    return width


def _inputs(
    declared: Declared, parts: Parts, width: int, answers: Mapping[str, Any]
) -> list[dict[str, Any]]:
    entries = []
    for name, tensor in declared.inputs.items():
        role: dict[str, Any] | None = None
        shape = [axis if isinstance(axis, int) else BATCH for axis in tensor.shape]
        if name == parts.chunk.name:
            shape[1] = width
            role = {"kind": "chunk", "carried": answers["--carried"]}
        elif name not in parts.states:
            role = {"kind": "constant", "value": answers[constant_option(tensor)]}
        entries.append(_tensor(tensor, shape, role))
    return entries


def _tensor(tensor: Tensor, shape: list[int | str], role: Any = None) -> dict[str, Any]:
    entry = {"name": tensor.name, "type": tensor.type, "shape": shape}
    return entry | ({"role": role} if role else {})


def _feed(entry: dict[str, Any], rows: int) -> np.ndarray:
    shape = [rows if axis == BATCH else axis for axis in entry["shape"]]
    return np.full(shape, entry.get("role", {}).get("value", 0), entry["type"])


def _check_shapes(
    parts: Parts, declared: Mapping[str, list[int | str]], found: Mapping[str, list[int | str]]
) -> None:
    for name, successor in parts.states.items():
        if declared[name] != found[successor]:
            raise ValueError(
                f"'{successor}' {found[successor]} cannot be the successor of the state '{name}' "
                f"{declared[name]}; give the right one with --state {name}=OUTPUT"
            )
    if found[parts.score.name] not in ([BATCH], [BATCH, 1]):
        raise ValueError(
            f"the output '{parts.score.name}' must be one score for each row, "
            f"not {found[parts.score.name]}"
        )
