"""Batches of utterances for training, each the same whenever its number comes again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from surtitle_export.transcribe import noises, sounds
from surtitle_export.transcribe.clips import INDEX, ClipStore, Entry
from surtitle_export.transcribe.model import hear, padded
from surtitle_export.transcribe.prepare import CLIPS, NOISE
from surtitle_export.transcribe.recipe import LABELS, NEURAL, SYNTHETIC, Recipe
from surtitle_export.transcribe.splits import TRAIN, split_of
from surtitle_export.transcribe.spoken import spoken

_EASY = 6.0  # seconds of the longest clip of the first pass, which goes from short to long
_JOINED = 1.6  # seconds; shorter clips are joined
_WINDOW = 40  # batches whose clips are sorted by length together


@dataclass(frozen=True, slots=True)
class Batch:
    """Utterances and their labels."""

    heard: Tensor  # [rows, samples], as `hear` pads them
    frames: Tensor  # int64 [rows]
    labels: Tensor  # int64, all rows joined
    lengths: Tensor  # int64 [rows], of the labels
    seconds: float  # of audio without padding


@dataclass(frozen=True, slots=True)
class _Source:
    store: ClipStore
    entry: Entry
    labels: list[int]


def encode(text: str) -> list[int]:
    """The labels of spoken words."""
    return [LABELS.index(letter) for letter in text]


class TrainingData:
    """What a training hears: clips of training speakers, synthetic speech, noise."""

    def __init__(self, recipe: Recipe, data: Path) -> None:
        self._recipe = recipe
        self._sources = list(self._read(data))
        if not self._sources:
            raise ValueError(f"{data} has no clip to train on")
        noise = data / NOISE
        self._noise = ClipStore(noise) if (noise / INDEX).is_file() else None

    def _read(self, data: Path) -> Iterator[_Source]:
        recipe = self._recipe
        for name in (*recipe.corpora, SYNTHETIC, NEURAL):
            if not (data / CLIPS / name / INDEX).is_file():
                continue
            store = ClipStore(data / CLIPS / name)
            times = max(1, recipe.repeats * recipe.repeated.count(name))
            for entry in store.entries:
                if (
                    split_of(entry.speaker) == TRAIN
                    and entry.length <= recipe.longest * recipe.rate
                ):
                    labels = encode(spoken(entry.text))
                    yield from itertools.repeat(_Source(store, entry, labels), times)

    @property
    def seconds(self) -> float:
        """Of audio in a pass."""
        return sum(source.entry.length for source in self._sources) / self._recipe.rate

    def batches(self, epoch: int, first: int) -> Iterator[Batch]:
        """The batches of a pass from `first` on; the next is made while one is in use."""
        plan = self._plan(epoch)
        with ThreadPoolExecutor(1) as pool:
            ahead: Future[Batch] | None = None
            for number in range(first, len(plan) + 1):
                ready = ahead.result() if ahead else None
                if number < len(plan):
                    ahead = pool.submit(self._make, plan[number], epoch, number)
                if ready:
                    yield ready

    def _plan(self, epoch: int) -> list[list[list[_Source]]]:
        """Utterances for each batch, of one or several clips each."""
        chance = np.random.default_rng([self._recipe.seed, epoch])
        shuffled = [self._sources[place] for place in chance.permutation(len(self._sources))]
        utterances = list(self._joined(shuffled, chance))
        if epoch == 0:
            easy = [each for each in utterances if self._length(each) < _EASY * self._recipe.rate]
            return list(self._filled(sorted(easy or utterances, key=self._length)))
        share = max(1, round(len(utterances) / self._batches_of(utterances) * _WINDOW))
        plan: list[list[list[_Source]]] = []
        for begin in range(0, len(utterances), share):
            plan += self._filled(sorted(utterances[begin : begin + share], key=self._length))
        return [plan[place] for place in chance.permutation(len(plan))]

    def _batches_of(self, utterances: list[list[_Source]]) -> float:
        heard = sum(map(self._length, utterances)) / self._recipe.rate
        return max(1.0, heard / self._recipe.batch_seconds)

    @staticmethod
    def _length(utterance: list[_Source]) -> int:
        return sum(source.entry.length for source in utterance)

    def _joined(
        self, sources: list[_Source], chance: np.random.Generator
    ) -> Iterator[list[_Source]]:
        short: list[_Source] = []
        for source in sources:
            if source.entry.length < _JOINED * self._recipe.rate and chance.random() < 0.8:
                short.append(source)
                if len(short) >= chance.integers(2, 6):
                    yield short
                    short = []
            else:
                yield [source]
        if short:
            yield short

    def _filled(self, utterances: list[list[_Source]]) -> Iterator[list[list[_Source]]]:
        """Batches of so many utterances that the longest, times their number, fills a batch."""
        size = self._recipe.batch_seconds * self._recipe.rate
        batch: list[list[_Source]] = []
        for utterance in utterances:
            longest = padded(self._recipe, self._length(utterance))
            if batch and longest * (len(batch) + 1) > size:
                yield batch
                batch = []
            batch.append(utterance)
        if batch:
            yield batch

    def _make(self, plan: list[list[_Source]], epoch: int, number: int) -> Batch:
        recipe = self._recipe
        chance = np.random.default_rng([recipe.seed, epoch, number])
        heard: list[np.ndarray] = []
        labels: list[list[int]] = []
        for utterance in plan:
            sound = sounds.altered(
                self._sound(utterance, chance), recipe.rate, chance, self._sample
            )
            heard.append(sound)
            labels.append([label for part in self._spaced(utterance) for label in part])
        for _ in range(chance.binomial(len(plan), recipe.silence_share)):
            samples = len(heard[int(chance.integers(len(plan)))])
            heard.append(noises.without_speech(chance, samples, recipe.rate, self._sample))
            labels.append([])
        padded_sounds, frames = hear(recipe, [torch.from_numpy(sound) for sound in heard])
        return Batch(
            padded_sounds,
            frames,
            torch.tensor([label for row in labels for label in row], dtype=torch.int64),
            torch.tensor([len(row) for row in labels]),
            sum(map(len, heard)) / recipe.rate,
        )

    def _sound(self, utterance: list[_Source], chance: np.random.Generator) -> np.ndarray:
        parts: list[np.ndarray] = []
        for source in utterance:
            if parts:
                parts.append(np.zeros(int(chance.uniform(0, 0.3) * self._recipe.rate), np.float32))
            parts.append(source.store.samples(source.entry).astype(np.float32) / 32768)
        return np.concatenate(parts)

    @staticmethod
    def _spaced(utterance: list[_Source]) -> Iterator[list[int]]:
        space = [LABELS.index(" ")]
        for place, source in enumerate(utterance):
            yield space + source.labels if place and source.labels else source.labels

    def _sample(self, chance: np.random.Generator, samples: int) -> np.ndarray:
        """Recorded noise, if there is any, or made noise."""
        if self._noise is None or chance.random() < 0.35:
            return noises.noise_of(chance, samples, self._recipe.rate)
        entry = self._noise.entries[int(chance.integers(len(self._noise.entries)))]
        recorded = self._noise.samples(entry)
        begin = int(chance.integers(max(1, len(recorded) - samples)))
        part = np.resize(recorded[begin : begin + samples], samples)
        return part.astype(np.float32) / 32768
