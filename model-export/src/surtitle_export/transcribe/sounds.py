"""Changes to recordings, so that a network hears more than was recorded."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from surtitle_export.transcribe.voices import resampled

Chance = np.random.Generator
Noise = Callable[[Chance, int], np.ndarray]  # so many samples of some noise

# Shares of the clips that are changed. A short training gains from clean ones.
_SPEED, _ROOM, _BAND, _NOISE = 0.5, 0.05, 0.06, 0.15
_SPEEDS = (0.84, 0.9, 0.95, 1.05, 1.1, 1.16)
_TELEPHONE = 8000  # samples a second


def altered(sound: np.ndarray, rate: int, chance: Chance, noise: Noise) -> np.ndarray:
    """float32 samples of speech with another speed, room, band, noise and gain, each by chance."""
    if chance.random() < _SPEED:
        sound = resampled(sound, round(rate * float(chance.choice(_SPEEDS)) / 100) * 100, rate)
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


def noise_of(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """Noise whose spectrum falls by 0 to 12 dB an octave, or hum."""
    if chance.random() < 0.15:
        return tones(chance, samples, rate)
    size = 1 << max(samples, 2).bit_length()
    slope = np.maximum(np.arange(size // 2 + 1), 8.0) ** -chance.uniform(0, 2)
    parts = chance.normal(0, 1, (2, size // 2 + 1)) * slope
    sound = np.fft.irfft(parts[0] + 1j * parts[1], size)[:samples]
    return (sound / max(float(np.abs(sound).max()), 1e-9)).astype(np.float32)


def tones(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """Notes with harmonics, one after another or in chords, as music has them."""
    sound = np.zeros(samples, np.float32)
    length = int(rate * chance.uniform(0.1, 1.0))
    time = np.arange(length) / rate
    for begin in range(0, samples, length):
        note = np.zeros(length)
        for _ in range(int(chance.integers(1, 5))):
            pitch = 55 * 2 ** (chance.integers(0, 60) / 12)
            for harmonic in range(1, int(chance.integers(2, 8))):
                if pitch * harmonic < rate / 2:
                    angle = 2 * np.pi * (pitch * harmonic * time + chance.random())
                    note += np.sin(angle) / harmonic
        envelope = np.exp(-time * chance.uniform(0, 6)) * np.minimum(1, time * 100)
        part = (note * envelope)[: samples - begin]
        sound[begin : begin + length] = part / 8
    return sound


def without_speech(chance: Chance, samples: int, rate: int, noise: Noise) -> np.ndarray:
    """A recording without words: silence, noise, tones, clicks, at any level."""
    kind = chance.integers(5)
    if kind == 0:
        return np.zeros(samples, np.float32)
    if kind == 1:
        sound = noise_of(chance, samples, rate)
    elif kind == 2:
        sound = tones(chance, samples, rate)
    elif kind == 3:
        sound = (chance.random(samples) < 20 / rate).astype(np.float32)
    else:
        sound = noise(chance, samples)
    return np.clip(sound * 10 ** (chance.uniform(-50, 0) / 20), -1, 1).astype(np.float32)
