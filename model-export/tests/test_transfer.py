"""Trainings that start from a network trained before."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from torch import Tensor

from surtitle_export.translate.checkpoint import load_model
from surtitle_export.translate.decoding import Bundle
from surtitle_export.translate.export import WEIGHTS, export_bundle
from surtitle_export.translate.model import Translator
from surtitle_export.translate.recipe import load_recipe
from surtitle_export.translate.tokenizer import BEGIN_ID, PAD_ID, UNKNOWN_ID
from surtitle_export.translate.transfer import Parent, read_parent, start_from
from surtitle_export.translate.verify import BOUNDS

TOY = Path(__file__).resolve().parents[1] / "recipes" / "toy.toml"
NEVER = [PAD_ID, BEGIN_ID, UNKNOWN_ID]
BY_SUBWORD = ("encoder.embedding.weight", "decoder.embedding.weight", "decoder.bias")


@pytest.fixture
def parent(toy: Bundle, work: Path) -> Parent:
    return read_parent(work / "run")


def _started(parent: Parent, tokenizer: Tokenizer, **changes: object) -> dict[str, Tensor]:
    """The weights of a network that starts from the parent with other keys of the toy's recipe."""
    recipe = dataclasses.replace(load_recipe(TOY), **changes)  # type: ignore[arg-type]
    torch.manual_seed(5)
    model = Translator(recipe)
    start_from(parent, model, tokenizer, recipe.targets)
    return model.state_dict()


def _summed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """With the two biases of each LSTM as one, and no bias of tokens that are never written."""
    weights = {key: value.clone() for key, value in weights.items()}
    for key in [key for key in weights if key.endswith("bias_hh_l0")]:
        weights[key.replace("_hh_", "_ih_")] += weights.pop(key)
    weights["decoder.bias"][NEVER] = 0
    return weights


@pytest.mark.parametrize("weights", WEIGHTS)
def test_a_bundle_gives_back_the_weights_that_it_stores(
    weights: str, toy: Bundle, work: Path, tmp_path: Path
) -> None:
    export_bundle(work / "run", toy.folder / "tokenizer.json", tmp_path, weights)
    parent = read_parent(tmp_path)
    started = _summed(_started(parent, parent.tokenizer))
    trained = _summed(load_model(work / "run" / "checkpoint.pt")[1].state_dict())
    steps = {"float32": 0, "float16": 2**-11, "int8": 1 / 254}  # of the largest in each row
    assert started.keys() == trained.keys()
    for name, weight in trained.items():
        joined = weight.abs().amax(-1, keepdim=True) if weight.dim() > 1 else weight.abs()
        bound = BOUNDS["int8"] if weights == "int8" and "_l0" in name else steps[weights]
        limit = bound * joined + 1e-7
        assert bool(((started[name] - weight).abs() <= limit).all()), name
