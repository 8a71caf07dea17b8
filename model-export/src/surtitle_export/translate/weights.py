"""The weights of a bundle's graphs by their names in the network: `graphs`, read backwards."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from onnx import numpy_helper
from torch import Tensor

from surtitle_export.translate.tokenizer import BEGIN_ID, PAD_ID, UNKNOWN_ID

_NEVER = [PAD_ID, BEGIN_ID, UNKNOWN_ID]
_DECODER = {
    "embedding.weight": "embedding",
    "language.weight": "language.embedding",
    "query.weight": "query",
    "output.weight": "output",
    "output.bias": "output.b",
    "bias": "bias",
    "copy.weight": "copy",
    "copy.bias": "copy.b",
}


def read_weights(folder: Path) -> dict[str, Tensor]:
    """The float32 weights of a bundle, by the names of `Translator.state_dict`.

    They are as rounded as the graphs store them. The biases of an LSTM of the decoder, of which a
    graph stores the sum, are that sum and zeros. The bias of the tokens that a graph never writes
    is the least of the others'. ValueError if the graphs are not those of this network.
    """
    try:
        encoder, decoder = (_constants(folder / f"{name}.onnx") for name in ("encoder", "decoder"))
        weights = {"encoder.embedding.weight": encoder["embedding"]}
        for number in range(sum(name.endswith(".r") for name in encoder)):
            weights |= _encoder_layer(encoder, number)
        weights |= {f"decoder.{ours}": decoder[theirs] for ours, theirs in _DECODER.items()}
        for layer in ("lower", "upper"):
            weights |= _decoder_layer(decoder, layer)
    except (DecodeError, KeyError) as error:
        raise ValueError(f"{folder} does not hold the graphs of this network: {error}") from error
    bias = weights["decoder.bias"]
    written = torch.ones_like(bias, dtype=torch.bool)
    written[_NEVER] = False
    bias[_NEVER] = bias[written].min()
    return weights


def _constants(file: Path) -> dict[str, Tensor]:
    """The constants of a graph, with matrices in float32 however they are stored."""
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing")
    stored = {
        each.name: torch.from_numpy(np.array(numpy_helper.to_array(each)))
        for each in onnx.load(file).graph.initializer
    }
    constants = {}
    for name, values in stored.items():
        if name.endswith(".int8"):
            plain = name.removesuffix(".int8")
            constants[plain] = values.float() * stored[f"{plain}.step"]
        else:
            constants[name.removesuffix(".half")] = values.float()
    return constants


def _encoder_layer(constants: dict[str, Tensor], number: int) -> dict[str, Tensor]:
    here, there = f"encoder.layers.{number}", f"layer{number}"
    of_x, of_h = constants[f"{there}.b"][0].chunk(2)
    parts = {
        "weight_ih_l0": constants[f"{there}.w"][0],
        "weight_hh_l0": constants[f"{there}.r"][0],
        "bias_ih_l0": of_x,
        "bias_hh_l0": of_h,
    }
    return {f"{here}.{name}": _gates(part) for name, part in parts.items()}


def _decoder_layer(constants: dict[str, Tensor], layer: str) -> dict[str, Tensor]:
    joined, bias = constants[layer], constants[f"{layer}.b"]
    hidden = len(bias) // 4
    return {
        f"decoder.{layer}.weight_ih_l0": joined[:, :-hidden],
        f"decoder.{layer}.weight_hh_l0": joined[:, -hidden:],
        f"decoder.{layer}.bias_ih_l0": bias,
        f"decoder.{layer}.bias_hh_l0": torch.zeros_like(bias),
    }


def _gates(weight: Tensor) -> Tensor:
    """From ONNX's order (input, output, forget, cell) to PyTorch's: input, forget, cell, output."""
    i, o, f, c = weight.chunk(4)
    return torch.cat([i, f, c, o])
