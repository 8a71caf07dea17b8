"""Trains a small detector on generated sounds, in seconds, and writes its bundle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from surtitle_export.detect.card import trained_card, word_card
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


def train_bundle(file: Path, output: Path, data: Path | None, log: Callable[[str], None]) -> None:
    """Train the detector of a recipe file and write its bundle to `output`.

    data is what `prepare` wrote, for a recipe of recordings. On the same machine the same recipe
    gives the same bytes.
    """
    recipe = load_recipe(file)
    if recipe.word_clips and data is None:
        raise ValueError(f"{file} takes recordings; give --data, the folder that 'prepare' wrote")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # sums in a fixed order
    try:
        if data is None or not recipe.word_clips:
            _write(file, recipe, output, train(recipe, log), log)
        else:
            _write_word(file, recipe, output, data, log)
    finally:
        torch.set_num_threads(threads)


def _write(
    file: Path, recipe: Recipe, output: Path, model: TinyDetector, log: Callable[[str], None]
) -> None:
    _write_graph(file, recipe, output, model)
    right = score(Detector(output), recipe)
    log(f"{right:.1%} of the chunks of held-out clips are classified correctly")
    _finish(recipe, output, trained_card(recipe, VERSION, right))


def _write_word(
    file: Path, recipe: Recipe, output: Path, data: Path, log: Callable[[str], None]
) -> None:
    from surtitle_export.detect.word_training import score_word, train_word
    from surtitle_export.detect.words import WordSounds

    heard = WordSounds(recipe, data)
    _write_graph(file, recipe, output, train_word(recipe, heard, log))
    found = score_word(recipe, heard, data, Detector(output).scores)
    log(str(found))
    release = min(recipe.release, found.threshold)
    recipe = replace(recipe, threshold=found.threshold, release=release)
    _finish(recipe, output, word_card(recipe, VERSION, str(found)))


def _write_graph(file: Path, recipe: Recipe, output: Path, model: TinyDetector) -> None:
    output.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        graph = detector_graph(model, recipe)
    (output / FILE).write_bytes(graph.SerializeToString(deterministic=True))
    (output / COPY).write_bytes(file.read_bytes())
    write_manifest(output, {**_manifest(recipe, output), "files": []})


def _finish(recipe: Recipe, output: Path, card: str) -> None:
    (output / CARD).write_text(card, encoding="utf-8")
    files = describe_files(output, (CARD, FILE, COPY))
    write_manifest(output, {**_manifest(recipe, output), "files": files})


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
