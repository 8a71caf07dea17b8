"""Trains a detector of one word, and counts its misses and false alarms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from surtitle_export.detect.model import TinyDetector
from surtitle_export.detect.recipe import Recipe
from surtitle_export.detect.train import frames
from surtitle_export.detect.words import WordSounds, read, trimmed
from surtitle_export.transcribe import noises

_ROWS = 48  # clips of an update
_KEPT = 24  # updates for which a batch of sounds is used again
_WEIGHT = 4.0  # of a moment at which the word has ended, which are few
_LEAD, _TAIL = 1.0, 0.8  # seconds of noise around a word that is tested
_APART = 1.0  # seconds between two alarms that count as two
_WITHOUT = 2 * 3600  # seconds of noise, tones and clicks that are tested
_THRESHOLDS = np.concatenate([np.linspace(0.05, 0.98, 94), 1 - np.geomspace(1e-2, 1e-5, 20)])
_PIECE = 20  # seconds of them at a time

Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class WordScore:
    """What a detector does at a threshold, on what it was not trained on."""

    threshold: float
    words: int
    missed: int
    hours: float
    alarms: int

    def __str__(self) -> str:
        return (
            f"{self.missed} of {self.words} missed ({self.missed / self.words:.1%}), {self.alarms} "
            f"false alarms in {self.hours:.1f} hours, at a threshold of {self.threshold:g}"
        )


def train_word(recipe: Recipe, heard: WordSounds, log: Log) -> TinyDetector:
    """The trained network."""
    torch.manual_seed(recipe.seed)
    chance = np.random.default_rng(recipe.seed)
    model = TinyDetector(recipe)
    optimizer = torch.optim.Adam(model.parameters(), lr=recipe.learning_rate)
    kept: list[tuple[Tensor, Tensor, Tensor]] = []
    mean = 0.0
    for step in range(recipe.steps):
        for group in optimizer.param_groups:
            group["lr"] = recipe.learning_rate * max(1 - step / recipe.steps, 0.01)
        if len(kept) < recipe.clips // _ROWS:
            kept.append(_batch(recipe, model, heard, chance))
        elif step % _KEPT == 0:
            kept[int(chance.integers(len(kept)))] = _batch(recipe, model, heard, chance)
        bands, ended, judged = kept[int(chance.integers(len(kept)))]
        logits, _ = model(bands)
        weights = judged * (1 + (_WEIGHT - 1) * ended)
        loss = functional.binary_cross_entropy_with_logits(logits, ended, weights)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        mean += 0.02 * (float(loss.detach()) - mean)
    log(f"loss {mean:.4f} after {recipe.steps} updates")
    return model


@torch.no_grad()
def _batch(
    recipe: Recipe, model: TinyDetector, heard: WordSounds, chance: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    chunks = int(recipe.seconds * recipe.rate) // recipe.chunk
    clips = [heard.clip(chance, chunks * recipe.chunk) for _ in range(_ROWS)]
    bands = torch.stack([model.spectrum(frames(sound, recipe)) for sound, _, _ in clips])
    ended, judged = (
        torch.stack(
            [
                torch.from_numpy(clip[place].reshape(chunks, recipe.chunk).mean(1) >= 0.5).float()
                for clip in clips
            ]
        )
        for place in (1, 2)
    )
    return bands, ended, judged


Scores = Callable[[list[np.ndarray]], list[np.ndarray]]


def score_word(recipe: Recipe, heard: WordSounds, data: Path, scores: Scores) -> WordScore:
    """Misses at the lowest threshold with at most one false alarm an hour."""
    chance = np.random.default_rng(recipe.seed + 1)
    words = [
        _surrounded(trimmed(*each, recipe.rate), recipe.rate, chance)
        for each in heard.held_out_words
    ]
    best = np.array([each.max() for each in _all(scores, words)])
    others = [read(*each) for each in heard.held_out_others]
    others += [read(*each) for each in heard.held_out_sounds(recipe.unheard_clips, data)]
    others += [
        noises.without_speech(chance, _PIECE * recipe.rate, recipe.rate, heard.noise)
        for _ in range(_WITHOUT // _PIECE)
    ]
    hours = sum(map(len, others)) / recipe.rate / 3600
    other = _all(scores, others)
    apart = int(_APART * recipe.rate / recipe.chunk)
    grid = np.unique(
        np.concatenate([np.linspace(0.05, 0.99, 95), 1 - np.geomspace(1e-2, 1e-5, 20)])
    )
    threshold = next(
        (each for each in grid if alarms(other, each, apart) <= hours), float(grid[-1])
    )
    return WordScore(
        round(float(threshold), 5),
        len(words),
        int((best < threshold).sum()),
        hours,
        alarms(other, threshold, apart),
    )


def _all(scores: Scores, clips: list[np.ndarray]) -> list[np.ndarray]:
    """The scores of many clips, some of similar length at a time."""
    order = sorted(range(len(clips)), key=lambda place: len(clips[place]))
    found: list[np.ndarray] = [np.empty(0)] * len(clips)
    for begin in range(0, len(order), _ROWS):
        places = order[begin : begin + _ROWS]
        for place, each in zip(places, scores([clips[p] for p in places]), strict=True):
            found[place] = each
    return found


def _surrounded(word: np.ndarray, rate: int, chance: np.random.Generator) -> np.ndarray:
    """A word in faint noise."""
    sound = np.pad(word, (int(_LEAD * rate), int(_TAIL * rate)))
    return (sound + chance.normal(0, 1e-3, len(sound))).astype(np.float32)


def alarms(scores: list[np.ndarray], threshold: float, apart: int) -> int:
    """How often scores reach the threshold; what follows within a second counts once."""
    count = 0
    for each in scores:
        last = -apart
        for place in np.flatnonzero(each >= threshold):
            if place - last >= apart:
                count, last = count + 1, int(place)
    return count
