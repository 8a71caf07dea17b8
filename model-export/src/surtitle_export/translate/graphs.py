"""The two ONNX graphs of a translation bundle, built operator by operator from the weights.

Nothing is traced, so a graph contains only what is written here: states in and out, the gather that
lets many decoder rows share an encoder memory, and the selection of the best tokens.
"""

from __future__ import annotations

import numpy as np
import onnx
from torch import nn

from surtitle_export.onnx_graph import Graph, array
from surtitle_export.translate.model import Decoder, Encoder
from surtitle_export.translate.tokenizer import BEGIN_ID, PAD_ID, UNKNOWN_ID

STATE, NEW_STATE = "state", "new_state"  # beginnings of the names of states and their successors
TOP = 4  # candidates the decoder reports for each row
_MOST = 60.0  # largest logit of the copy gate; larger ones would change nothing
_NEVER = -1e9  # logit of tokens that are never written, score of masked positions


def encoder_graph(encoder: Encoder, weights: str) -> onnx.ModelProto:
    """The encoder: source tokens of many sessions in, their memory and next states out.

    tokens int64 [sessions, time] and lengths int32 [sessions] (1 to time), state pairs h and c
    [sessions, hidden] of each layer -> memory [sessions, time, hidden + 1] and the states after
    each row's own last token. The last column of memory is the token itself, for the decoder to
    copy. Padding beyond a row's length has no effect.
    """
    graph = Graph("encoder", weights, rows="sessions")
    tokens = graph.input("tokens", "int64", [graph.rows, "time"])
    lengths = graph.input("lengths", "int32", [graph.rows])
    by_time = graph.op("Transpose", tokens, perm=[1, 0])
    x = graph.op("Gather", graph.matrix("embedding", encoder.embedding.weight), by_time)
    hidden = 0
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, nn.LSTM)
        hidden = layer.hidden_size
        h, c = _states(graph, number, hidden)
        by_direction, *after = graph.lstm(f"layer{number}", layer, x, lengths, h, c)
        _new_states(graph, number, hidden, after)
        y = graph.op("Squeeze", by_direction, graph.second)
        x = y if number == 0 else graph.op("Add", x, y)
    ids = graph.op(
        "Cast", graph.op("Unsqueeze", tokens, graph.ints("last", -1)), to=onnx.TensorProto.FLOAT
    )
    memory = graph.op("Concat", graph.op("Transpose", x, perm=[1, 0, 2]), ids, axis=2)
    graph.output(memory, "memory", "float32", [graph.rows, "time", hidden + 1])
    return graph.finish()


def decoder_graph(decoder: Decoder, weights: str) -> onnx.ModelProto:
    """One decoder step of many rows: previous tokens in, best next tokens and states out.

    token, language, session and visible are int64 [rows]; `session` is the row's place in memory
    [sessions, positions, hidden + 1], `visible` (at least 1) how many positions it may attend to.
    top_ids and top_scores [rows, 4] are tokens and their log probabilities, best first.

    A row's result depends on no other row. If the number of positions is a multiple of 4, the
    result does not depend on it either, to the last bit; ONNX Runtime sums a remainder in another
    order.
    """
    graph = Graph("decoder", weights)
    last = graph.ints("last", -1)
    hidden = decoder.lower.hidden_size
    token, language, session, visible = (
        graph.input(name, "int64", [graph.rows])
        for name in ("token", "language", "session", "visible")
    )
    memory = graph.input("memory", "float32", ["sessions", "positions", hidden + 1])
    embedding = graph.matrix("embedding", decoder.embedding.weight)
    languages = graph.matrix("language.embedding", decoder.language.weight)
    word = graph.op(
        "Add", graph.op("Gather", embedding, token), graph.op("Gather", languages, language)
    )
    low = _step(graph, "lower", decoder.lower, word, 0)
    parts = graph.op("Split", memory, graph.ints("parts", hidden, 1), outputs=2, axis=2)
    read, ids = (graph.op("Gather", part, session) for part in parts)
    attention = _attend(graph, decoder, low, read, visible)
    context = graph.op(
        "Squeeze",
        graph.op("MatMul", graph.op("Unsqueeze", attention, graph.second), read),
        graph.second,
    )
    up = _step(graph, "upper", decoder.upper, graph.op("Concat", low, context, axis=1), 1)
    joined = graph.op("Concat", graph.op("Add", up, low), context, axis=1)
    tokens = graph.op("Cast", graph.op("Squeeze", ids, last), to=onnx.TensorProto.INT64)
    _choose(graph, decoder, joined, embedding, tokens, attention)
    return graph.finish()


def _step(graph: Graph, name: str, layer: nn.LSTM, x: str, number: int) -> str:
    """The next h of an LSTM after one step x [rows, width]."""
    h, c = _states(graph, number, layer.hidden_size)
    new_h, new_c = graph.lstm_step(name, layer, x, h, c)
    _new_states(graph, number, layer.hidden_size, [new_h, new_c])
    return new_h


def _states(graph: Graph, number: int, hidden: int) -> list[str]:
    """The inputs h and c of an LSTM, which are the states 2n and 2n + 1 of the graph."""
    names = (f"{STATE}{2 * number + part}" for part in range(2))
    return [graph.input(name, "float32", [graph.rows, hidden]) for name in names]


def _new_states(graph: Graph, number: int, hidden: int, values: list[str]) -> None:
    """The outputs h and c of an LSTM."""
    for part, value in enumerate(values):
        name = f"{NEW_STATE}{2 * number + part}"
        graph.output(value, name, "float32", [graph.rows, hidden])


def _attend(graph: Graph, decoder: Decoder, low: str, memory: str, visible: str) -> str:
    """Weights [rows, positions] of scaled dot-product attention of low [rows, hidden] to memory."""
    last = graph.ints("last", -1)
    query = graph.linear(low, "query", decoder.query.weight)
    products = graph.op("MatMul", memory, graph.op("Unsqueeze", query, last))
    scores = graph.op("Mul", products, graph.constant("scale", np.array(decoder.scale, np.float32)))
    count = graph.op("Squeeze", graph.op("Shape", memory, start=1, end=2), graph.first)
    zero = graph.constant("zero", np.array(0, np.int64))
    one = graph.constant("one", np.array(1, np.int64))
    positions = graph.op("Range", zero, count, one)
    seen = graph.op("Less", positions, graph.op("Unsqueeze", visible, last))
    never = graph.constant("never", np.array(_NEVER, np.float32))
    masked = graph.op("Where", seen, graph.op("Squeeze", scores, last), never)
    return str(graph.op("Softmax", masked, axis=1))


def _choose(
    graph: Graph, decoder: Decoder, joined: str, embedding: str, tokens: str, attention: str
) -> None:
    """Select the best tokens, generated by the tied output layer or copied from the source.

    PAD, BEGIN and UNKNOWN are never selected.
    """
    offset = graph.constant("output.b", array(decoder.output.bias))
    features = graph.op("Tanh", graph.linear(joined, "output", decoder.output.weight, offset))
    bias = array(decoder.bias).copy()
    bias[[PAD_ID, BEGIN_ID, UNKNOWN_ID]] = _NEVER
    offset = graph.constant("bias", bias)
    logits = graph.linear(features, embedding, decoder.embedding.weight, offset)
    offset = graph.constant("copy.b", array(decoder.copy.bias))
    gate = graph.linear(joined, "copy", decoder.copy.weight, offset)
    # With the odds of copying instead of its probability, the many probabilities of the output
    # layer need no scaling, and a small chance of generating does not round to 0.
    most = graph.constant("most", np.array(_MOST, np.float32))
    odds = graph.op("Exp", graph.op("Min", gate, most))
    written = graph.op("Softmax", logits, axis=1)
    copied = graph.op("Mul", attention, odds)
    mixed = graph.op("ScatterElements", written, tokens, copied, axis=1, reduction="add")
    best, ids = graph.op("TopK", mixed, graph.ints("top", TOP), outputs=2, axis=1)
    whole = graph.op("Add", odds, graph.constant("self", np.array(1, np.float32)))
    least = graph.constant("least", np.array(1e-30, np.float32))
    scores = graph.op("Log", graph.op("Max", graph.op("Div", best, whole), least))
    graph.output(ids, "top_ids", "int64", [graph.rows, TOP])
    graph.output(scores, "top_scores", "float32", [graph.rows, TOP])
