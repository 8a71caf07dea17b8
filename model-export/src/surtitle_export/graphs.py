"""The two ONNX graphs of a bundle, built operator by operator from the trained weights.

Nothing is traced, so the graph holds what is written here and no more: state in, state out, the
gather that lets many decoder rows share one encoder memory, and the choice of the best tokens.
"""

from __future__ import annotations

import numpy as np
import onnx
from torch import nn

from surtitle_export.model import Decoder, Encoder
from surtitle_export.onnx_graph import Graph, array
from surtitle_export.tokenizer import BEGIN_ID, PAD_ID, UNKNOWN_ID

TOP = 4  # candidates the decoder reports for each row
_NEVER = -1e9  # logit of tokens that are never written, score of masked positions


def encoder_graph(encoder: Encoder, weights: str) -> onnx.ModelProto:
    """Source tokens of many sessions in, their memory and next states out.

    tokens int64 [sessions, time] and lengths int32 [sessions] (1 to time), state pairs h and c
    [sessions, hidden] of each layer -> memory [sessions, time, hidden] and the states after each
    row's own last token. What lies beyond a row's length changes nothing.
    """
    graph = Graph("encoder", weights)
    graph.rows = "sessions"
    graph.ints("first", 0)
    graph.ints("second", 1)
    tokens = graph.input("tokens", "int64", ["sessions", "time"])
    lengths = graph.input("lengths", "int32", ["sessions"])
    by_time = graph.op("Transpose", tokens, perm=[1, 0])
    x = graph.op("Gather", graph.matrix("embedding", encoder.embedding.weight), by_time)
    hidden = 0
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, nn.LSTM)
        hidden = layer.hidden_size
        y = graph.lstm(f"layer{number}", layer, x, lengths, number)
        x = y if number == 0 else graph.op("Add", x, y)
    memory = graph.op("Transpose", x, perm=[1, 0, 2])
    graph.output(memory, "memory", "float32", ["sessions", "time", hidden])
    return graph.finish()


def decoder_graph(decoder: Decoder, weights: str) -> onnx.ModelProto:
    """One decoder step of many rows: previous tokens in, best next tokens and states out.

    token, language, session and visible are int64 [rows]; `session` is the row's place in memory
    [sessions, positions, hidden], `visible` (at least 1) how many positions it may attend to.
    top_ids and top_scores [rows, 4] are tokens and their log probabilities, best first.
    """
    graph = Graph("decoder", weights)
    graph.ints("first", 0)
    graph.ints("second", 1)
    graph.ints("last", -1)
    hidden = decoder.lower.hidden_size
    token, language, session, visible = (
        graph.input(name, "int64", ["rows"]) for name in ("token", "language", "session", "visible")
    )
    memory = graph.input("memory", "float32", ["sessions", "positions", hidden])
    embedding = graph.matrix("embedding", decoder.embedding.weight)
    languages = graph.matrix("language.embedding", decoder.language.weight)
    word = graph.op(
        "Add", graph.op("Gather", embedding, token), graph.op("Gather", languages, language)
    )
    low_steps = graph.lstm("lower", decoder.lower, graph.op("Unsqueeze", word, "first"), "", 0)
    low = graph.op("Squeeze", low_steps, "first")
    context = _attend(graph, decoder, low, graph.op("Gather", memory, session), visible)
    read = graph.op("Unsqueeze", graph.op("Concat", low, context, axis=1), "first")
    up = graph.op("Squeeze", graph.lstm("upper", decoder.upper, read, "", 1), "first")
    joined = graph.op("Concat", graph.op("Add", up, low), context, axis=1)
    _choose(graph, decoder, joined, embedding)
    return graph.finish()


def _attend(graph: Graph, decoder: Decoder, low: str, memory: str, visible: str) -> str:
    """Scaled dot-product attention of low [rows, hidden] over its memory rows."""
    query = graph.linear(low, "query", decoder.query.weight, scale=decoder.scale)
    scores = graph.op("MatMul", memory, graph.op("Unsqueeze", query, "last"))
    count = graph.op("Squeeze", graph.op("Shape", memory, start=1, end=2), "first")
    zero = graph.constant("zero", np.array(0, np.int64))
    one = graph.constant("one", np.array(1, np.int64))
    positions = graph.op("Range", zero, count, one)
    seen = graph.op("Less", positions, graph.op("Unsqueeze", visible, "last"))
    never = graph.constant("never", np.array(_NEVER, np.float32))
    masked = graph.op("Where", seen, graph.op("Squeeze", scores, "last"), never)
    weights = graph.op("Unsqueeze", graph.op("Softmax", masked, axis=1), "second")
    return str(graph.op("Squeeze", graph.op("MatMul", weights, memory), "second"))


def _choose(graph: Graph, decoder: Decoder, joined: str, embedding: str) -> None:
    """The tied output layer and the best tokens; padding and its like are never among them."""
    offset = graph.constant("output.b", array(decoder.output.bias))
    features = graph.op("Tanh", graph.linear(joined, "output", decoder.output.weight, offset))
    bias = array(decoder.bias).copy()
    bias[[PAD_ID, BEGIN_ID, UNKNOWN_ID]] = _NEVER
    offset = graph.constant("bias", bias)
    logits = graph.linear(features, embedding, decoder.embedding.weight, offset)
    scores = graph.op("LogSoftmax", logits, axis=1)
    best, ids = graph.op("TopK", scores, graph.ints("top", TOP), outputs=2, axis=1)
    graph.output(ids, "top_ids", "int64", ["rows", TOP])
    graph.output(best, "top_scores", "float32", ["rows", TOP])
