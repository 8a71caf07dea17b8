"""Recipes: TOML files that say how a bundle is made, read into the recipe class of their task."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

TASK = "task"
TRANSLATE = "translate"  # also the task of recipes without one, as older bundles hold them
DETECT = "detect"
TRANSCRIBE = "transcribe"

R = TypeVar("R")


def load_recipe(file: Path, kind: type[R], task: str) -> R:
    """Read a recipe of a task; `kind` is its dataclass.

    A key that is unknown, missing or of a wrong type, or another task, raises ValueError.
    """
    with file.open("rb") as stream:
        try:
            values = tomllib.load(stream)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{file}: not TOML: {error}") from error
    stated = values.pop(TASK, TRANSLATE)
    if stated != task:
        raise ValueError(f"{file}: the task is {stated!r}; give a recipe of the task '{task}'")
    fields = dataclasses.fields(kind)  # type: ignore[arg-type]
    known = [field.name for field in fields]
    unknown = sorted(values.keys() - set(known))
    if unknown:
        raise ValueError(
            f"{file}: unknown key '{unknown[0]}'; known are {', '.join(sorted([TASK, *known]))}"
        )
    required = [field.name for field in fields if field.default is dataclasses.MISSING]
    missing = sorted(set(required) - values.keys())
    if missing:
        raise ValueError(f"{file}: key '{missing[0]}' is missing")
    return recipe_from(values, kind)


def recipe_from(values: dict[str, Any], kind: type[R]) -> R:
    """The recipe of plain values, as TOML and checkpoints hold them."""
    kinds = get_type_hints(kind)
    return kind(**{key: _typed(key, value, kinds[key]) for key, value in values.items()})


def _typed(key: str, value: Any, kind: Any) -> Any:
    if kind is float and type(value) is int:
        return float(value)
    if kind in (int, float, bool, str):
        if type(value) is not kind:
            raise ValueError(f"recipe: '{key}' must be of type {kind.__name__}, not {value!r}")
        return value
    if isinstance(value, str) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"recipe: '{key}' must be a list of strings, not {value!r}")
    return tuple(value)
