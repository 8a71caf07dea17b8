"""Trains a small detector on generated sounds, in seconds, and writes its bundle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from surtitle_export.detect.card import trained_card
from surtitle_export.detect.detector import Detector
from surtitle_export.detect.graphs import INPUT, NEW_STATE, RATE, STATE, detector_graph
from surtitle_export.detect.model import TinyDetector
from surtitle_export.detect.recipe import Recipe, load_recipe
from surtitle_export.detect.settings import GRAPH
from surtitle_export.detect.signals import clip
from surtitle_export.manifest import FORMAT, describe_files, describe_graph, write_manifest
from surtitle_export.recipe import DETECT

VERSION = "0.1.0"
CARD, COPY, FILE = "MODEL_CARD.md", "recipe.toml", "detector.onnx"
_HELD_OUT = 32  # clips to score the detector on


def train_bundle(file: Path, output: Path, log: Callable[[str], None]) -> None:
    """Train the detector of a recipe file and write its bundle to `output`.

    On the same machine the same recipe gives the same bytes.
    """
    recipe = load_recipe(file)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # sums in a fixed order
    try:
        model = train(recipe, log)
        with torch.no_grad():
            graph = detector_graph(model, recipe)
    finally:
        torch.set_num_threads(threads)
    output.mkdir(parents=True, exist_ok=True)
    (output / FILE).write_bytes(graph.SerializeToString(deterministic=True))
    (output / COPY).write_bytes(file.read_bytes())
    manifest = _manifest(recipe, output)
    write_manifest(output, {**manifest, "files": []})
    right = score(Detector(output), recipe)
    log(f"{right:.1%} of the chunks of held-out clips are classified correctly")
    (output / CARD).write_text(trained_card(recipe, VERSION, right), encoding="utf-8")
    write_manifest(output, {**manifest, "files": describe_files(output, (CARD, FILE, COPY))})


def train(recipe: Recipe, log: Callable[[str], None]) -> TinyDetector:
    """The trained network."""
    torch.manual_seed(recipe.seed)
    chance = np.random.default_rng(recipe.seed)
    model = TinyDetector(recipe)
    clips = [_clip(chance, recipe) for _ in range(recipe.clips)]
    with torch.no_grad():
        heard = torch.stack([model.spectrum(frames(sound, recipe)) for sound, _ in clips])
    labels = torch.stack([torch.from_numpy(spoken).float() for _, spoken in clips])
    optimizer = torch.optim.Adam(model.parameters(), lr=recipe.learning_rate)
    for step in range(recipe.steps):
        for group in optimizer.param_groups:
            group["lr"] = recipe.learning_rate * (1 - step / recipe.steps)
        rows = torch.from_numpy(chance.permutation(recipe.clips)[: -(-recipe.clips // 4)])
        logits, _ = model(heard[rows])
        loss = functional.binary_cross_entropy_with_logits(logits, labels[rows])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    log(f"loss {float(loss.detach()):.3f} after {recipe.steps} updates")
    return model


def _clip(chance: np.random.Generator, recipe: Recipe) -> tuple[np.ndarray, np.ndarray]:
    """A clip of whole chunks, and whether a voice speaks in at least half of each chunk."""
    chunks = int(recipe.seconds * recipe.rate) // recipe.chunk
    sound, spoken = clip(chance, chunks * recipe.chunk, recipe.rate)
    return sound, spoken.reshape(chunks, recipe.chunk).mean(1) >= 0.5


def frames(sound: np.ndarray, recipe: Recipe) -> Tensor:
    """The inputs of all steps: [chunks, carried + chunk]."""
    padded = np.concatenate([np.zeros(recipe.carried, np.float32), sound])
    windows = np.lib.stride_tricks.sliding_window_view(padded, recipe.carried + recipe.chunk)
    return torch.from_numpy(windows[:: recipe.chunk].copy())


def score(detector: Detector, recipe: Recipe) -> float:
    """The share of chunks of held-out clips whose score is on the right side of the threshold."""
    chance = np.random.default_rng(recipe.seed + 1)
    clips = [_clip(chance, recipe) for _ in range(_HELD_OUT)]
    scores = np.stack(detector.scores([sound for sound, _ in clips]))
    spoken = np.stack([labels for _, labels in clips])
    return float(((scores >= recipe.threshold) == spoken).mean())


def _manifest(recipe: Recipe, output: Path) -> dict[str, Any]:
    state = {"input": STATE, "output": NEW_STATE, "batchAxis": 1}
    graph = describe_graph(output / FILE, [state])
    roles: dict[str, Any] = {
        INPUT: {"kind": "chunk", "carried": recipe.carried},
        RATE: {"kind": "constant", "value": recipe.rate},
    }
    for value in graph["inputs"]:
        if value["name"] in roles:
            value["role"] = roles[value["name"]]
    return {
        "format": FORMAT,
        "name": recipe.name,
        "version": VERSION,
        "task": DETECT,
        **recipe.settings().manifest(),
        "graphs": {GRAPH: graph},
    }
