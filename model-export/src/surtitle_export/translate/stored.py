"""The network with the rounding of a bundle, to compare its graphs with."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn
from torch.nn import functional

from surtitle_export.onnx_graph import ROW_LEAST, ROW_STEPS, integers
from surtitle_export.translate.model import Decoder, Translator, Written
from surtitle_export.translate.recipe import Recipe


def as_stored(recipe: Recipe, model: Translator, weights: str) -> Translator:
    """The network as a bundle computes it: with rounded matrices.

    weights is one of `export.WEIGHTS`; with int8 the decoder rounds its rows too.
    """
    model = copy.deepcopy(model)
    matrices: dict[str, list[Tensor]] = {}  # those of a decoder layer are stored as one
    for name, weight in model.named_parameters():
        if weight.dim() > 1:
            joined = name.startswith(("decoder.lower", "decoder.upper"))
            matrices.setdefault(name.rpartition(".")[0] if joined else name, []).append(weight)
    for parts in matrices.values():
        rounded = _rounded(torch.cat([part.data for part in parts], 1), weights)
        widths = [part.shape[1] for part in parts]
        for part, values in zip(parts, rounded.split(widths, 1), strict=True):
            part.data = values
    if weights == "int8":
        decoder = _RoundingDecoder(recipe)
        decoder.load_state_dict(model.decoder.state_dict())
        model.decoder = decoder.eval()
    return model


def _rounded(matrix: Tensor, weights: str) -> Tensor:
    if weights == "float16":
        return matrix.half().float()
    if weights == "int8":
        whole, step = integers(matrix.numpy())
        return torch.from_numpy(whole * step)
    return matrix


def _round_rows(x: Tensor) -> Tensor:
    """Each row of x [..., width] in steps of its own, as `Graph.linear` rounds them."""
    step = (x.abs().amax(-1, keepdim=True) / ROW_STEPS).clamp_min(ROW_LEAST)
    return (x / step).round() * step


class _RoundingLstm(nn.LSTM):
    """Rounds the input and h of each step, as one row."""

    def forward(  # type: ignore[override]
        self, x: Tensor, state: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        h, c = (part[0] for part in state or x.new_zeros(2, 1, len(x), self.hidden_size))
        of_x, of_h, bias, other_bias = self.parameters()
        weight = torch.cat([of_x, of_h], 1)
        steps = []
        for step in x.unbind(1):
            row = _round_rows(torch.cat([step, h], 1))
            gates = functional.linear(row, weight, bias + other_bias)
            i, f, g, o = gates.chunk(4, 1)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            h = o.sigmoid() * c.tanh()
            steps.append(h)
        return torch.stack(steps, 1), (h[None], c[None])


class _RoundingDecoder(Decoder):
    """Rounds the rows of every matrix product."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__(recipe)
        self.lower = _RoundingLstm(recipe.embedding, recipe.hidden, batch_first=True)
        self.upper = _RoundingLstm(2 * recipe.hidden, recipe.hidden, batch_first=True)
        for layer in (self.query, self.output, self.copy):
            layer.register_forward_pre_hook(lambda _, inputs: _round_rows(inputs[0]))

    def probabilities(self, written: Written, source: Tensor) -> Tensor:
        rounded = written._replace(features=_round_rows(written.features))
        return super().probabilities(rounded, source)
