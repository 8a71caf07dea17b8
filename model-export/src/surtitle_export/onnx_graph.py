"""An ONNX graph under construction."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

OPSET = 18
_IR_VERSION = 9  # an older file format, which every ONNX Runtime that has this opset reads
# Weights are rounded to ±127 steps, and rows to ±63 with an offset of 64: older processors multiply
# signed by unsigned bytes and add two products in 16 bits (vpmaddubsw). 2 · 127 · 127 fits, twice
# as much would not.
_WEIGHT_STEPS = 127
ROW_STEPS = 63
ROW_LEAST = 1e-9  # smallest step, for a row of zeros
_ROW_ZERO = 64
_TYPES = {
    "int64": TensorProto.INT64,
    "int32": TensorProto.INT32,
    "float32": TensorProto.FLOAT,
    "float16": TensorProto.FLOAT16,
}

Shape = list[int | str]


class Graph:
    """A graph under construction; a method that adds a value returns the value's name."""

    def __init__(self, name: str, weights: str, rows: str = "rows") -> None:
        """weights is how matrices are stored (float16, float32 or int8); rows names the batch."""
        self._name, self._kind = name, weights
        self._widened: set[str] = set()
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, onnx.TensorProto] = {}
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []
        self.rows = rows
        self.first = self.ints("first", 0)  # axes, for Squeeze and its like
        self.second = self.ints("second", 1)

    def input(self, name: str, kind: str, shape: Shape) -> str:
        self._inputs.append(helper.make_tensor_value_info(name, _TYPES[kind], shape))
        return name

    def output(self, value: str, name: str, kind: str, shape: Shape) -> None:
        self._nodes.append(helper.make_node("Identity", [value], [name]))
        self._outputs.append(helper.make_tensor_value_info(name, _TYPES[kind], shape))

    def state(self, name: str, shape: Shape) -> str:
        """A state, in float32: outside the graph it has half the size if the weights have."""
        value = self.input(name, self._state_kind, shape)
        exact = self._state_kind == "float32"
        return value if exact else str(self.op("Cast", value, to=TensorProto.FLOAT))

    def new_state(self, value: str, name: str, shape: Shape) -> None:
        """A state after the step, as `state` takes it."""
        narrowed = self.op("Cast", value, to=_TYPES[self._state_kind])
        self.output(narrowed, name, self._state_kind, shape)

    @property
    def _state_kind(self) -> str:
        return "float32" if self._kind == "float32" else "float16"

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        stem = f"{kind.lower()}_{len(self._nodes)}"
        names = [stem] if outputs == 1 else [f"{stem}_{index}" for index in range(outputs)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return stem if outputs == 1 else names

    def constant(self, name: str, values: np.ndarray) -> str:
        """A constant; adding a name again gives the same constant, and must give equal values."""
        tensor = numpy_helper.from_array(np.ascontiguousarray(values), name)
        if self._weights.setdefault(name, tensor) != tensor:
            raise ValueError(f"the constant '{name}' was added before with other values")
        return name

    def ints(self, name: str, *values: int) -> str:
        return self.constant(name, np.array(values, np.int64))

    def matrix(self, name: str, weight: Tensor | np.ndarray) -> str:
        """A weight matrix in float32, stored as the graph's `weights` say and shared by name.

        ONNX Runtime widens it once, when it loads the graph.
        """
        if name in self._widened:
            return name
        self._widened.add(name)
        values = weight if isinstance(weight, np.ndarray) else array(weight)
        if self._kind == "float32":
            return self.constant(name, values)
        if self._kind == "float16":
            half = self.constant(name + ".half", values.astype(np.float16))
            widen = helper.make_node("Cast", [half], [name], to=TensorProto.FLOAT)
        else:
            whole, step = self._integer_weight(name, values)
            real = self.op("Cast", whole, to=TensorProto.FLOAT)
            widen = helper.make_node("Mul", [real, step], [name])
        self._nodes.append(widen)
        return name

    def linear(self, x: str, name: str, weight: Tensor | np.ndarray, bias: str = "") -> str:
        """x [rows, inputs] times the transpose of weight [outputs, inputs], plus bias [outputs].

        Weights are shared by name, as in `matrix`.
        """
        if self._kind != "int8":
            inputs = [x, self.matrix(name, weight), *([bias] if bias else [])]
            return str(self.op("Gemm", *inputs, transB=1))
        values = weight if isinstance(weight, np.ndarray) else array(weight)
        product = self._integer_product(x, name, values)
        return str(self.op("Add", product, bias)) if bias else product

    def _integer_product(self, x: str, name: str, weight: np.ndarray) -> str:
        """x [rows, inputs] times the transpose of weight, multiplied and summed as integers.

        Each row of x is rounded to steps of its own. Sums of integers are exact, so a row's result
        is the same, bit for bit, whatever the other rows of the batch.
        """
        largest = self.op("ReduceMax", self.op("Abs", x), self.ints("last", -1), keepdims=1)
        steps = self.constant("row.steps", np.array(ROW_STEPS, np.float32))
        least = self.constant("row.least", np.array(ROW_LEAST, np.float32))
        step = self.op("Max", self.op("Div", largest, steps), least)
        one = self.constant("row.one", np.array(1, np.float32))
        zero = self.constant("row.zero", np.array(_ROW_ZERO, np.uint8))
        rounded = self.op("QuantizeLinear", self.op("Div", x, step), one, zero)
        transposed = (self.op("Transpose", part) for part in self._integer_weight(name, weight))
        whole, weight_step = transposed  # transposed when the graph is loaded
        sums = self.op("MatMulInteger", rounded, whole, zero)
        real = self.op("Mul", self.op("Cast", sums, to=TensorProto.FLOAT), step)
        return str(self.op("Mul", real, weight_step))

    def _integer_weight(self, name: str, weight: np.ndarray) -> tuple[str, str]:
        whole, step = integers(weight)
        return self.constant(f"{name}.int8", whole), self.constant(f"{name}.step", step)

    def lstm(
        self, name: str, layer: nn.LSTM, x: str, lengths: str, h: str, c: str
    ) -> tuple[str, str, str]:
        """One LSTM over x [time, rows, width] from the states h and c [rows, hidden].

        lengths int32 [rows] counts each row's steps. Returns y [time, rows, hidden] and the states
        after each row's last step.
        """
        before = [self.op("Unsqueeze", state, self.first) for state in (h, c)]
        weights = [
            self.matrix(f"{name}.w", _gates(layer.weight_ih_l0)[None]),
            self.matrix(f"{name}.r", _gates(layer.weight_hh_l0)[None]),
            self.constant(
                f"{name}.b",
                np.concatenate([_gates(layer.bias_ih_l0), _gates(layer.bias_hh_l0)])[None],
            ),
        ]
        y, new_h, new_c = self.op(
            "LSTM", x, *weights, lengths, *before, outputs=3, hidden_size=layer.hidden_size
        )
        new_h, new_c = (self.op("Squeeze", part, self.first) for part in (new_h, new_c))
        return y, new_h, new_c

    def lstm_step(self, name: str, layer: nn.LSTM, x: str, h: str, c: str) -> tuple[str, str]:
        """The states of one LSTM after one step x [rows, width] from h and c [rows, hidden].

        The gates are one product of x and h, which `linear` may do in integers.
        """
        weight = np.concatenate([array(layer.weight_ih_l0), array(layer.weight_hh_l0)], axis=1)
        bias = self.constant(f"{name}.b", array(layer.bias_ih_l0) + array(layer.bias_hh_l0))
        return self._cell(self.linear(self.op("Concat", x, h, axis=1), name, weight, bias), c)

    def lstm_steps(
        self, name: str, layer: nn.LSTM, steps: list[str], h: str, c: str
    ) -> tuple[list[str], str, str]:
        """One LSTM over several steps [rows, width]; returns h of each, and the last h and c.

        The products of x, of all steps at once, and of h are rounded apart where `linear` does them
        in integers, since their values differ in size.
        """
        bias = self.constant(f"{name}.b", array(layer.bias_ih_l0) + array(layer.bias_hh_l0))
        joined = steps[0] if len(steps) == 1 else self.op("Concat", *steps, axis=0)
        of_x = self.linear(joined, f"{name}.x", array(layer.weight_ih_l0), bias)
        after = []
        for part in self.parts(of_x, len(steps), axis=0):
            of_h = self.linear(h, f"{name}.h", array(layer.weight_hh_l0))
            h, c = self._cell(self.op("Add", part, of_h), c)
            after.append(h)
        return after, h, c

    def parts(self, value: str, count: int, axis: int) -> list[str]:
        """A value cut into equal parts along an axis."""
        if count == 1:
            return [value]
        return list(self.op("Split", value, outputs=count, axis=axis, num_outputs=count))

    def _cell(self, gates: str, c: str) -> tuple[str, str]:
        i, f, g, o = self.op("Split", gates, outputs=4, axis=1, num_outputs=4)
        kept = self.op("Mul", self.op("Sigmoid", f), c)
        added = self.op("Mul", self.op("Sigmoid", i), self.op("Tanh", g))
        new_c = str(self.op("Add", kept, added))
        return str(self.op("Mul", self.op("Sigmoid", o), self.op("Tanh", new_c))), new_c

    def finish(self) -> onnx.ModelProto:
        graph = helper.make_graph(
            self._nodes, self._name, self._inputs, self._outputs, list(self._weights.values())
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


def integers(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weight [..., outputs, inputs] rounded to int8, and each output's step [..., outputs, 1]."""
    step = np.maximum(np.abs(weight).max(-1, keepdims=True) / _WEIGHT_STEPS, np.float32(1e-9))
    return np.rint(weight / step).astype(np.int8), step


def array(weight: Tensor | nn.Module) -> np.ndarray:
    """The values of a weight, in float32."""
    assert isinstance(weight, Tensor)
    return weight.detach().numpy().astype(np.float32)
