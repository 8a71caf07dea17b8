"""Sounds to train a detector of one word on: recordings of it among other speech and noise."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from surtitle_export.detect.recipe import Recipe
from surtitle_export.transcribe import noises, sounds
from surtitle_export.transcribe.clips import ClipStore, Entry
from surtitle_export.transcribe.prepare import CLIPS, NOISE
from surtitle_export.transcribe.splits import TRAIN, split_of

_HELD_OUT = 250  # of 1,000 hashes of clips of the word
_QUIET = 30.0  # dB below its loudest moment where a word has not begun, or has ended
_MOMENT = 0.02  # seconds in which loudness is measured
_PAUSES = (0.05, 0.6)  # seconds around what is said
_BEFORE, _AFTER = 0.08, 0.3  # seconds around the end of the word in which a score should be high
_OPEN = 0.45  # seconds before that in which it may be anything
_WORD, _WITHOUT = 0.3, 0.15  # shares of the word, and of sounds without speech, in a clip

Chance = np.random.Generator
Chosen = list[tuple[ClipStore, Entry]]


class WordSounds:
    """Recordings of the word and of other speech; some of both are held out."""

    def __init__(self, recipe: Recipe, data: Path) -> None:
        self._recipe = recipe
        store = ClipStore(data / CLIPS / recipe.word_clips)
        words = [(store, entry) for entry in store.entries if entry.text == recipe.event]
        others = [
            (held, entry)
            for held in (ClipStore(data / CLIPS / name) for name in recipe.other_clips)
            for entry in held.entries
        ]
        if not words or not others:
            raise ValueError(f"{data} has no clip of '{recipe.event}', or none of other speech")
        self._noise = ClipStore(data / NOISE)
        self.words = [each for each in words if not _is_held_out(each[1].name)]
        self.others = [each for each in others if split_of(each[1].speaker) == TRAIN]
        self.held_out_words = [each for each in words if _is_held_out(each[1].name)]
        self.held_out_others = [each for each in others if split_of(each[1].speaker) != TRAIN]

    def held_out_sounds(self, folders: tuple[str, ...], data: Path) -> Chosen:
        """All clips of corpora that no training heard."""
        stores = [ClipStore(data / CLIPS / name) for name in folders]
        return [(store, entry) for store in stores for entry in store.entries]

    def clip(self, chance: Chance, samples: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """A clip float32 [samples]; where the word has just ended, and where that is judged."""
        rate = self._recipe.rate
        sound, ended, judged = np.zeros(samples, np.float32), np.zeros(samples), np.ones(samples)
        position = int(chance.uniform(*_PAUSES) * rate)
        while position < samples:
            draw = chance.random()
            if draw < _WORD:
                part = self._altered(trimmed(*self._draw(chance, self.words), rate), chance)
            elif draw < _WORD + _WITHOUT:
                length = int(chance.uniform(0.3, 2) * rate)
                part = noises.without_speech(chance, length, rate, self.noise)
            else:
                part = self._cut(
                    self._altered(read(*self._draw(chance, self.others)), chance), chance
                )
            part = part[: samples - position]
            sound[position : position + len(part)] = part
            position += len(part)
            if draw < _WORD and position < samples:
                begin = position - int(_BEFORE * rate)
                judged[max(0, begin - int(_OPEN * rate)) : begin] = 0
                ended[begin : position + int(_AFTER * rate)] = 1
                position += int(_AFTER * rate) if chance.random() < 0.5 else 0
            position += int(chance.uniform(*_PAUSES) * rate) if chance.random() < 0.7 else 0
        return sound, ended, judged

    def _draw(self, chance: Chance, clips: Chosen) -> tuple[ClipStore, Entry]:
        return clips[int(chance.integers(len(clips)))]

    def _altered(self, sound: np.ndarray, chance: Chance) -> np.ndarray:
        return sounds.altered(sound, self._recipe.rate, chance, self.noise)

    def _cut(self, sound: np.ndarray, chance: Chance) -> np.ndarray:
        """A part of other speech, mostly short."""
        length = int(chance.uniform(0.4, 3) * self._recipe.rate)
        begin = int(chance.integers(max(1, len(sound) - length)))
        return sound[begin : begin + length]

    def noise(self, chance: Chance, samples: int) -> np.ndarray:
        """Recorded or made noise."""
        if chance.random() < 0.5:
            return noises.noise_of(chance, samples, self._recipe.rate)
        store, entry = (
            self._noise,
            self._noise.entries[int(chance.integers(len(self._noise.entries)))],
        )
        recorded = read(store, entry)
        begin = int(chance.integers(max(1, len(recorded) - samples)))
        return np.resize(recorded[begin : begin + samples], samples)


def _is_held_out(name: str) -> bool:
    place = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % 1000
    return place < _HELD_OUT


def read(store: ClipStore, entry: Entry) -> np.ndarray:
    """float32 samples of a clip."""
    return store.samples(entry).astype(np.float32) / 32768


def trimmed(store: ClipStore, entry: Entry, rate: int) -> np.ndarray:
    """The word of a clip without the quiet before and after it."""
    sound, step = read(store, entry), int(_MOMENT * rate)
    moments = sound[: len(sound) // step * step].reshape(-1, step)
    power = np.square(moments).mean(1)
    loud = np.flatnonzero(power > power.max() * 10 ** (-_QUIET / 10))
    return sound[loud[0] * step : (loud[-1] + 1) * step]
