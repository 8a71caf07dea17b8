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
_MOST = 60.0  # logit of the copy gate beyond which it makes no difference
_NEVER = -1e9  # logit of tokens that are never written, score of masked positions


def encoder_graph(encoder: Encoder, weights: str) -> onnx.ModelProto:
    """Source tokens of many sessions in, their memory and next states out.

    tokens int64 [sessions, time] and lengths int32 [sessions] (1 to time), state pairs h and c
    [sessions, hidden] of each layer -> memory [sessions, time, hidden + 1] and the states after
    each row's own last token. The last column of memory is the token itself, for the decoder to
    copy. What lies beyond a row's length changes nothing.
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
    ids = graph.op(
        "Cast", graph.op("Unsqueeze", tokens, graph.ints("last", -1)), to=onnx.TensorProto.FLOAT
    )
    memory = graph.op("Concat", graph.op("Transpose", x, perm=[1, 0, 2]), ids, axis=2)
    graph.output(memory, "memory", "float32", ["sessions", "time", hidden + 1])
    return graph.finish()


def decoder_graph(decoder: Decoder, weights: str) -> onnx.ModelProto:
    """One decoder step of many rows: previous tokens in, best next tokens and states out.

    token, language, session and visible are int64 [rows]; `session` is the row's place in memory
    [sessions, positions, hidden + 1], `visible` (at least 1) how many positions it may attend to.
    top_ids and top_scores [rows, 4] are tokens and their log probabilities, best first.

    A row's result depends on no other row. Where positions is a multiple of 4, it does not depend
    on their number either, to the last bit: ONNX Runtime adds up what is over in another order.
    """
    graph = Graph("decoder", weights)
    graph.ints("first", 0)
    graph.ints("second", 1)
    graph.ints("last", -1)
    hidden = decoder.lower.hidden_size
    token, language, session, visible = (
        graph.input(name, "int64", ["rows"]) for name in ("token", "language", "session", "visible")
    )
    memory = graph.input("memory", "float32", ["sessions", "positions", hidden + 1])
    embedding = graph.matrix("embedding", decoder.embedding.weight)
    languages = graph.matrix("language.embedding", decoder.language.weight)
    word = graph.op(
        "Add", graph.op("Gather", embedding, token), graph.op("Gather", languages, language)
    )
    low = graph.lstm_step("lower", decoder.lower, word, 0)
    parts = graph.op("Split", memory, graph.ints("parts", hidden, 1), outputs=2, axis=2)
    read, ids = (graph.op("Gather", part, session) for part in parts)
    attention = _attend(graph, decoder, low, read, visible)
    context = graph.op(
        "Squeeze",
        graph.op("MatMul", graph.op("Unsqueeze", attention, "second"), read),
        "second",
    )
    up = graph.lstm_step("upper", decoder.upper, graph.op("Concat", low, context, axis=1), 1)
    joined = graph.op("Concat", graph.op("Add", up, low), context, axis=1)
    tokens = graph.op("Cast", graph.op("Squeeze", ids, "last"), to=onnx.TensorProto.INT64)
    _choose(graph, decoder, joined, embedding, tokens, attention)
    return graph.finish()


def _attend(graph: Graph, decoder: Decoder, low: str, memory: str, visible: str) -> str:
    """Weights [rows, positions] of scaled dot-product attention of low [rows, hidden] to memory."""
    query = graph.linear(low, "query", decoder.query.weight)
    products = graph.op("MatMul", memory, graph.op("Unsqueeze", query, "last"))
    scores = graph.op("Mul", products, graph.constant("scale", np.array(decoder.scale, np.float32)))
    count = graph.op("Squeeze", graph.op("Shape", memory, start=1, end=2), "first")
    zero = graph.constant("zero", np.array(0, np.int64))
    one = graph.constant("one", np.array(1, np.int64))
    positions = graph.op("Range", zero, count, one)
    seen = graph.op("Less", positions, graph.op("Unsqueeze", visible, "last"))
    never = graph.constant("never", np.array(_NEVER, np.float32))
    masked = graph.op("Where", seen, graph.op("Squeeze", scores, "last"), never)
    return str(graph.op("Softmax", masked, axis=1))


def _choose(
    graph: Graph, decoder: Decoder, joined: str, embedding: str, tokens: str, attention: str
) -> None:
    """The best tokens, written by the tied output layer or copied from the source.

    Padding and its like are never among them.
    """
    offset = graph.constant("output.b", array(decoder.output.bias))
    features = graph.op("Tanh", graph.linear(joined, "output", decoder.output.weight, offset))
    bias = array(decoder.bias).copy()
    bias[[PAD_ID, BEGIN_ID, UNKNOWN_ID]] = _NEVER
    offset = graph.constant("bias", bias)
    logits = graph.linear(features, embedding, decoder.embedding.weight, offset)
    offset = graph.constant("copy.b", array(decoder.copy.bias))
    gate = graph.linear(joined, "copy", decoder.copy.weight, offset)
    # Everything is counted in shares of what the output layer writes, so that its many
    # probabilities stay as they are; and no sigmoid is 0 that should only be small.
    most = graph.constant("most", np.array(_MOST, np.float32))
    odds = graph.op("Exp", graph.op("Min", gate, most))
    written = graph.op("Softmax", logits, axis=1)
    copied = graph.op("Mul", attention, odds)
    mixed = graph.op("ScatterElements", written, tokens, copied, axis=1, reduction="add")
    best, ids = graph.op("TopK", mixed, graph.ints("top", TOP), outputs=2, axis=1)
    whole = graph.op("Add", odds, graph.constant("self", np.array(1, np.float32)))
    least = graph.constant("least", np.array(1e-30, np.float32))
    scores = graph.op("Log", graph.op("Max", graph.op("Div", best, whole), least))
    graph.output(ids, "top_ids", "int64", ["rows", TOP])
    graph.output(scores, "top_scores", "float32", ["rows", TOP])
