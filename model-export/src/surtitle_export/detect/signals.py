"""Generated sounds to train a small detector on: voices of a kind among silence, noise and tones.

Voices are pulse trains with a moving pitch, three formants for each syllable, and hissing
consonants. Some are plain tones with all harmonics, so that a test can make one in a line.
"""

from __future__ import annotations

import numpy as np

_TABLE = 1024  # points of one period of a voice
_PITCH = (85.0, 280.0)  # Hz
_FORMANTS = ((250.0, 850.0), (850.0, 2300.0), (2300.0, 3300.0))  # Hz, lowest and highest
_LEVELS = (-32.0, -8.0)  # dB of full scale, of voices
_RATIOS = (3.0, 30.0)  # dB by which a voice is louder than the noise

Chance = np.random.Generator


def clip(chance: Chance, samples: int, rate: int) -> tuple[np.ndarray, np.ndarray]:
    """A clip float32 [samples] and where a voice speaks in it, bool [samples]."""
    sound, spoken = np.zeros(samples), np.zeros(samples, bool)
    level = chance.uniform(*_LEVELS)
    position = int(chance.uniform(0, 1.5) * rate)
    while position < samples:
        length = min(int(chance.uniform(0.3, 2.5) * rate), samples - position)
        part = slice(position, position + length)
        if chance.random() < 0.7:
            sound[part] += _gain(level) * _voice(chance, length, rate)
            spoken[part] = True
        else:
            sound[part] += _gain(level) * _distraction(chance, length, rate)
        position += length + int(chance.uniform(0.4, 2.0) * rate)
    if chance.random() < 0.85:
        sound += _gain(level - chance.uniform(*_RATIOS)) * _noise(chance, samples)
    return np.clip(sound, -1, 1).astype(np.float32), spoken


def _unit(sound: np.ndarray) -> np.ndarray:
    """The sound at a power of 1."""
    return np.asarray(sound / np.sqrt((sound**2).mean()))


def _gain(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _voice(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """Syllables at a mean power of about 1."""
    pitch = _pitch(chance, samples, rate)
    phase = np.cumsum(pitch) / rate * _TABLE
    sound, position = np.zeros(samples), 0
    plain = chance.random() < 0.3
    while position < samples:
        length = samples if plain else int(chance.uniform(0.1, 0.3) * rate)
        part = slice(position, min(position + length, samples))
        period = _period(chance, float(pitch[position]), rate, plain)
        sound[part] = np.take(period, phase[part].astype(np.int64), mode="wrap")
        sound[part] *= _envelope(len(sound[part]), int(0.02 * rate))
        position += length
        if not plain and chance.random() < 0.5:
            hiss = np.diff(chance.normal(0, 0.3, int(chance.uniform(0.03, 0.1) * rate) + 1))
            rest = sound[position : position + len(hiss)]
            rest += hiss[: len(rest)] * _envelope(len(rest), int(0.01 * rate))
            position += len(hiss)
    return sound


def _pitch(chance: Chance, samples: int, rate: int) -> np.ndarray:
    points = samples // (rate // 4) + 2
    middle = chance.uniform(_PITCH[0] * 1.15, _PITCH[1] / 1.15)
    curve = np.clip(middle * np.exp(chance.normal(0, 0.08, points)), *_PITCH)
    return np.interp(np.arange(samples), np.arange(points) * (rate // 4), curve)


def _period(chance: Chance, pitch: float, rate: int, plain: bool) -> np.ndarray:
    """One period of power 1: harmonics that fall with their number, raised near the formants."""
    number = np.arange(1, min(int(rate / 2 / pitch), _TABLE // 2))
    strength = number ** -(1.0 if plain else chance.uniform(0.6, 1.2))
    if not plain:
        near = [np.exp(-(((number * pitch - chance.uniform(*f)) / 150) ** 2)) for f in _FORMANTS]
        strength *= 0.1 + np.sum(near, 0)
    spectrum = np.zeros(_TABLE // 2 + 1, complex)
    spectrum[number] = strength * np.exp(1j * chance.uniform(0, 2 * np.pi, len(number)))
    period = np.fft.irfft(spectrum)
    return _unit(period)


def _envelope(samples: int, edge: int) -> np.ndarray:
    ramp = np.minimum(np.arange(samples), np.arange(samples)[::-1]) / max(edge, 1)
    return np.asarray(np.minimum(ramp, 1))


def _distraction(chance: Chance, samples: int, rate: int) -> np.ndarray:
    """What is no voice: a tone, a hum, a burst of noise, or clicks; at a power of about 1."""
    kind = chance.integers(4)
    time = np.arange(samples) / rate
    if kind == 0:
        return _unit(np.sin(2 * np.pi * chance.uniform(300, 4000) * time))
    if kind == 1:
        base = chance.choice([50.0, 60.0])
        return _unit(np.sum([np.sin(2 * np.pi * base * k * time) / k for k in (1, 2, 3)], 0))
    if kind == 2:
        return np.asarray(_noise(chance, samples) * _envelope(samples, rate // 10))
    clicks = np.zeros(samples)
    clicks[chance.integers(0, samples, max(1, samples * 4 // rate))] = chance.choice([-9.0, 9.0])
    return clicks


def _noise(chance: Chance, samples: int) -> np.ndarray:
    """Noise of power 1, from white to brown, with a slow swell."""
    spectrum = np.fft.rfft(chance.normal(0, 1, samples))
    spectrum *= np.maximum(np.arange(len(spectrum)), 20.0) ** -chance.uniform(0, 1)
    noise = np.fft.irfft(spectrum, samples)
    swell = np.interp(np.linspace(0, 5, samples), np.arange(6), chance.uniform(0.5, 1.5, 6))
    return np.asarray(swell * _unit(noise))
