"""What a training leaves in its folder."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import torch

from surtitle_export.transcribe.language import CharacterModel
from surtitle_export.transcribe.model import Recogniser
from surtitle_export.transcribe.recipe import Recipe, recipe_from

CHECKPOINT, LANGUAGE, NGRAM = "checkpoint.pt", "language.pt", "words.arpa.gz"


def load_recogniser(run: Path) -> tuple[Recipe, Recogniser]:
    """The averaged network of a training, ready to export."""
    state = read_state(run / CHECKPOINT, {"recipe", "model", "counters"})
    recipe = recipe_from(state["recipe"])
    model = Recogniser(recipe)
    model.load_state_dict(state["model"])
    return recipe, model.eval()


def is_recogniser(run: Path) -> bool:
    """Whether a folder holds a training of this task, and not of another or none."""
    try:
        recipe = read_state(run / CHECKPOINT, {"recipe"})["recipe"]
    except (FileNotFoundError, ValueError):
        return False
    return isinstance(recipe, dict) and "chunk_frames" in recipe


def load_language(run: Path) -> CharacterModel:
    """The recurrent language model of a training, ready to export."""
    state = read_state(run / LANGUAGE, {"hidden", "model"})
    model = CharacterModel(state["hidden"])
    model.load_state_dict(state["model"])
    return model.eval()


def read_state(file: Path, keys: set[str]) -> dict[str, Any]:
    """Read a checkpoint with these keys; ValueError if it is damaged or another."""
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing; run 'surtitle-export train' first")
    try:
        state: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, KeyError, pickle.UnpicklingError) as error:
        raise ValueError(f"{file} is damaged or incomplete; train again") from error
    if not isinstance(state, dict) or not state.keys() >= keys:
        raise ValueError(f"{file} is not a checkpoint of a recogniser")
    return state


def write_state(file: Path, state: dict[str, Any]) -> None:
    """Write a checkpoint so that a crash leaves either the old or the new one."""
    partial = file.with_name(file.name + ".part")
    torch.save(state, partial)
    partial.replace(file)
