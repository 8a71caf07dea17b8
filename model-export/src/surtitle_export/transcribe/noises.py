"""Sounds without words, made from nothing: noise, notes, strings, glides, clicks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Chance = np.random.Generator
Noise = Callable[[Chance, int], np.ndarray]  # so many samples of some noise

_LOWEST = 55.0  # Hz, of notes
_TONAL = 0.35  # share of tones among noises that are mixed with speech


def noise_of(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """Noise, notes, strings or a glide, to be mixed with speech."""
    if chance.random() < _TONAL:
        kinds = (tones, strings, glide, hum)
        return kinds[int(chance.integers(len(kinds)))](chance, samples, rate)
    return coloured(chance, samples)


def coloured(chance: Chance, samples: int, rate: int = 0) -> np.ndarray:
    """Noise whose spectrum falls by 0 to 12 dB an octave: white, pink, brown and between."""
    size = 1 << max(samples, 2).bit_length()
    slope = np.maximum(np.arange(size // 2 + 1), 8.0) ** -chance.uniform(0, 2)
    parts = chance.normal(0, 1, (2, size // 2 + 1)) * slope
    return _highest_one(np.fft.irfft(parts[0] + 1j * parts[1], size)[:samples])


def tones(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """Notes with harmonics, one after another or in chords, as music has them."""
    sound = np.zeros(samples, np.float32)
    length = int(rate * chance.uniform(0.1, 1.0))
    time = np.arange(length) / rate
    for begin in range(0, samples, length):
        note = np.zeros(length)
        for _ in range(int(chance.integers(1, 5))):
            pitch = _pitch(chance)
            for harmonic in range(1, int(chance.integers(2, 8))):
                if pitch * harmonic < rate / 2:
                    angle = 2 * np.pi * (pitch * harmonic * time + chance.random())
                    note += np.sin(angle) / harmonic
        envelope = np.exp(-time * chance.uniform(0, 6)) * np.minimum(1, time * 100)
        part = (note * envelope)[: samples - begin]
        sound[begin : begin + length] = part / 8
    return sound


def strings(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """Plucked strings: Karplus and Strong 1983, doi:10.2307/3680062."""
    sound = np.zeros(samples, np.float32)
    gap, ring = chance.uniform(0.2, 2.0), int(rate * chance.uniform(0.2, 1.5))
    begin = 0
    while begin < samples:
        string = chance.uniform(-1, 1, max(2, round(rate / _pitch(chance))))
        heard = _plucked(string, min(ring, samples - begin))
        sound[begin : begin + len(heard)] += heard
        begin += max(1, int(rate * gap * chance.uniform(0.5, 1.5)))
    return _highest_one(sound)


def _plucked(string: np.ndarray, samples: int) -> np.ndarray:
    """A period after another of a string, each the mean of the last one and itself a sample ago."""
    passes = np.arange(-(-samples // len(string)))[:, None]
    mean = (1 + np.exp(-2j * np.pi * np.arange(len(string) // 2 + 1) / len(string))) / 2
    rows: np.ndarray = np.fft.irfft(np.fft.rfft(string) * mean**passes, len(string))
    return rows.ravel()[:samples].astype(np.float32)


def glide(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """A tone that goes up and down, with a few harmonics at times."""
    turns = int(chance.integers(2, 6))
    pitches = np.log(_LOWEST) + chance.random(turns) * np.log(80)
    places = np.linspace(0, samples, turns)
    pitch = np.exp(np.interp(np.arange(samples), places, pitches))
    angle = 2 * np.pi * np.cumsum(pitch) / rate
    many = int(chance.integers(1, 5)) if chance.random() < 0.5 else 1
    parts = [np.sin(angle * n) * (pitch * n < rate / 2) / n for n in range(1, many + 1)]
    return _highest_one(np.sum(parts, axis=0))


def hum(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """A steady tone with harmonics, as mains and engines make it."""
    time = np.arange(samples) / rate
    pitch = float(chance.choice((50.0, 60.0, _pitch(chance))))
    sound = np.zeros(samples)
    for harmonic in range(1, int(chance.integers(2, 20))):
        if pitch * harmonic < rate / 2:
            sound += chance.random() * np.sin(2 * np.pi * (pitch * harmonic * time))
    return _highest_one(sound)


def clicks(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """Single samples, about twenty a second."""
    return (chance.random(samples) < 20 / rate).astype(np.float32)


def without_speech(chance: Chance, samples: int, rate: int, noise: Noise) -> np.ndarray:
    """A recording without words: silence or a sound, at any level, that comes and goes at times."""
    if chance.random() < 0.1:
        return np.zeros(samples, np.float32)
    kinds = (coloured, coloured, tones, strings, strings, glide, glide, hum, clicks, None, None)
    kind = kinds[int(chance.integers(len(kinds)))]
    sound = kind(chance, samples, rate) if kind else noise(chance, samples)
    if chance.random() < 0.3:
        sound = sound * _bursts(chance, samples, rate)
    if chance.random() < 0.3:
        sound = sound + coloured(chance, samples) * 10 ** (chance.uniform(-40, -6) / 20)
    return np.clip(sound * 10 ** (chance.uniform(-50, 0) / 20), -1, 1).astype(np.float32)


def _bursts(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """A gain that rises and falls within tenths of a second to a second."""
    count = max(2, int(samples / rate / chance.uniform(0.1, 1.0)))
    return np.interp(np.arange(samples), np.linspace(0, samples, count), chance.random(count) ** 2)


def _pitch(chance: Chance) -> float:
    return float(_LOWEST * 2 ** (chance.integers(0, 60) / 12))


def _highest_one(sound: np.ndarray) -> np.ndarray:
    return (sound / max(float(np.abs(sound).max()), 1e-9)).astype(np.float32)
