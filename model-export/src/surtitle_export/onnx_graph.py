"""An ONNX graph under construction."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

OPSET = 18
_IR_VERSION = 9  # an older file format than today's, which every ONNX Runtime of this opset reads
_TYPES = {"int64": TensorProto.INT64, "int32": TensorProto.INT32, "float32": TensorProto.FLOAT}

Shape = list[int | str]


class Graph:
    """A graph under construction; every method returns the name of the value it adds."""

    rows = "rows"  # symbolic name of the batch axis

    def __init__(self, name: str, weights: str) -> None:
        self._name, self._kind = name, weights
        self._matrices: set[str] = set()
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, kind: str, shape: Shape) -> str:
        self._inputs.append(helper.make_tensor_value_info(name, _TYPES[kind], shape))
        return name

    def output(self, value: str, name: str, kind: str, shape: Shape) -> None:
        self._nodes.append(helper.make_node("Identity", [value], [name]))
        self._outputs.append(helper.make_tensor_value_info(name, _TYPES[kind], shape))

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        stem = f"{kind.lower()}_{len(self._nodes)}"
        names = [stem] if outputs == 1 else [f"{stem}_{index}" for index in range(outputs)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return stem if outputs == 1 else names

    def constant(self, name: str, values: np.ndarray) -> str:
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def ints(self, name: str, *values: int) -> str:
        return self.constant(name, np.array(values, np.int64))

    def matrix(self, name: str, weight: Tensor | np.ndarray) -> str:
        """A weight matrix; in half precision where the bundle asks for it, computed in float32."""
        if name in self._matrices:
            return name
        self._matrices.add(name)
        values = weight if isinstance(weight, np.ndarray) else array(weight)
        if self._kind != "float16":
            return self.constant(name, values)
        self.constant(name + ".half", values.astype(np.float16))
        self._nodes.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
        return name

    def linear(self, x: str, name: str, weight: Tensor, bias: str = "", scale: float = 1.0) -> str:
        """x times the transpose of weight [outputs, inputs], times scale, plus bias.

        A weight that `matrix` has added under this name already is shared.
        """
        if self._kind != "int8":
            inputs = [x, self.matrix(name, weight), *([bias] if bias else [])]
            return str(self.op("Gemm", *inputs, transB=1, alpha=scale))
        # The quantiser turns Gemm into MatMul and would transpose a shared weight for all users.
        turned = self.constant(f"{name}.turned", array(weight).T * np.float32(scale))
        product = self.op("MatMul", x, turned)
        return str(self.op("Add", product, bias) if bias else product)

    def lstm(self, name: str, layer: nn.LSTM, x: str, lengths: str, number: int) -> str:
        """One LSTM over x [time, rows, width], from `state2n` and `state2n+1` to their next."""
        hidden = layer.hidden_size
        before = [
            self.op("Unsqueeze", self.input(state, "float32", [self.rows, hidden]), "first")
            for state in (f"state{2 * number}", f"state{2 * number + 1}")
        ]
        weights = [
            self.matrix(f"{name}.w", _gates(layer.weight_ih_l0)[None]),
            self.matrix(f"{name}.r", _gates(layer.weight_hh_l0)[None]),
            self.constant(
                f"{name}.b",
                np.concatenate([_gates(layer.bias_ih_l0), _gates(layer.bias_hh_l0)])[None],
            ),
        ]
        y, h, c = self.op("LSTM", x, *weights, lengths, *before, outputs=3, hidden_size=hidden)
        for offset, value in enumerate((h, c)):
            flat = self.op("Squeeze", value, "first")
            state = f"new_state{2 * number + offset}"
            self.output(flat, state, "float32", [self.rows, hidden])
        return str(self.op("Squeeze", y, "second"))  # the axis of directions

    def finish(self) -> onnx.ModelProto:
        graph = helper.make_graph(
            self._nodes, self._name, self._inputs, self._outputs, self._weights
        )
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="surtitle-export"
        )
        model.ir_version = _IR_VERSION
        onnx.checker.check_model(model, full_check=True)
        return model


def _gates(weight: Tensor | nn.Module) -> np.ndarray:
    """From PyTorch's order (input, forget, cell, output) to ONNX's: input, output, forget, cell."""
    i, f, c, o = np.split(array(weight), 4)
    return np.concatenate([i, o, f, c])


def array(weight: Tensor | nn.Module) -> np.ndarray:
    """The values of a weight, in float32."""
    assert isinstance(weight, Tensor)
    return weight.detach().numpy().astype(np.float32)
