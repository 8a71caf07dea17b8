"""Model cards of recognisers."""

from __future__ import annotations

from typing import Any

from surtitle_export.transcribe.recipe import Recipe


def card(recipe: Recipe, version: str, weights: str, results: dict[str, Any] | None) -> str:
    """The card of a recogniser; `results` is what `evaluate` wrote."""
    return f"# {recipe.name} {version}\n"
