"""Inspects an ONNX graph that somebody else made: its declarations, states and actual shapes.

Files often leave axes open or give them arbitrary names, so shapes are measured by running.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from google.protobuf.message import DecodeError
from onnx import helper

from surtitle_export.manifest import opset
from surtitle_export.stepped import BATCH

Axis = int | str | None  # a length, a symbol, or nothing stated
_STATE_TYPES = ("float32", "float16", "int32", "int64")
_DECORATIONS = frozenset(
    ("new", "next", "updated", "out", "output", "in", "input", "prev", "previous", "old", "n")
)


@dataclass(frozen=True, slots=True)
class Tensor:
    """An input or an output as the file declares it."""

    name: str
    type: str  # as NumPy calls it
    shape: tuple[Axis, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """The declarations of a graph file."""

    inputs: dict[str, Tensor]
    outputs: dict[str, Tensor]
    opset: int


def inspect(file: Path) -> Declared:
    """Read the declarations of an ONNX file; ValueError if it is not an ONNX model."""
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing")
    try:
        model = onnx.load(file, load_external_data=False)
        graph, version = model.graph, opset(model)
    except (DecodeError, KeyError) as error:
        raise ValueError(f"{file} is not an ONNX model") from error
    weights = {weight.name for weight in graph.initializer}
    return Declared(
        {v.name: _tensor(v, file) for v in graph.input if v.name not in weights},
        {v.name: _tensor(v, file) for v in graph.output},
        version,
    )


def _tensor(value: onnx.ValueInfoProto, file: Path) -> Tensor:
    tensor = value.type.tensor_type
    if not value.type.HasField("tensor_type") or not tensor.HasField("shape"):
        raise ValueError(f"{file}: '{value.name}' is not a tensor of a declared rank")
    shape = tuple(axis.dim_param or axis.dim_value or None for axis in tensor.shape.dim)
    return Tensor(value.name, str(helper.tensor_dtype_to_np_dtype(tensor.elem_type)), shape)


def pair_states(declared: Declared, given: Mapping[str, str]) -> dict[str, str]:
    """Each state input and the output that is its successor.

    Pairs that are `given` come first; then those whose names differ only by a decoration (`state`
    and `stateN`, `h` and `hn`, `cache_0` and `new_cache_0`), then those whose type
    and shape, with an axis of stated length, fit no other.
    """
    for name, successor in given.items():
        _require(name, declared.inputs, "input")
        _require(successor, declared.outputs, "output")
    pairs = dict(given)
    for same in (_same_name, _same_shape):
        inputs = [t for t in declared.inputs.values() if t.name not in pairs]
        outputs = [t for t in declared.outputs.values() if t.name not in pairs.values()]
        candidates = [(a, b) for a in inputs for b in outputs if _fit(a, b) and same(a, b)]
        for a, b in candidates:
            rivals = [pair for pair in candidates if (pair[0] is a) != (pair[1] is b)]
            if not rivals:
                pairs[a.name] = b.name
    return {name: pairs[name] for name in declared.inputs if name in pairs}


def _require(name: str, known: Mapping[str, Tensor], kind: str) -> None:
    if name not in known:
        raise ValueError(f"the graph has no {kind} '{name}'; it has {', '.join(known)}")


def _fit(before: Tensor, after: Tensor) -> bool:
    """Whether the declarations allow `after` to be the successor of `before`."""
    return (
        before.type == after.type
        and before.type in _STATE_TYPES
        and len(before.shape) == len(after.shape) >= 1
        and all(
            a == b
            for a, b in zip(before.shape, after.shape, strict=True)
            if isinstance(a, int) and isinstance(b, int)
        )
    )


def _same_name(before: Tensor, after: Tensor) -> bool:
    stem = _stem(before.name)
    if after.name == f"{before.name.removesuffix('0')}n":  # h0 and hn
        return True
    return any(map(str.isalpha, stem)) and stem == _stem(after.name)


def _stem(name: str) -> tuple[str, ...]:
    """The words of a name, without those that distinguish a state from its successor."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+|\d+", name)
    return tuple(word.lower() for word in words if word.lower() not in _DECORATIONS)


def _same_shape(before: Tensor, after: Tensor) -> bool:
    stated = [isinstance(axis, int) for axis in before.shape]
    return any(stated) and stated == [isinstance(axis, int) for axis in after.shape]


def batch_axis(tensor: Tensor) -> int:
    """The only open axis of a state.

    A state without one cannot run in batches, and one with several has no known size: both raise
    ValueError.
    """
    opened = [axis for axis, length in enumerate(tensor.shape) if not isinstance(length, int)]
    if not opened:
        raise ValueError(
            f"the state '{tensor.name}' {_text(tensor.shape)} has no open axis for the rows of a "
            "batch; export the model with a dynamic batch axis"
        )
    if len(opened) > 1:
        raise ValueError(
            f"the size of the state '{tensor.name}' {_text(tensor.shape)} is not stated; give it, "
            f"with the word {BATCH} for the batch axis, as in --shape {tensor.name}=2,{BATCH},128"
        )
    return opened[0]


def _text(shape: tuple[Axis, ...]) -> str:
    return "[" + ", ".join("?" if axis is None else str(axis) for axis in shape) + "]"


Feeds = Callable[[int], dict[str, np.ndarray]]  # inputs of a run with this number of rows


def observe(file: Path, names: list[str], feeds: Feeds) -> dict[str, list[int | str]]:
    """Measure the shapes of outputs with runs of 2 and 3 rows; `batch` names the axis of rows.

    ValueError if the graph does not run, or if an output does not have one axis of rows.
    """
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(file, options)
        two, three = (session.run(names, feeds(rows)) for rows in (2, 3))
    except Exception as error:  # the library's exceptions have no narrower base
        reason = " ".join(str(error).split())
        raise ValueError(f"{file} does not run with these inputs: {reason}") from error
    shapes: dict[str, list[int | str]] = {}
    for name, small, large in zip(names, two, three, strict=True):
        pairs = list(zip(small.shape, large.shape, strict=True))
        if [pair for pair in pairs if pair[0] != pair[1]] != [(2, 3)]:
            raise ValueError(
                f"the output '{name}' has no axis of rows: it is {list(small.shape)} for two rows "
                f"and {list(large.shape)} for three"
            )
        shapes[name] = [BATCH if a != b else int(a) for a, b in pairs]
    return shapes
