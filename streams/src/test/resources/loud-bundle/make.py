"""Makes this bundle: a detector that hears a voice where samples are loud.

Its state is the score of the chunk before, which counts a little.

    python make.py
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent
CHUNK = 512


def tensor(name: str, shape: list[object]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def constant(name: str, values: object) -> onnx.TensorProto:
    return numpy_helper.from_array(np.asarray(values), name)


def detector() -> onnx.GraphProto:
    return helper.make_graph(
        [
            helper.make_node("Abs", ["audio"], ["loud"]),
            helper.make_node("ReduceMean", ["loud", "one"], ["mean"]),
            helper.make_node("Sub", ["mean", "threshold"], ["above"]),
            helper.make_node("Mul", ["above", "sharpness"], ["sharp"]),
            helper.make_node("Add", ["sharp", "state"], ["sum"]),
            helper.make_node("Sigmoid", ["sum"], ["score"]),
            helper.make_node("Mul", ["score", "tenth"], ["new_state"]),
        ],
        "detector",
        [tensor("audio", ["batch", CHUNK]), tensor("state", ["batch", 1])],
        [tensor("score", ["batch", 1]), tensor("new_state", ["batch", 1])],
        [
            constant("one", np.array([1])),
            constant("threshold", np.float32(0.02)),
            constant("sharpness", np.float32(500)),
            constant("tenth", np.float32(0.1)),
        ],
    )


def spec(name: str, size: int) -> dict[str, object]:
    return {"name": name, "type": "float32", "shape": ["batch", size]}


def main() -> None:
    model = helper.make_model(detector(), opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    file = HERE / "detector.onnx"
    onnx.save(model, file)
    audio = spec("audio", CHUNK) | {"role": {"kind": "chunk", "carried": 0}}
    manifest = {
        "format": 1,
        "name": "loud",
        "version": "1",
        "task": "detect",
        "audio": {"rate": 16000, "chunk": CHUNK},
        "detect": {
            "event": "speech",
            "output": "score",
            "threshold": 0.5,
            "release": 0.35,
            "minMs": 100,
            "hangoverMs": 300,
        },
        "graphs": {
            "detector": {
                "file": "detector.onnx",
                "opset": 18,
                "inputs": [audio, spec("state", 1)],
                "outputs": [spec("score", 1), spec("new_state", 1)],
                "states": [{"input": "state", "output": "new_state", "batchAxis": 0}],
            }
        },
        "files": [
            {
                "name": "detector.onnx",
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                "bytes": file.stat().st_size,
            }
        ],
    }
    (HERE / "surtitle.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
