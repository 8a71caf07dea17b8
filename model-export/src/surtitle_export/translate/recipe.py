"""What a recipe of the task `translate` may say, with its meaning and limits."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from surtitle_export import recipe
from surtitle_export.recipe import TRANSLATE

_CORPORA = ("manythings", "massive", "tico19", "commentary")
_COUNTS = (
    *("vocabulary", "embedding", "hidden", "encoder_layers", "batch_tokens", "steps", "warmup"),
    *("max_wait", "max_tokens", "shards", "alphabet", "filled_copies", "plain_copies"),
)
_FORMS = ("lowercase_share", "uppercase_share", "unpunctuated_share")
_SHARES = (
    *("dropout", "label_smoothing", "full_sentence_share", "rename_share", "renumber_share"),
    *("placeholder_share", *_FORMS),
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one translation model is prepared, built and trained.

    Sizes count units or tokens, shares are probabilities in [0, 1].
    """

    name: str
    source: str
    targets: tuple[str, ...]

    vocabulary: int = 8000  # subwords shared by all languages, specials and bytes included
    embedding: int = 384  # width of token embeddings, tied with the output layer
    hidden: int = 512  # width of every LSTM layer and of a source position in memory
    encoder_layers: int = 2
    dropout: float = 0.15
    carry_encoder_state: bool = False  # utterances start with the state of the one before

    seed: int = 7
    batch_tokens: int = 3000  # padded target tokens per update
    steps: int = 14000
    learning_rate: float = 2e-3  # peak, after the warm-up; then linear to zero
    warmup: int = 400
    label_smoothing: float = 0.1
    clip: float = 1.0  # largest gradient norm
    average: float = 0.998  # share of the averaged weights kept at each update; 0: no averaging
    full_sentence_share: float = 0.4  # rows trained without a wait-k mask
    max_wait: int = 9  # k of the other rows is uniform in 1..max_wait
    max_tokens: int = 80  # longer sentences are left out

    lowercase_share: float = 0.12  # sources lower-cased and stripped of punctuation
    rename_share: float = 0.15  # of the rows with a common first name, which another replaces
    commentary_rows: int = 14000  # generated commentary rows per language and shard
    shards: int = 6  # differently augmented copies of the training data
    remarks: str = ""  # on the training, for the model card
    corpora: tuple[str, ...] = _CORPORA  # folders of the data, or "commentary"
    alphabet: int = 400  # the most frequent characters are tokens, others are spelt in bytes
    language_rows: int = 0  # a language with n rows gets sqrt(n * this) in each shard; 0: all once
    filled_copies: int = 16  # fillings of each broadcast line with slots in each shard
    plain_copies: int = 6  # copies of each broadcast line without
    placeholder_share: float = 0.0  # rows whose names and numbers become placeholders
    renumber_share: float = 0.0  # rows whose numbers are replaced by others
    uppercase_share: float = 0.0  # sources in capitals
    unpunctuated_share: float = 0.0  # sources without the punctuation at their end

    def __post_init__(self) -> None:
        if not self.targets:
            raise ValueError("recipe: 'targets' names no language; give at least one")
        for key in _COUNTS:
            if getattr(self, key) < 1:
                raise ValueError(f"recipe: '{key}' must be at least 1, not {getattr(self, key)}")
        for key in (*_SHARES, "average"):
            if not 0 <= getattr(self, key) <= 1:
                raise ValueError(f"recipe: '{key}' must be within 0 and 1")
        if self.vocabulary > 1 << 16:
            raise ValueError("recipe: 'vocabulary' must be at most 65536: shards store 16 bits")
        if self.language_rows < 0:
            raise ValueError("recipe: 'language_rows' must not be negative")
        if sum(getattr(self, key) for key in _FORMS) > 1:
            raise ValueError(f"recipe: the sum of {', '.join(_FORMS)} must be at most 1")
        if not self.corpora:
            raise ValueError("recipe: 'corpora' names no corpus; give at least one")
        for name in self.corpora:
            if not re.fullmatch(r"\w[\w.-]*", name):
                raise ValueError(f"recipe: '{name}' is not the name of a corpus, a folder's name")


def load_recipe(file: Path) -> Recipe:
    """Read a recipe of the task `translate`, as `surtitle_export.recipe` does."""
    return recipe.load_recipe(file, Recipe, TRANSLATE)


def recipe_from(values: dict[str, Any]) -> Recipe:
    """The recipe of plain values, as checkpoints hold them."""
    return recipe.recipe_from(values, Recipe)


def dump_recipe(values: Recipe) -> dict[str, object]:
    """The recipe as plain values, for a checkpoint."""
    return dataclasses.asdict(values)


def recipe_toml(values: Recipe) -> str:
    """The recipe as a TOML file that `load_recipe` reads back; it leaves out the task."""
    lines = [f"{key} = {json.dumps(value)}" for key, value in dump_recipe(values).items()]
    return "\n".join(lines) + "\n"
