"""Held-out sets: speakers, voices and sentences that no training hears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from surtitle_export.transcribe.clips import INDEX, ClipStore
from surtitle_export.transcribe.decoding import greedy
from surtitle_export.transcribe.model import Recogniser, hear
from surtitle_export.transcribe.prepare import CLIPS, NEURAL_TEST, SYNTHETIC_DEV, SYNTHETIC_TEST
from surtitle_export.transcribe.scores import Errors, count_errors
from surtitle_export.transcribe.splits import DEV, TEST, split_of
from surtitle_export.transcribe.spoken import spoken

_WHOLE = {  # folders of held-out clips alone, and what their sets are called
    DEV: {SYNTHETIC_DEV: "broadcast"},
    TEST: {SYNTHETIC_TEST: "broadcast", NEURAL_TEST: "broadcast-neural"},
}
_FEW = 60  # utterances of a set that a training reports on
_ROWS = 16  # utterances recognised at once


@dataclass(frozen=True, slots=True)
class Utterance:
    """A held-out clip: int16 samples and the words said."""

    name: str
    samples: np.ndarray
    text: str


def held_out(data: Path, split: str) -> dict[str, list[Utterance]]:
    """The clips of a split, `dev` or `test`, by the name of their corpus."""
    sets: dict[str, list[Utterance]] = {}
    for index in sorted((data / CLIPS).rglob(INDEX), key=str):
        folder = index.parent
        whole = _WHOLE[split].get(folder.name)
        found = list(_utterances(folder, None if whole else split))
        if found:
            sets[whole or folder.name] = found
    return sets


def _utterances(folder: Path, split: str | None) -> Iterator[Utterance]:
    store = ClipStore(folder)
    for entry in store.entries:
        if split is None or split_of(entry.speaker) == split:
            yield Utterance(entry.name, store.samples(entry), spoken(entry.text))


@torch.no_grad()
def log_probabilities(model: Recogniser, utterances: list[Utterance]) -> list[Tensor]:
    """What a network hears in each utterance: log-probabilities [frames, labels]."""
    model.eval()
    order = sorted(range(len(utterances)), key=lambda place: len(utterances[place].samples))
    heard: list[Tensor] = [torch.empty(0)] * len(utterances)
    for begin in range(0, len(order), _ROWS):
        places = order[begin : begin + _ROWS]
        sounds = [
            torch.from_numpy(utterances[place].samples.astype(np.float32) / 32768)
            for place in places
        ]
        samples, frames = hear(model.recipe, sounds)
        log_probs, _ = model(model.spectrum(samples.to(model.output.weight.device)))
        for row, place in enumerate(places):
            heard[place] = log_probs[: frames[row], row].cpu()
    return heard


def greedy_errors(model: Recogniser, data: Path) -> dict[str, Errors]:
    """Errors on some utterances of each development set."""
    errors = {}
    for name, utterances in held_out(data, DEV).items():
        few = utterances[:: max(1, len(utterances) // _FEW)][:_FEW]
        written = [greedy(part.numpy()) for part in log_probabilities(model, few)]
        errors[name] = count_errors([each.text for each in few], written)
    return errors
