"""Runs a detect bundle over whole clips: the reference for the engine's operator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from surtitle_export.detect.events import Event, events
from surtitle_export.detect.settings import GRAPH, Settings
from surtitle_export.manifest import read_manifest
from surtitle_export.recipe import DETECT
from surtitle_export.stepped import SteppedGraph


class Detector:
    """The graph of a bundle of the task `detect`, and its settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        if self.manifest.get("task") != DETECT:
            raise ValueError(f"{folder} is no bundle of the task '{DETECT}'")
        self.settings = Settings.read(self.manifest)
        self.graph = SteppedGraph(folder, self.manifest["graphs"][GRAPH])

    def scores(self, clips: Sequence[np.ndarray]) -> list[np.ndarray]:
        """The score of every chunk of each clip, which run side by side as rows of one batch.

        Clips are float32 samples. The last chunk of each is filled up with zeros.
        """
        chunk = self.settings.chunk
        sessions = [self.graph.begin() for _ in clips]
        scores: list[list[float]] = [[] for _ in clips]
        for start in range(0, max(map(len, clips), default=0), chunk):
            rows = [row for row, clip in enumerate(clips) if len(clip) > start]
            chunks = np.zeros((len(rows), chunk), np.float32)
            for target, row in zip(chunks, rows, strict=True):
                heard = clips[row][start : start + chunk]
                target[: len(heard)] = heard
            values = self.graph.step([sessions[row] for row in rows], chunks)
            for row, score in zip(rows, values[self.settings.output].reshape(-1), strict=True):
                scores[row].append(float(score))
        return [np.array(row) for row in scores]

    def events(self, clip: np.ndarray) -> list[Event]:
        """The events of a clip."""
        (scores,) = self.scores([clip])
        if not np.isfinite(scores).all():
            raise ValueError(f"{self.folder}: a score is not a number")
        return list(events(scores.tolist(), len(clip), self.settings))
