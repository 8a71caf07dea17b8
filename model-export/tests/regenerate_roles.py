"""Writes streams/src/test/resources/role-bundle: small graphs with every role, for Java's tests.

Run it after a change here: python tests/regenerate_roles.py
"""

import hashlib
import json
from pathlib import Path

import onnx

BUNDLE = Path(__file__).parents[2] / "streams" / "src" / "test" / "resources" / "role-bundle"
OPSET = 18

# States of rank 3 on axis 1, of int64 and of float16; constants; chunks that carry 2 samples.
WINDOW = """
<ir_version: 8, opset_import: ["" : 18]>
window (float[batch,6] samples, float[batch] bias, float16[batch,3] mix, int64 rate, float[1] gain,
        float[2,batch,4] cache, int64[batch] count, float16[batch,3] half)
    => (float[batch,6] scaled, int64[batch] elapsed,
        float[2,batch,4] new_cache, int64[batch] new_count, float16[batch,3] new_half)
<int64[1] last = {1}, int64 one = {1}, float decay = {0.5}>
{
    louder = Mul(samples, gain)
    column = Unsqueeze(bias, last)
    scaled = Add(louder, column)
    sum = ReduceSum<keepdims = 1>(scaled, last)
    decayed = Mul(cache, decay)
    new_cache = Add(decayed, sum)
    new_count = Add(count, one)
    elapsed = Mul(new_count, rate)
    new_half = Add(half, mix)
}
"""

# Two chunks with lengths; a state whose batch axis is the last; a constant for every row.
RAGGED = """
<ir_version: 8, opset_import: ["" : 18]>
ragged (int32[rows,time] tokens, int64[rows] lengths, float[rows,frames,2] features,
        int32[rows] counts, int32[rows] scale, int32[3,2,rows] sums)
    => (int32[rows,time] scaled, float[rows,frames,2] doubled, int32[rows] total,
        int64[rows,time] same_lengths, int32[3,2,rows] new_sums)
<int64[1] first = {0}, int64[1] last = {1}, float two = {2}, int64 zero = {0}>
{
    column = Unsqueeze(scale, last)
    scaled = Mul(tokens, column)
    doubled = Mul(features, two)
    plain = ReduceSum<keepdims = 0>(scaled, last)
    total = Add(plain, counts)
    new_sums = Add(sums, total)
    widths = Unsqueeze(lengths, last)
    zeros = Cast<to = 7>(tokens)
    nothing = Mul(zeros, zero)
    same_lengths = Add(widths, nothing)
}
"""

# Memory that rows share.
SHARED = """
<ir_version: 8, opset_import: ["" : 18]>
shared (float[memories,positions,3] memory, int32[rows] which)
    => (float[rows,3] sum, int64[rows] padded)
<int64[1] last = {1}, int64 zero = {0}>
{
    own = Gather<axis = 0>(memory, which)
    sum = ReduceSum<keepdims = 0>(own, last)
    shape = Shape(memory)
    size = Gather(shape, last)
    wide = Cast<to = 7>(which)
    nothing = Mul(wide, zero)
    padded = Add(nothing, size)
}
"""

ROLES = {
    "window.samples": {"kind": "chunk", "carried": 2},
    "window.rate": {"kind": "constant", "value": 16000},
    "window.gain": {"kind": "constant", "value": 2},
    "window.bias": {"kind": "value"},
    "ragged.tokens": {"kind": "chunk", "lengths": "lengths"},
    "ragged.features": {"kind": "chunk", "lengths": "counts"},
    "ragged.scale": {"kind": "constant", "value": 10},
    "shared.memory": {"kind": "shared", "index": "which", "multiple": 4},
}
STATES = {
    "window": [("cache", 1), ("count", 0), ("half", 0)],
    "ragged": [("sums", 2)],
    "shared": [],
}
TYPES = {1: "float32", 6: "int32", 7: "int64", 10: "float16"}


def tensor(graph: str, value: onnx.ValueInfoProto) -> dict[str, object]:
    """What the manifest says of an input or output."""
    form = value.type.tensor_type
    shape = [axis.dim_param or axis.dim_value for axis in form.shape.dim]
    said: dict[str, object] = {"name": value.name, "type": TYPES[form.elem_type], "shape": shape}
    role = ROLES.get(f"{graph}.{value.name}")
    return said | ({"role": role} if role else {})


def write(text: str) -> tuple[str, dict[str, object]]:
    """Writes a graph; returns its name and what the manifest says of it."""
    model = onnx.parser.parse_model(text)
    onnx.checker.check_model(model, full_check=True)
    name = model.graph.name
    onnx.save(model, BUNDLE / f"{name}.onnx")
    return name, {
        "file": f"{name}.onnx",
        "opset": OPSET,
        "inputs": [tensor(name, value) for value in model.graph.input],
        "outputs": [tensor(name, value) for value in model.graph.output],
        "states": [
            {"input": state, "output": f"new_{state}", "batchAxis": axis}
            for state, axis in STATES[name]
        ],
    }


def main() -> None:
    """Writes the bundle."""
    BUNDLE.mkdir(parents=True, exist_ok=True)
    graphs = dict(write(text) for text in (WINDOW, RAGGED, SHARED))
    files = [
        {
            "name": path.name,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in sorted(BUNDLE.glob("*.onnx"))
    ]
    manifest = {
        "format": 1,
        "name": "roles",
        "version": "1",
        "task": "test",
        "graphs": graphs,
        "settings": {"threshold": 0.5},
        "files": files,
    }
    (BUNDLE / "surtitle.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
