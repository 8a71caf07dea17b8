"""What a recipe of the task `transcribe` may say, with its meaning and limits."""

from __future__ import annotations

import string
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from surtitle_export import recipe
from surtitle_export.recipe import TRANSCRIBE

BLANK = 0
SYNTHETIC = "synthetic"  # the clips that synthetic voices read
NEURAL = "neural"  # those that the voices of Kokoro read
LABELS = ("", " ", "'", *string.ascii_lowercase)  # label 0 is the blank of CTC


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one recogniser and its language models are made."""

    name: str
    language: str = "en"
    remarks: str = ""  # for the card

    corpora: tuple[str, ...] = ()  # folders of clips with transcripts
    repeated: tuple[
        str, ...
    ] = ()  # those that a pass takes `repeats` times; named twice, twice that
    repeats: int = 1
    noise: str = ""  # folder of sounds without speech
    templates: str = ""  # folder of `templates.tsv`, read by synthetic voices
    sentences: tuple[str, ...] = ()  # folders of `en-*.tsv.gz`: text for the language models
    synthetic_lines: int = 0  # lines that synthetic voices read for training
    kokoro: str = ""  # folder of Kokoro-82M, whose voices sound natural; see kokoro.py
    neural_lines: int = 0  # lines that these voices read for training, about as long as they last

    rate: int = 16000  # samples a second
    window: int = 400  # samples of a spectrum
    hop: int = 160  # samples from one spectrum to the next
    stack: int = 3  # spectra to a frame of the network
    chunk_frames: int = 4  # frames to a chunk
    ahead: int = 3  # frames that the network sees ahead of the one it labels
    bands: int = 64  # of a spectrum

    hidden: int = 384  # width of the layers
    layers: int = 3  # LSTMs
    dropout: float = 0.1
    warp: float = 0.0  # half of the training spectra are stretched along frequency by up to this
    masks: int = 1  # stripes of each training spectrum that are hidden, of bands and of times

    seed: int = 7
    batch_seconds: float = 80.0  # of audio in an update, with its padding
    steps: int = 6000  # updates
    learning_rate: float = 1.5e-3  # peak; it falls linearly to nearly zero
    warmup: int = 200  # updates until the peak
    clip: float = 1.0  # largest norm of a gradient
    average: float = 0.998  # share of the averaged weights that an update keeps
    longest: float = 17.0  # seconds; longer clips are left out
    silence_share: float = 0.04  # of training clips that are noise, tones or silence

    ngram_order: int = 3  # 0: no n-gram language model
    ngram_least: int = 2  # occurrences of an n-gram above order 1 that is kept
    lm_hidden: int = 0  # width of the recurrent language model; 0: none
    lm_steps: int = 3000

    # The search, until `evaluate` has tuned it: hypotheses, and what language models count.
    beam: int = 8
    lm_weight: float = 0.4
    word_bonus: float = 3.0
    rnn_weight: float = 0.3

    def __post_init__(self) -> None:
        for key in ("hop", "stack", "chunk_frames", "bands", "hidden", "layers", "repeats", "beam"):
            if getattr(self, key) < 1:
                raise ValueError(f"recipe: '{key}' must be above 0")
        if self.window < self.hop:
            raise ValueError("recipe: 'window' must not be below 'hop'")
        if not set(self.repeated) <= {*self.corpora, SYNTHETIC, NEURAL}:
            raise ValueError(
                f"recipe: 'repeated' must be among 'corpora', or '{SYNTHETIC}' or '{NEURAL}'"
            )

    @property
    def frame(self) -> int:
        """Samples from one frame of the network to the next."""
        return self.hop * self.stack

    @property
    def chunk(self) -> int:
        """New samples of a step."""
        return self.frame * self.chunk_frames

    @property
    def carried(self) -> int:
        """Samples of earlier steps that a step hears again: what windows and look-ahead need."""
        return self.window - self.hop + self.frame * self.ahead


def load_recipe(file: Path) -> Recipe:
    """Read a recipe file; ValueError names what is wrong in it."""
    return recipe.load_recipe(file, Recipe, TRANSCRIBE)


def recipe_from(values: dict[str, Any]) -> Recipe:
    """The recipe that a checkpoint holds."""
    return recipe.recipe_from(values, Recipe)


def dump_recipe(recipe: Recipe) -> dict[str, Any]:
    """Plain values for a checkpoint."""
    values = {field.name: getattr(recipe, field.name) for field in fields(recipe)}
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in values.items()
    }
