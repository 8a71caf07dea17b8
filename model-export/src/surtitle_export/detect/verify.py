"""Parity of a detector's rows in batches with each row alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from surtitle_export.detect.detector import Detector
from surtitle_export.parity import MismatchError, difference, within
from surtitle_export.stepped import Session, SteppedGraph

BOUND = 1e-5  # largest difference of a row in a batch to the same row alone
ROWS, _STEPS = 6, 16


def verify_bundle(folder: Path, seed: int, log: Callable[[str], None]) -> None:
    """Check the graph of a bundle of the task `detect`; the first fault raises MismatchError."""
    detector = Detector(folder)
    worst = check_rows(detector.graph, detector.settings.output, seed)
    log(f"rows in a batch are {describe_difference(worst)}")


def check_rows(graph: SteppedGraph, score: str, seed: int) -> float:
    """Run `check_rows_agree`; every score must lie in [0, 1] too."""

    def check(expected: np.ndarray) -> None:
        if not ((expected >= 0) & (expected <= 1)).all():  # also when it is not a number
            raise MismatchError(
                f"the output '{score}' must lie in [0, 1], but is {expected.item()}"
            )

    return check_rows_agree(graph, score, seed, check)


def check_rows_agree(
    graph: SteppedGraph,
    output: str,
    seed: int,
    check: Callable[[np.ndarray], None] = lambda values: None,
) -> float:
    """Run rows in batches of varying rows, and each row alone; return the largest difference.

    Every state must be finite and have its declared type and shape.
    """
    chance = np.random.default_rng(seed)
    together = [graph.begin() for _ in range(ROWS)]
    alone = [graph.begin() for _ in range(ROWS)]
    worst = 0.0
    for _ in range(_STEPS):
        rows = chance.permutation(ROWS)[: chance.integers(1, ROWS + 1)]
        chunks = _signals(chance, graph.chunk)[rows]
        values = graph.step([together[row] for row in rows], chunks)[output]
        for place, row in enumerate(rows):
            (expected,) = graph.step([alone[row]], chunks[place : place + 1])[output]
            check(expected)
            _check_states(graph, alone[row])
            pairs = zip(together[row].states, alone[row].states, strict=True)
            worst = max(worst, float(np.abs(values[place] - expected).max()))
            worst = max([worst, *(difference(*pair) for pair in pairs)])
    return within(worst, BOUND, "a row in a batch differs from the row alone")


def describe_difference(worst: float) -> str:
    """What `check_rows` returned, in words."""
    return (
        "equal to each row alone, to the bit"
        if worst == 0
        else f"within {worst:.1e} of each row alone"
    )


def _signals(chance: np.random.Generator, samples: int) -> np.ndarray:
    """A chunk for each row: silence, noise of some levels, a tone, a square wave."""
    noise = chance.normal(0, 1, (ROWS, samples))
    time = np.arange(samples) / samples
    noise *= np.array([0, 0.001, 0.03, 0.3, 0, 0])[:, None]
    noise[4] = 0.3 * np.sin(2 * np.pi * chance.uniform(2, 40) * time)
    noise[5] = np.sign(np.sin(2 * np.pi * chance.uniform(2, 8) * time))
    return np.clip(noise, -1, 1).astype(np.float32)


def _check_states(graph: SteppedGraph, session: Session) -> None:
    fresh = graph.begin().states
    for state, before, after in zip(graph.states, fresh, session.states, strict=True):
        name = state["output"]
        if after.dtype != before.dtype or after.shape != before.shape:
            raise MismatchError(
                f"the state '{name}' comes out as {after.dtype} {list(after.shape)}, but went in "
                f"as {before.dtype} {list(before.shape)}"
            )
        if not np.isfinite(after).all():
            raise MismatchError(f"the state '{name}' is not finite")
