"""Makes this bundle: a recogniser that reads letters off the level of each frame.

Nobody speaks so, but tests can say with it whatever they like: a frame of 30 ms whose samples are
`STEP * i` is the label `i`, and a level between two labels may be either. Its state is the level of
the frames before, which lifts all letters a little. The language models know three sentences.

    python make.py
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent
LABELS = ["", " ", "'", "e", "a", "i", *"bcdfghjklmnopqrstuvwxyz"]
STEP = 1000
FRAME, CHUNK, DELAY = 480, 1920, 960
HIDDEN = 24
SENTENCES = ["the apple and pear salad", "a pair of shoes", "twenty three to one"]


def tensor(name: str, shape: list[object], kind: int = TensorProto.FLOAT) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


def constant(name: str, values: object) -> onnx.TensorProto:
    return numpy_helper.from_array(np.asarray(values), name)


def save(graph: onnx.GraphProto, file: str) -> None:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, HERE / file)


def recognizer() -> onnx.GraphProto:
    rows = CHUNK // FRAME
    scale = np.float32(32768 / STEP)
    nodes = [
        helper.make_node("Slice", ["audio", "zero", "chunk", "one"], ["heard"]),
        helper.make_node("Reshape", ["heard", "frames"], ["framed"]),
        helper.make_node("ReduceMean", ["framed", "two"], ["mean"], keepdims=1),
        helper.make_node("Mul", ["mean", "scale"], ["level"]),
        helper.make_node("Sub", ["level", "labels"], ["off"]),
        helper.make_node("Mul", ["off", "off"], ["squared"]),
        helper.make_node("Mul", ["squared", "sharpness"], ["score"]),
        helper.make_node("Unsqueeze", ["h0", "one"], ["before"]),
        helper.make_node("Mul", ["before", "lift"], ["lifted"]),
        helper.make_node("Add", ["score", "lifted"], ["logits"]),
        helper.make_node("LogSoftmax", ["logits"], ["log_probs"], axis=2),
        helper.make_node("ReduceMean", ["level", "one"], ["loud"], keepdims=0),
        helper.make_node("Add", ["h0", "loud"], ["sum"]),
        helper.make_node("Mul", ["sum", "half"], ["new_h0"]),
    ]
    indices = np.arange(len(LABELS), dtype=np.float32).reshape(1, 1, -1)
    return helper.make_graph(
        nodes,
        "recognizer",
        [tensor("audio", ["batch", DELAY + CHUNK]), tensor("h0", ["batch", 1])],
        [tensor("log_probs", ["batch", rows, len(LABELS)]), tensor("new_h0", ["batch", 1])],
        [
            constant("zero", np.array([0])),
            constant("chunk", np.array([CHUNK])),
            constant("one", np.array([1])),
            constant("two", np.array([2])),
            constant("frames", np.array([-1, rows, FRAME])),
            constant("scale", scale),
            constant("labels", indices),
            constant("sharpness", np.float32(-8)),
            constant("lift", np.where(indices > 0, np.float32(0.01), np.float32(0))),
            constant("half", np.float32(0.5)),
        ],
    )


class Speller(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embed = torch.nn.Embedding(len(LABELS), HIDDEN)
        self.cell = torch.nn.GRUCell(HIDDEN, HIDDEN)
        self.out = torch.nn.Linear(HIDDEN, len(LABELS))

    def loss(self, text: str) -> torch.Tensor:
        ids = [0, *(LABELS.index(letter) for letter in text), 0]
        state = torch.zeros(1, HIDDEN)
        losses = []
        for now, then in zip(ids, ids[1:], strict=False):
            state = self.cell(self.embed(torch.tensor([now])), state)
            losses.append(torch.nn.functional.cross_entropy(self.out(state), torch.tensor([then])))
        return torch.stack(losses).mean()


def train() -> Speller:
    torch.manual_seed(13)
    speller = Speller()
    adam = torch.optim.Adam(speller.parameters(), 0.01, weight_decay=1e-4)
    for _ in range(400):
        adam.zero_grad()
        sum(speller.loss(text) for text in SENTENCES).backward()
        adam.step()
    return speller


def language_model(speller: Speller) -> onnx.GraphProto:
    weights = {
        name.replace(".", "_"): value.detach().numpy() for name, value in speller.named_parameters()
    }
    nodes = [
        helper.make_node("Gather", ["embed_weight", "token"], ["x"]),
        helper.make_node("Gemm", ["x", "cell_weight_ih", "cell_bias_ih"], ["gx"], transB=1),
        helper.make_node("Gemm", ["h0", "cell_weight_hh", "cell_bias_hh"], ["gh"], transB=1),
        helper.make_node("Split", ["gx"], ["xr", "xz", "xn"], axis=1, num_outputs=3),
        helper.make_node("Split", ["gh"], ["hr", "hz", "hn"], axis=1, num_outputs=3),
        helper.make_node("Add", ["xr", "hr"], ["sr"]),
        helper.make_node("Sigmoid", ["sr"], ["r"]),
        helper.make_node("Add", ["xz", "hz"], ["sz"]),
        helper.make_node("Sigmoid", ["sz"], ["z"]),
        helper.make_node("Mul", ["r", "hn"], ["rhn"]),
        helper.make_node("Add", ["xn", "rhn"], ["sn"]),
        helper.make_node("Tanh", ["sn"], ["n"]),
        helper.make_node("Sub", ["h0", "n"], ["d"]),
        helper.make_node("Mul", ["z", "d"], ["zd"]),
        helper.make_node("Add", ["n", "zd"], ["new_h0"]),
        helper.make_node("Gemm", ["new_h0", "out_weight", "out_bias"], ["y"], transB=1),
        helper.make_node("LogSoftmax", ["y"], ["log_probs"], axis=1),
    ]
    return helper.make_graph(
        nodes,
        "language-model",
        [tensor("token", ["batch"], TensorProto.INT64), tensor("h0", ["batch", HIDDEN])],
        [tensor("log_probs", ["batch", len(LABELS)]), tensor("new_h0", ["batch", HIDDEN])],
        [constant(name, value) for name, value in weights.items()],
    )


def described(values: object) -> list[dict[str, object]]:
    kinds = {TensorProto.FLOAT: "float32", TensorProto.INT64: "int64"}
    return [
        {
            "name": value.name,
            "type": kinds[value.type.tensor_type.elem_type],
            "shape": [axis.dim_param or axis.dim_value for axis in value.type.tensor_type.shape.dim],
        }
        for value in values
    ]


def spec(file: str) -> dict[str, object]:
    graph = onnx.load(HERE / file).graph
    inputs = described(graph.input)
    if inputs[0]["name"] == "audio":
        inputs[0]["role"] = {"kind": "chunk", "carried": DELAY}
    return {
        "file": file,
        "opset": 18,
        "inputs": inputs,
        "outputs": described(graph.output),
        "states": [{"input": "h0", "output": "new_h0", "batchAxis": 0}],
    }


def main() -> None:
    save(recognizer(), "recognizer.onnx")
    save(language_model(train()), "language-model.onnx")
    files = ["language-model.onnx", "recognizer.onnx", "words.arpa"]
    manifest = {
        "format": 1,
        "name": "letters",
        "version": "1",
        "task": "transcribe",
        "language": "en",
        "audio": {"rate": 16000, "chunk": CHUNK},
        "transcribe": {
            "output": "log_probs",
            "frame": FRAME,
            "delay": DELAY,
            "labels": LABELS,
            "beam": 8,
            "lmWeight": 0.5,
            "wordBonus": 0.5,
            "rnnWeight": 0.0,
            "ngram": "words.arpa",
        },
        "graphs": {
            "recognizer": spec("recognizer.onnx"),
            "language-model": spec("language-model.onnx"),
        },
        "files": [
            {
                "name": name,
                "sha256": hashlib.sha256((HERE / name).read_bytes()).hexdigest(),
                "bytes": (HERE / name).stat().st_size,
            }
            for name in files
        ],
    }
    (HERE / "surtitle.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
