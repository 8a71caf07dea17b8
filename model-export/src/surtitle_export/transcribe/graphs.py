"""The ONNX graphs of a recogniser and of its recurrent language model."""

from __future__ import annotations

import numpy as np
import onnx
from torch import nn

from surtitle_export.onnx_graph import Graph, Shape, array
from surtitle_export.stepped import BATCH
from surtitle_export.transcribe.features import LEAST
from surtitle_export.transcribe.language import CharacterModel
from surtitle_export.transcribe.model import Recogniser
from surtitle_export.transcribe.recipe import LABELS

RECOGNISER, LANGUAGE_MODEL = "recognizer", "language-model"  # the graphs of a bundle
AUDIO, OUTPUT, TOKEN = "audio", "log_probs", "token"


def recogniser_graph(model: Recogniser, weights: str) -> onnx.ModelProto:
    """One step of many rows: audio [batch, carried + chunk] to log_probs [batch, frames, labels].

    h0, c0 and so on [batch, hidden] are the states of the LSTMs, as `Graph.state` takes them.
    """
    recipe = model.recipe
    graph = Graph("recognizer", weights, rows=BATCH)
    heard = graph.input(AUDIO, "float32", [BATCH, recipe.carried + recipe.chunk])
    states = _states(graph, recipe.layers, recipe.hidden)
    spectra = _spectra(graph, model, heard)
    assert model.ahead.bias is not None
    seen = graph.op(
        "Conv",
        spectra,
        graph.matrix("ahead", model.ahead.weight),
        graph.constant("ahead.b", array(model.ahead.bias)),
        strides=[recipe.stack],
    )
    frames = graph.parts(graph.op("Relu", seen), recipe.chunk_frames, axis=2)
    last = graph.ints("last.axis", 2)
    steps = [graph.op("Squeeze", part, last) for part in frames]
    x = _normalised(graph, model, 0, _joined(graph, steps))  # frame by frame: [frames · batch, ...]
    for number, layer in enumerate(model.layers):
        assert isinstance(layer, nn.LSTM)
        h, c = states[number]
        parts = graph.parts(x, recipe.chunk_frames, axis=0)
        after, h, c = graph.lstm_steps(f"layer{number}", layer, parts, h, c)
        _successors(graph, number, h, c, recipe.hidden)
        x = _normalised(graph, model, number + 1, graph.op("Add", x, _joined(graph, after)))
    offset = graph.constant("output.b", array(model.output.bias))
    logits = graph.linear(x, "output", model.output.weight, offset)
    rows = [
        graph.op("Unsqueeze", part, graph.second)
        for part in graph.parts(logits, recipe.chunk_frames, axis=0)
    ]
    shape: Shape = [BATCH, recipe.chunk_frames, len(LABELS)]
    joined = rows[0] if len(rows) == 1 else graph.op("Concat", *rows, axis=1)
    graph.output(graph.op("LogSoftmax", joined, axis=2), OUTPUT, "float32", shape)
    return graph.finish()


def _joined(graph: Graph, steps: list[str]) -> str:
    return steps[0] if len(steps) == 1 else str(graph.op("Concat", *steps, axis=0))


def _states(graph: Graph, layers: int, hidden: int) -> list[tuple[str, str]]:
    def state(name: str) -> str:
        return graph.state(name, [BATCH, hidden])

    return [(state(f"h{number}"), state(f"c{number}")) for number in range(layers)]


def _successors(graph: Graph, number: int, h: str, c: str, hidden: int) -> None:
    graph.new_state(h, f"new_h{number}", [BATCH, hidden])
    graph.new_state(c, f"new_c{number}", [BATCH, hidden])


def _spectra(graph: Graph, model: Recogniser, heard: str) -> str:
    """Normalised logarithms of the power in each band: [batch, bands, time]."""
    spectrum = model.spectrum
    signal = graph.op("Unsqueeze", heard, graph.second)
    waves = graph.constant("waves", array(spectrum.waves))
    parts = graph.op("Conv", signal, waves, strides=[spectrum.hop])
    real, imaginary = graph.op("Split", parts, outputs=2, axis=1, num_outputs=2)
    power = graph.op("Add", graph.op("Mul", real, real), graph.op("Mul", imaginary, imaginary))
    bands = graph.op("MatMul", graph.constant("bands", array(spectrum.bands)), power)
    least = graph.constant("least", np.array(LEAST, np.float32))
    logarithms = graph.op("Log", graph.op("Add", bands, least))
    mean = graph.constant("mean", array(spectrum.mean)[:, None])
    scale = graph.constant("scale", array(spectrum.scale)[:, None])
    return str(graph.op("Mul", graph.op("Sub", logarithms, mean), scale))


def _normalised(graph: Graph, model: Recogniser, number: int, x: str) -> str:
    norm = model.norms[number]
    assert isinstance(norm, nn.LayerNorm)
    scale = graph.constant(f"norm{number}.scale", array(norm.weight))
    offset = graph.constant(f"norm{number}.offset", array(norm.bias))
    return str(graph.op("LayerNormalization", x, scale, offset, axis=-1, epsilon=norm.eps))


def language_graph(model: CharacterModel, weights: str) -> onnx.ModelProto:
    """One step of many rows: token int64 [batch] to log_probs [batch, labels] of the next."""
    hidden = model.lstm.hidden_size
    graph = Graph("language-model", weights, rows=BATCH)
    token = graph.input(TOKEN, "int64", [BATCH])
    ((h, c),) = _states(graph, 1, hidden)
    embedding = graph.constant("embedding", array(model.embedding.weight))
    x = graph.op("Gather", embedding, token, axis=0)
    _, h, c = graph.lstm_steps("lstm", model.lstm, [x], h, c)
    offset = graph.constant("output.b", array(model.output.bias))
    logits = graph.linear(h, "output", model.output.weight, offset)
    graph.output(graph.op("LogSoftmax", logits, axis=1), OUTPUT, "float32", [BATCH, len(LABELS)])
    _successors(graph, 0, h, c, hidden)
    return graph.finish()
