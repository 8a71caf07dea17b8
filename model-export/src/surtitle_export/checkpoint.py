"""What a training leaves behind."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import torch

from surtitle_export.config import Recipe, recipe_from
from surtitle_export.model import Translator

CHECKPOINT = "checkpoint.pt"


def load_model(file: Path) -> tuple[Recipe, Translator]:
    """The trained network of a checkpoint, on the CPU and ready to export."""
    state = read_checkpoint(file)
    recipe = recipe_from(state["recipe"])
    model = Translator(recipe)
    model.load_state_dict(state["model"])
    return recipe, model.eval()


def read_checkpoint(file: Path) -> dict[str, Any]:
    """All that a checkpoint holds; ValueError when it is damaged or something else."""
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing; run 'surtitle-export train' first")
    try:
        state: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, KeyError, pickle.UnpicklingError) as error:
        raise ValueError(f"{file} is not a whole checkpoint: train it again") from error
    if not isinstance(state, dict) or not state.keys() >= {"recipe", "model", "counters"}:
        raise ValueError(f"{file} is not a checkpoint of this program")
    return state
