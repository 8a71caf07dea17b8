"""Checkpoints of a training."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path
from typing import Any

import torch

from surtitle_export.translate.model import Translator
from surtitle_export.translate.recipe import Recipe, recipe_from

CHECKPOINT = "checkpoint.pt"
TOKENIZER = "tokenizer.json"  # beside the checkpoint: what its token ids mean


def load_model(file: Path) -> tuple[Recipe, Translator]:
    """Load the trained network of a checkpoint on the CPU, ready to export.

    What the training started from precedes the recipe's remarks.
    """
    state = read_checkpoint(file)
    recipe = recipe_from(state["recipe"])
    remarks = filter(None, (state.get("origin"), recipe.remarks))
    recipe = dataclasses.replace(recipe, remarks=" ".join(remarks))
    model = Translator(recipe)
    model.load_state_dict(state["model"])
    return recipe, model.eval()


def read_checkpoint(file: Path) -> dict[str, Any]:
    """Read a checkpoint; ValueError if the file is damaged or not a checkpoint."""
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing; run 'surtitle-export train' first")
    try:
        state: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, KeyError, pickle.UnpicklingError) as error:
        raise ValueError(f"{file} is damaged or incomplete; train again") from error
    if not isinstance(state, dict) or not state.keys() >= {"recipe", "model", "counters"}:
        raise ValueError(f"{file} is not a checkpoint of surtitle-export")
    return state
