"""Logarithms of a spectrum in mel bands, computed by convolutions."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

LEAST = 1e-6  # power, about that of 16-bit rounding: its logarithm is the floor
_LOWEST, _HIGHEST = 60.0, 7600.0  # Hz


class Spectrum(nn.Module):
    """Samples to normalised log-mel spectra, by weights that no training changes."""

    mean: Tensor
    scale: Tensor

    def __init__(self, rate: int, window: int, hop: int, bands: int) -> None:
        super().__init__()
        size = 1 << (window - 1).bit_length()  # of the transform; the window is padded with zeros
        self.hop = hop
        self.waves = torch.from_numpy(_waves(window, size))
        self.bands = torch.from_numpy(mel_bands(bands, size, rate))
        self.register_buffer("mean", torch.zeros(bands))
        self.register_buffer("scale", torch.ones(bands))

    def logarithms(self, heard: Tensor) -> Tensor:
        """Samples [rows, samples] to spectra [rows, bands, time], not normalised."""
        parts = functional.conv1d(heard.unsqueeze(1), self.waves, stride=self.hop)
        real, imaginary = parts.chunk(2, 1)
        return (self.bands @ (real**2 + imaginary**2) + LEAST).log()

    def forward(self, heard: Tensor) -> Tensor:
        """Samples [rows, samples] to spectra [rows, bands, time]."""
        return self.normalised(self.logarithms(heard))

    def normalised(self, logarithms: Tensor) -> Tensor:
        """Logarithms [rows, bands, time] with a mean of about 0 and a spread of about 1."""
        return (logarithms - self.mean[:, None]) * self.scale[:, None]


def _waves(window: int, size: int) -> np.ndarray:
    """Windowed cosines, then sines, of the bins from 1 to size / 2: [2 · bins, 1, window]."""
    angles = 2 * np.pi * np.outer(np.arange(1, size // 2 + 1), np.arange(window)) / size
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    return (np.concatenate([np.cos(angles), np.sin(angles)])[:, None] * hann).astype(np.float32)


def band_centres(bands: int) -> tuple[float, float]:
    """Where the lowest band is highest, and how far it is to the next, on the mel scale."""
    lowest, highest = (1127 * float(np.log1p(hertz / 700)) for hertz in (_LOWEST, _HIGHEST))
    step = (highest - lowest) / (bands + 1)
    return lowest + step, step


def mel_bands(bands: int, size: int, rate: int) -> np.ndarray:
    """Triangles that overlap, evenly spread on the mel scale: [bands, size / 2], from bin 1.

    The mel scale is 1127 ln(1 + f / 700). A triangle narrower than a bin takes the bin beside it.
    """
    lowest, highest = (1127 * np.log1p(hertz / 700) for hertz in (_LOWEST, min(_HIGHEST, rate / 2)))
    corners = 700 * np.expm1(np.linspace(lowest, highest, bands + 2) / 1127) * size / rate
    left, middle, right = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    number = np.arange(1, size // 2 + 1)
    rising = (number - left) / np.maximum(middle - left, 1)
    falling = (right - number) / np.maximum(right - middle, 1)
    return np.clip(np.minimum(rising, falling), 0, 1).astype(np.float32)
