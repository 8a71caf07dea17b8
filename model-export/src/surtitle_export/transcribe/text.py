"""Trains the language models of a recogniser on text in spoken form."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.progress import track
from torch import Tensor
from torch.nn import functional

from surtitle_export.transcribe.batches import encode
from surtitle_export.transcribe.checkpoint import LANGUAGE, NGRAM, write_state
from surtitle_export.transcribe.language import CharacterModel
from surtitle_export.transcribe.ngram import train_ngrams, write_arpa
from surtitle_export.transcribe.prepare import TEXT
from surtitle_export.transcribe.recipe import BLANK, Recipe

_ROWS, _SORTED = 64, 50  # sentences of a batch, and batches that are sorted by length together
_RATE, _WARMUP = 4e-3, 100  # peak of the learning rate, and updates until it
_LONGEST = 200  # labels; what is longer is cut
_PADDING = -1


def train_language_models(recipe: Recipe, data: Path, output: Path, console: Console) -> None:
    """Train those that the recipe asks for and that `output` lacks."""
    with gzip.open(data / TEXT, "rt", encoding="utf-8") as stream:
        sentences = stream.read().splitlines()
    output.mkdir(parents=True, exist_ok=True)
    if recipe.ngram_order and not (output / NGRAM).is_file():
        ngrams = train_ngrams(sentences, recipe.ngram_order, recipe.ngram_least)
        write_arpa(ngrams, output / NGRAM)
        console.print(f"{NGRAM}: {len(ngrams.log10)} n-grams")
    if recipe.lm_hidden and not (output / LANGUAGE).is_file():
        model, nats = train_characters(recipe, sentences, console)
        write_state(output / LANGUAGE, {"hidden": recipe.lm_hidden, "model": model.state_dict()})
        console.print(f"{LANGUAGE}: {nats:.3f} nats a label")


def train_characters(
    recipe: Recipe, sentences: list[str], console: Console
) -> tuple[CharacterModel, float]:
    """A recurrent model of sentences, and its loss over the last tenth of the updates."""
    torch.manual_seed(recipe.seed)
    model = CharacterModel(recipe.lm_hidden)
    optimizer = torch.optim.Adam(model.parameters(), lr=_RATE, fused=True)
    losses: list[float] = []
    rows = _batches(sentences, recipe.seed)
    for step in track(range(recipe.lm_steps), LANGUAGE, console=console, transient=True):
        warm = min(1.0, (step + 1) / _WARMUP)
        for group in optimizer.param_groups:
            group["lr"] = _RATE * warm * max(1 - step / recipe.lm_steps, 0.01)
        loss = character_loss(model, next(rows))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
    last = losses[-max(1, len(losses) // 10) :]
    return model.eval(), sum(last) / len(last)


def character_loss(model: CharacterModel, rows: list[list[int]]) -> Tensor:
    """Nats a label of rows of labels, with their ends."""
    time = max(map(len, rows)) + 1
    before = torch.zeros(time, len(rows), dtype=torch.int64)
    after = torch.full((time, len(rows)), _PADDING)
    for column, row in enumerate(rows):
        labels = torch.tensor(row, dtype=torch.int64)
        before[1 : len(row) + 1, column] = labels
        after[: len(row), column] = labels
        after[len(row), column] = BLANK
    log_probs, _ = model(before)
    return functional.nll_loss(log_probs.flatten(0, 1), after.flatten(), ignore_index=_PADDING)


def _batches(sentences: list[str], seed: int) -> Iterator[list[list[int]]]:
    """Endless batches of sentences of similar length."""
    chance = np.random.default_rng(seed)
    while True:
        order = chance.permutation(len(sentences))
        for begin in range(0, len(order), _ROWS * _SORTED):
            part = sorted(order[begin : begin + _ROWS * _SORTED], key=lambda n: len(sentences[n]))
            groups = [part[n : n + _ROWS] for n in range(0, len(part), _ROWS)]
            for place in chance.permutation(len(groups)):
                yield [encode(sentences[n])[:_LONGEST] for n in groups[place]]
