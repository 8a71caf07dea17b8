"""A recogniser as its bundle describes it: the reference of the engine's operator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from surtitle_export.manifest import read_manifest
from surtitle_export.recipe import TRANSCRIBE
from surtitle_export.stepped import Session, SteppedGraph
from surtitle_export.transcribe.decoding import Search, Weights, greedy
from surtitle_export.transcribe.graphs import LANGUAGE_MODEL, OUTPUT, RECOGNISER, TOKEN
from surtitle_export.transcribe.ngram import NgramModel, read_arpa
from surtitle_export.transcribe.recipe import BLANK

_ROWS = 16  # utterances heard at once


class BundleRecogniser:
    """The graphs of a bundle, run chunk by chunk by ONNX Runtime."""

    def __init__(self, folder: Path) -> None:
        self.manifest = read_manifest(folder)
        if self.manifest.get("task") != TRANSCRIBE:
            raise ValueError(f"{folder} is not a bundle of the task '{TRANSCRIBE}'")
        self.graph = SteppedGraph(folder, self.manifest["graphs"][RECOGNISER])
        self.settings: dict[str, Any] = self.manifest["transcribe"]
        name = self.settings.get("ngram")
        self.ngrams: NgramModel | None = read_arpa(folder / name) if name else None
        described = self.manifest["graphs"].get(LANGUAGE_MODEL)
        self.recurrent = RecurrentGraph(folder, described) if described else None

    @property
    def rate(self) -> int:
        """Samples a second."""
        return int(self.manifest["audio"]["rate"])

    def hear(self, sounds: list[np.ndarray]) -> list[np.ndarray]:
        """Log-probabilities [frames, labels] of utterances of float32 samples."""
        order = sorted(range(len(sounds)), key=lambda place: len(sounds[place]))
        heard: list[np.ndarray] = [np.empty(0)] * len(sounds)
        for begin in range(0, len(order), _ROWS):
            places = order[begin : begin + _ROWS]
            parts = self._together([sounds[place] for place in places])
            for place, part in zip(places, parts, strict=True):
                heard[place] = part
        return heard

    def _together(self, sounds: list[np.ndarray]) -> list[np.ndarray]:
        chunk, delay = self.graph.chunk, self.settings["delay"]
        steps = [-(-(len(sound) + delay) // chunk) for sound in sounds]
        padded = [
            np.pad(sound, (0, count * chunk - len(sound))).reshape(count, chunk)
            for sound, count in zip(sounds, steps, strict=True)
        ]
        sessions: list[Session] = [self.graph.begin() for _ in sounds]
        heard: list[list[np.ndarray]] = [[] for _ in sounds]
        for step in range(max(steps)):
            rows = [row for row, count in enumerate(steps) if step < count]
            chunks = np.stack([padded[row][step] for row in rows])
            output = self.graph.step([sessions[row] for row in rows], chunks)[OUTPUT]
            for row, part in zip(rows, output, strict=True):
                heard[row].append(part)
        return [np.concatenate(parts) for parts in heard]

    @property
    def weights(self) -> Weights:
        """What language models count, as the manifest says."""
        settings = self.settings
        lm, word, rnn = (settings.get(name, 0.0) for name in ("lmWeight", "wordBonus", "rnnWeight"))
        return Weights(lm, word, rnn, settings.get("beam", 8))

    def search(self, weights: Weights) -> Search:
        """The search with the bundle's language models."""
        return Search(weights, self.ngrams, self.recurrent)

    def transcribe(self, sounds: list[np.ndarray], weights: Weights) -> list[str]:
        """The words of each utterance; those of the greedy search where the beam is 1."""
        decode = greedy if weights.beam == 1 else self.search(weights).decode
        return [decode(log_probs) for log_probs in self.hear(sounds)]


class RecurrentGraph:
    """The recurrent language model of a bundle."""

    def __init__(self, folder: Path, graph: dict[str, Any]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(folder / graph["file"], options)
        self._states = graph["states"]
        inputs = {value["name"]: value for value in graph["inputs"]}
        states = [inputs[state["input"]] for state in self._states]
        self._zeros = [np.zeros(state["shape"][1:], state["type"]) for state in states]

    def begin(self) -> tuple[np.ndarray, Any]:
        """Log-probabilities [labels] of the first label, and the state."""
        return self.step([BLANK], [self._zeros])[0]

    def step(self, labels: list[int], states: list[Any]) -> list[tuple[np.ndarray, Any]]:
        """Those after one more label, for each of several states."""
        feeds: dict[str, np.ndarray] = {TOKEN: np.array(labels, np.int64)}
        for place, state in enumerate(self._states):
            feeds[state["input"]] = np.stack([each[place] for each in states])
        names = [OUTPUT, *(state["output"] for state in self._states)]
        log_probs, *after = self._session.run(names, feeds)
        return [(log_probs[row], [each[row] for each in after]) for row in range(len(labels))]

    def sentence(self, labels: list[int]) -> float:
        """Natural logarithm of the probability of labels and the end after them."""
        following, state = self.begin()
        total = 0.0
        for label in labels:
            total += float(following[label])
            following, state = self.step([label], [state])[0]
        return total + float(following[BLANK])
