"""Changes to recordings, so that a network hears more than was recorded."""

from __future__ import annotations

import numpy as np

from surtitle_export.transcribe.noises import Chance, Noise
from surtitle_export.transcribe.voices import resampled

# Shares of the clips that are changed. A short training gains from clean ones.
_SPEED, _ROOM, _BAND, _NOISE = 0.8, 0.05, 0.06, 0.2
_SLOWEST, _FASTEST = 0.76, 1.3  # which lower and raise pitch and formants too
_TELEPHONE = 8000  # samples a second


def altered(sound: np.ndarray, rate: int, chance: Chance, noise: Noise) -> np.ndarray:
    """float32 samples of speech with another speed, room, band, noise and gain, each by chance."""
    if chance.random() < _SPEED:
        speed = np.exp(chance.uniform(np.log(_SLOWEST), np.log(_FASTEST)))
        sound = resampled(sound, round(rate * float(speed) / 100) * 100, rate)
    if chance.random() < _ROOM:
        sound = _in_a_room(sound, rate, chance)
    if chance.random() < _BAND:
        sound = resampled(resampled(sound, rate, _TELEPHONE), _TELEPHONE, rate)
    before, after = (int(chance.uniform(0, share) * rate) for share in (0.15, 0.3))
    sound = np.pad(sound, (before, after))
    level = _level(sound)
    if chance.random() < _NOISE:
        ratio = 10 ** (-chance.uniform(5, 30) / 20)
        disturbance = noise(chance, len(sound))
        sound = sound + disturbance * (level * ratio / max(_level(disturbance), 1e-5))
    gain = 10 ** (chance.uniform(-36, -12) / 20) / max(level, 1e-4)
    return np.clip(sound * min(gain, 30.0), -1, 1).astype(np.float32)


def _level(sound: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(sound)))) if len(sound) else 0.0


def _in_a_room(sound: np.ndarray, rate: int, chance: Chance) -> np.ndarray:
    """A direct path and a tail of noise that falls by 60 dB in 0.1 to 0.6 s."""
    decay = chance.uniform(0.1, 0.6)
    time = np.arange(int(decay * rate)) / rate
    tail = chance.normal(0, 1, len(time)) * np.exp(-6.9 * time / decay)
    tail *= chance.uniform(0.1, 0.7) / np.sqrt(np.square(tail).sum())
    tail[0] = 1
    size = 1 << (len(sound) + len(tail)).bit_length()
    heard = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size)
    return heard[: len(sound)].astype(np.float32)
