"""The ONNX graph of a small detector."""

from __future__ import annotations

import numpy as np
import onnx

from surtitle_export.detect.model import HOP, LEAST, OFFSET, SCALE, TinyDetector
from surtitle_export.detect.recipe import OUTPUT, Recipe
from surtitle_export.onnx_graph import Graph, array
from surtitle_export.stepped import BATCH

INPUT, RATE, STATE, NEW_STATE = "input", "rate", "state", "new_state"


def detector_graph(model: TinyDetector, recipe: Recipe) -> onnx.ModelProto:
    """One step of many rows: input float32 [batch, carried + chunk] to output [batch, 1].

    state [2, batch, hidden] holds h and c of the LSTM. rate, an int64 scalar, is the rate of the
    audio: scores are 0 unless it is the one that the network was trained for.
    """
    graph = Graph("detector", "float16", rows=BATCH)
    heard = graph.input(INPUT, "float32", [BATCH, recipe.carried + recipe.chunk])
    rate = graph.input(RATE, "int64", [])
    state = graph.input(STATE, "float32", [2, BATCH, recipe.hidden])
    features = graph.linear(
        _spectrum(graph, model, heard),
        "features",
        model.features.weight,
        graph.constant("features.b", array(model.features.bias)),
    )
    parts = graph.op("Split", state, outputs=2, axis=0, num_outputs=2)
    h, c = (graph.op("Squeeze", part, graph.first) for part in parts)
    new_h, new_c = graph.lstm_step("lstm", model.lstm, graph.op("Relu", features), h, c)
    after = (graph.op("Unsqueeze", part, graph.first) for part in (new_h, new_c))
    offset = graph.constant("score.b", array(model.score.bias))
    logits = graph.linear(new_h, "score", model.score.weight, offset)
    known = graph.op("Equal", rate, graph.constant("rate.known", np.array(recipe.rate, np.int64)))
    zero = graph.constant("zero", np.array(0, np.float32))
    score = graph.op("Where", known, graph.op("Sigmoid", logits), zero)
    graph.output(score, OUTPUT, "float32", [BATCH, 1])
    new_state = graph.op("Concat", *after, axis=0)
    graph.output(new_state, NEW_STATE, "float32", [2, BATCH, recipe.hidden])
    return graph.finish()


def _spectrum(graph: Graph, model: TinyDetector, heard: str) -> str:
    """Logarithms of the power in each band: [batch, bands · frames]."""
    signal = graph.op("Unsqueeze", heard, graph.second)
    waves = graph.matrix("waves", model.waves)
    parts = graph.op("Conv", signal, waves, strides=[HOP])
    real, imaginary = graph.op("Split", parts, outputs=2, axis=1, num_outputs=2)
    power = graph.op("Add", graph.op("Mul", real, real), graph.op("Mul", imaginary, imaginary))
    bands = graph.op("MatMul", graph.matrix("bands", model.bands), power)
    least = graph.constant("least", np.array(LEAST, np.float32))
    logarithms = graph.op("Log", graph.op("Add", bands, least))
    scale = graph.constant("scale", np.array(SCALE, np.float32))
    offset = graph.constant("offset", np.array(OFFSET, np.float32))
    scaled = graph.op("Add", graph.op("Mul", logarithms, scale), offset)
    return str(graph.op("Flatten", scaled, axis=1))
