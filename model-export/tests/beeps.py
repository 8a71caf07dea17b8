"""A language of beeps: each letter is a tone, so that a recogniser learns it in seconds."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import numpy as np
from rich.console import Console

from surtitle_export.transcribe.clips import write_clips
from surtitle_export.transcribe.prepare import CLIPS, TEXT
from surtitle_export.transcribe.recipe import load_recipe
from surtitle_export.transcribe.speech import Clip
from surtitle_export.transcribe.splits import DEV, TEST, TRAIN, split_of
from surtitle_export.transcribe.text import train_language_models
from surtitle_export.transcribe.train import Trainer

RECIPE = Path(__file__).resolve().parents[1] / "recipes" / "toy-transcribe.toml"
RATE = 16000
QUIET = Console(quiet=True)

_LETTER, _GAP = 0.12, 0.06  # seconds
_WORDS = ("bed", "cab", "dad", "fee", "ace", "deaf", "face", "bee")


def beep(text: str) -> np.ndarray:
    """int16 samples of a text: a tone for each letter, a pause for a space."""
    parts = [np.zeros(int(0.1 * RATE))]
    time = np.arange(int(_LETTER * RATE)) / RATE
    for letter in text:
        pitch = 400 * 1.35 ** (ord(letter) - ord("a"))
        tone = 0.3 * np.sin(2 * np.pi * pitch * time) if letter != " " else 0 * time
        parts += [tone, np.zeros(int(_GAP * RATE))]
    return (np.concatenate(parts) * 32767).astype(np.int16)


def speakers(split: str, count: int) -> list[str]:
    """Names of speakers that are of a split."""
    names = (f"an4-{number}" for number in range(10_000))
    return [name for name in names if split_of(name) == split][:count]


def sentences(count: int, seed: int) -> list[str]:
    """Texts of one to three words."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(_WORDS, k=chance.randint(1, 3))) for _ in range(count)]


def prepare_beeps(folder: Path) -> None:
    """Write clips of all splits, and text, as `prepare` does."""
    clips = []
    for split, count in ((TRAIN, 80), (DEV, 6), (TEST, 10)):
        names = speakers(split, 4)
        texts = sentences(count, len(split))
        clips += [
            (Clip(Path(f"{split}-{number}"), text.upper(), names[number % 4]), beep(text))
            for number, text in enumerate(texts)
        ]
    write_clips(folder / CLIPS / "beeps", clips)
    with gzip.open(folder / TEXT, "wt", encoding="utf-8") as stream:
        stream.writelines(text + "\n" for text in sentences(400, 5))


def train_beeps(data: Path, run: Path) -> Trainer:
    """The toy, trained."""
    recipe = load_recipe(RECIPE)
    trainer = Trainer(recipe, data, run, "cpu")
    train_language_models(recipe, data, run, QUIET)
    trainer.run(None, QUIET)
    return trainer
