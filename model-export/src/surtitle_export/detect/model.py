"""A small detector: a spectrum in bands, one LSTM, one score."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from surtitle_export.detect.recipe import Recipe

WINDOW, HOP = 256, 160  # samples
_HIGHEST = 4000.0  # Hz
LEAST = 1e-6  # power, so that its logarithm is finite
SCALE, OFFSET = 0.25, 1.0  # bring logarithms of power close to [-1, 1]


class TinyDetector(nn.Module):
    """Scores chunks of audio, each preceded by the last samples of the one before."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        width = recipe.carried + recipe.chunk
        if width < WINDOW:
            raise ValueError(f"recipe: 'carried' and 'chunk' must add up to {WINDOW} or more")
        frames = (width - WINDOW) // HOP + 1
        self.waves = torch.from_numpy(_waves(recipe.rate))
        self.bands = torch.from_numpy(_bands(recipe.bands, self.waves.shape[0] // 2, recipe.rate))
        self.features = nn.Linear(recipe.bands * frames, recipe.hidden)
        self.lstm = nn.LSTM(recipe.hidden, recipe.hidden, batch_first=True)
        self.score = nn.Linear(recipe.hidden, 1)

    def spectrum(self, heard: Tensor) -> Tensor:
        """Samples [rows, carried + chunk] to bands [rows, bands · frames]."""
        parts = functional.conv1d(heard.unsqueeze(1), self.waves, stride=HOP)
        real, imaginary = parts.chunk(2, 1)
        power = self.bands @ (real**2 + imaginary**2)
        return ((power + LEAST).log() * SCALE + OFFSET).flatten(1)

    def forward(
        self, bands: Tensor, state: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Bands [rows, time, bands · frames] -> logits [rows, time] and the state after them.

        h and c of the state are [1, rows, hidden].
        """
        y, state = self.lstm(self.features(bands).relu(), state)
        return self.score(y).squeeze(-1), state


def _waves(rate: int) -> np.ndarray:
    """Windowed cosines, then sines, of the frequencies up to 4 kHz: [2 · bins, 1, window]."""
    bins = np.arange(1, min(int(_HIGHEST * WINDOW / rate), WINDOW // 2 - 1) + 1)
    angles = 2 * np.pi * np.outer(bins, np.arange(WINDOW)) / WINDOW
    window = np.hanning(WINDOW) / np.sqrt(WINDOW)
    return _stored(np.concatenate([np.cos(angles), np.sin(angles)])[:, None] * window)


def _bands(bands: int, bins: int, rate: int) -> np.ndarray:
    """Triangles that overlap, evenly spread on the mel scale: [bands, bins]."""
    lowest, highest = (1127 * np.log1p(bin * rate / WINDOW / 700) for bin in (1, bins))
    mel = np.linspace(lowest, highest, bands + 2)
    corners = 700 * np.expm1(mel / 1127) * WINDOW / rate - 1  # as places among the bins
    left, middle, right = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    number = np.arange(bins)
    rising = (number - left) / np.maximum(middle - left, 1)
    falling = (right - number) / np.maximum(right - middle, 1)
    return _stored(np.clip(np.minimum(rising, falling), 0, 1))


def _stored(values: np.ndarray) -> np.ndarray:
    """Round values as the bundle stores them."""
    return values.astype(np.float16).astype(np.float32)
