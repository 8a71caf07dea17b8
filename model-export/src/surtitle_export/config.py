"""The one configuration of a model: what a recipe file may say, with its meaning and limits."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path


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
    carry_encoder_state: bool = False  # the encoder state survives the end of an utterance

    seed: int = 7
    batch_tokens: int = 3000  # padded target tokens per update
    steps: int = 14000
    learning_rate: float = 2e-3  # peak, after the warm-up; then linear to zero
    warmup: int = 400
    label_smoothing: float = 0.1
    clip: float = 1.0  # largest gradient norm
    full_sentence_share: float = 0.4  # rows trained without a wait-k mask
    max_wait: int = 9  # k of the other rows is uniform in 1..max_wait
    max_tokens: int = 80  # longer sentences are left out

    lowercase_share: float = 0.12  # sources lower-cased and stripped of punctuation
    rename_share: float = 0.15  # rows with a common first name put another name in its place
    commentary_rows: int = 14000  # generated commentary rows per language and shard
    shards: int = 6  # differently augmented copies of the training data
    corpora: tuple[str, ...] = ("manythings", "massive", "tico19", "commentary")

    def __post_init__(self) -> None:
        if not self.targets:
            raise ValueError("recipe: 'targets' names no language; give at least one")
        for key in ("vocabulary", "embedding", "hidden", "encoder_layers", "batch_tokens", "steps"):
            if getattr(self, key) < 1:
                raise ValueError(f"recipe: '{key}' must be at least 1, not {getattr(self, key)}")
        for key in ("dropout", "full_sentence_share", "lowercase_share", "rename_share"):
            if not 0 <= getattr(self, key) <= 1:
                raise ValueError(f"recipe: '{key}' must be within 0 and 1")


def load_recipe(file: Path) -> Recipe:
    """Read a recipe; an unknown or missing key raises ValueError that names it."""
    with file.open("rb") as stream:
        values = tomllib.load(stream)
    known = {field.name for field in dataclasses.fields(Recipe)}
    unknown = sorted(values.keys() - known)
    if unknown:
        raise ValueError(f"{file}: unknown key '{unknown[0]}'; known are {', '.join(sorted(known))}")
    missing = sorted({"name", "source", "targets"} - values.keys())
    if missing:
        raise ValueError(f"{file}: key '{missing[0]}' is missing")
    return Recipe(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})


def dump_recipe(recipe: Recipe) -> dict[str, object]:
    """The recipe as plain values, for a checkpoint or a manifest."""
    return dataclasses.asdict(recipe)
