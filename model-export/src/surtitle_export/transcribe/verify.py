"""Parity of a bundle with the trained network: ONNX Runtime against PyTorch."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from surtitle_export.detect.verify import ROWS, check_rows_agree, describe_difference
from surtitle_export.parity import difference, within
from surtitle_export.stepped import SteppedGraph
from surtitle_export.transcribe.checkpoint import load_recogniser
from surtitle_export.transcribe.export import export_bundle
from surtitle_export.transcribe.graphs import OUTPUT
from surtitle_export.transcribe.model import Recogniser, State
from surtitle_export.transcribe.recogniser import BundleRecogniser

BOUND = 1e-3  # largest difference of log-probabilities and states in float32
ROUNDED = 0.1  # largest mean difference of distributions where products are in integers
_STEPS = 12


def verify(run: Path, folder: Path, seed: int, log: Callable[[str], None]) -> None:
    """Check a bundle against the checkpoint of its run; the first fault raises MismatchError."""
    _, model = load_recogniser(run)
    with tempfile.TemporaryDirectory() as exact:
        export_bundle(run, Path(exact), "float32", None)
        worst, _ = differences(model, BundleRecogniser(Path(exact)).graph, seed)
    log(f"in float32: within {within(worst, BOUND, 'log-probabilities differ'):.1e} of PyTorch")
    graph = BundleRecogniser(folder).graph
    _, mean = differences(model, graph, seed)
    log(f"as stored: {within(mean, ROUNDED, 'probabilities differ'):.1e} of the probability moved")
    worst = check_rows_agree(graph, OUTPUT, seed)
    log(f"rows in a batch are {describe_difference(worst)}")


@torch.no_grad()
def differences(model: Recogniser, graph: SteppedGraph, seed: int) -> tuple[float, float]:
    """Rows of sound in chunks with carried state, against PyTorch over the same in one piece.

    Returns the largest difference of log-probabilities and states, and the mean over frames of the
    probability that lies on other labels.
    """
    chance = np.random.default_rng(seed)
    sound = chance.normal(0, 0.1, (ROWS, _STEPS * graph.chunk)).astype(np.float32)
    sound *= chance.uniform(0, 1, (ROWS, 1)).astype(np.float32)
    sessions = [graph.begin() for _ in range(ROWS)]
    parts = [graph.step(sessions, chunk)[OUTPUT] for chunk in np.split(sound, _STEPS, axis=1)]
    written = np.concatenate(parts, axis=1)
    heard = torch.from_numpy(np.pad(sound, ((0, 0), (model.recipe.carried, 0))))
    log_probs, state = model(model.spectrum(heard))
    expected = log_probs.transpose(0, 1).numpy()
    worst = difference(written, expected)
    for place, values in enumerate(_flat(state)):
        ours = np.concatenate([session.states[place] for session in sessions])
        worst = max(worst, difference(ours, values.numpy()))
    moved = np.abs(np.exp(written) - np.exp(expected)).sum(-1) / 2
    return worst, float(moved.mean())


def _flat(state: State) -> list[Tensor]:
    return [part for layer in state for part in layer]
