"""Training: shards in, checkpoint out. It can stop at any time and go on from its checkpoint."""

from __future__ import annotations

import ctypes
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.console import Console
from torch import Tensor

from surtitle_export.config import Recipe, dump_recipe
from surtitle_export.data import Shard
from surtitle_export.loss import sliced_cross_entropy
from surtitle_export.model import Translator, wait_k_visible
from surtitle_export.tokenizer import PAD_ID

CHECKPOINT = "checkpoint.pt"
CURVE = "curve.jsonl"
_REPORT_SECONDS = 240
_FULL = 1 << 20  # a k that no sentence reaches


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded rows of similar length: token ids [rows, time], lengths and languages [rows]."""

    source: Tensor
    source_lengths: Tensor
    target: Tensor
    language: Tensor


def batches(shard: Shard, batch_tokens: int, seed: int) -> Iterator[Batch]:
    """The shard's rows once, in batches of like length, in an order that the seed decides."""
    chance = np.random.default_rng(seed)
    source_starts = np.concatenate([[0], shard.source_ends[:-1]])
    target_starts = np.concatenate([[0], shard.target_ends[:-1]])
    source_lengths = shard.source_ends - source_starts
    target_lengths = shard.target_ends - target_starts
    noise = chance.random(len(target_lengths))
    order = np.lexsort((noise, source_lengths, target_lengths))
    cuts, width, begin = [], 0, 0
    for index, row in enumerate(order):
        width = max(width, int(max(target_lengths[row], source_lengths[row])))
        if (index - begin + 1) * width > batch_tokens:
            cuts.append((begin, index))
            begin, width = index, int(max(target_lengths[row], source_lengths[row]))
    cuts.append((begin, len(order)))
    for cut in chance.permutation(len(cuts)):
        rows = order[slice(*cuts[cut])]
        if len(rows):
            yield Batch(
                _padded(shard.source_ids, source_starts[rows], shard.source_ends[rows]),
                torch.from_numpy(source_lengths[rows]),
                _padded(shard.target_ids, target_starts[rows], shard.target_ends[rows]),
                torch.from_numpy(shard.language[rows].astype(np.int64)),
            )


def _padded(ids: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> Tensor:
    block = np.full((len(starts), int((ends - starts).max())), PAD_ID, np.int64)
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        block[row, : end - start] = ids[start:end]
    return torch.from_numpy(block)


def _keep_freed_memory() -> None:
    """Let glibc keep large freed blocks: giving them back costs half of a training step."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        for option, value in ((-4, 0), (-1, 2**31 - 1), (-2, 1 << 28)):  # mmap, trim, top pad
            libc.mallopt(option, value)


class Trainer:
    """One model in training, with everything a checkpoint keeps."""

    def __init__(self, recipe: Recipe, data: Path, output: Path, device: str) -> None:
        torch.manual_seed(recipe.seed)
        if device == "cpu":
            _keep_freed_memory()
        self.recipe, self.data, self.output = recipe, data, output
        self.device = torch.device(device)
        self.model = Translator(recipe).to(self.device)
        self.optimizer = torch.optim.Adam(
            self.model.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.98), fused=True
        )
        self.step, self.epoch, self.seconds, self.tokens = 0, 0, 0.0, 0

    def run(self, minutes: float | None, console: Console) -> None:
        """Train to the recipe's steps, or for `minutes` in all with the schedule fitted to them."""
        self.output.mkdir(parents=True, exist_ok=True)
        dev = Shard.load(self.data / "dev.npz")
        losses: list[float] = []
        reported = time.monotonic()
        while self._progress(minutes) < 1:
            for batch in self._epoch():
                begun = time.monotonic()
                losses.append(self._update(batch, self._progress(minutes)))
                now = time.monotonic()
                self.seconds += now - begun
                if now - reported > _REPORT_SECONDS:
                    self._report(dev, losses, self._progress(minutes), console)
                    self.save()
                    losses, reported = [], time.monotonic()
                if self._progress(minutes) >= 1:
                    break
            else:
                self.epoch += 1
        self._report(dev, losses, 1.0, console)
        self.save()

    def _progress(self, minutes: float | None) -> float:
        return self.seconds / 60 / minutes if minutes else self.step / self.recipe.steps

    def _epoch(self) -> Iterator[Batch]:
        files = sorted(self.data.glob("shard-*.npz"))
        if not files:
            raise FileNotFoundError(
                f"{self.data} holds no shard; run 'surtitle-export prepare' first"
            )
        shard = Shard.load(files[self.epoch % len(files)])
        return batches(shard, self.recipe.batch_tokens, self.recipe.seed + self.epoch)

    def _update(self, batch: Batch, progress: float) -> float:
        recipe = self.recipe
        warm = min(1.0, (self.step + 1) / recipe.warmup)
        rate = recipe.learning_rate * warm * max(1 - progress, 0.005)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.model.train()
        rows = len(batch.language)
        wait = torch.randint(1, recipe.max_wait + 1, (rows,))
        wait[torch.rand(rows) < recipe.full_sentence_share] = _FULL
        loss, nll = self._loss(batch, wait, recipe.label_smoothing)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), recipe.clip)
        self.optimizer.step()
        self.step += 1
        self.tokens += int((batch.target != PAD_ID).sum())
        return float(nll)

    def _loss(self, batch: Batch, wait: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
        visible = wait_k_visible(wait, batch.source_lengths, batch.target.shape[1])
        source, target, language, visible = (
            part.to(self.device)
            for part in (batch.source, batch.target, batch.language, visible)
        )
        kept = target != PAD_ID
        with torch.autocast(self.device.type, torch.bfloat16):
            features = self.model.features(source, target, language, visible)
            decoder = self.model.decoder
            return sliced_cross_entropy(
                features[kept], decoder.embedding.weight, decoder.bias, target[kept], smoothing
            )

    @torch.no_grad()
    def dev_loss(self, dev: Shard, wait: int) -> float:
        """Nats a token on held-out rows at wait-k; 0 is the full sentence."""
        self.model.eval()
        total = count = 0.0
        for batch in batches(dev, 4 * self.recipe.batch_tokens, 0):
            k = torch.full_like(batch.source_lengths, wait or _FULL)
            _, nll = self._loss(batch, k, 0.0)
            tokens = int((batch.target != PAD_ID).sum())
            total, count = total + float(nll) * tokens, count + tokens
        return total / count

    def _report(self, dev: Shard, losses: list[float], progress: float, console: Console) -> None:
        row: dict[str, Any] = {
            "step": self.step,
            "epoch": self.epoch,
            "minutes": round(self.seconds / 60, 2),
            "tokens": self.tokens,
            "train": round(float(np.mean(losses)), 4) if losses else None,
            "dev_full": round(self.dev_loss(dev, 0), 4),
            "dev_wait3": round(self.dev_loss(dev, 3), 4),
        }
        with (self.output / CURVE).open("a") as stream:
            stream.write(json.dumps(row) + "\n")
        speed = self.tokens / max(self.seconds, 1)
        console.print(f"{progress:6.1%} {speed:6.0f} tokens/s {row}")

    def save(self) -> None:
        """Write the checkpoint so that a crash leaves either the old or the new one."""
        counters = {"step": self.step, "epoch": self.epoch}
        counters |= {"seconds": self.seconds, "tokens": self.tokens}
        state = {
            "recipe": dump_recipe(self.recipe),
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "counters": counters,
        }
        partial = self.output / (CHECKPOINT + ".part")
        torch.save(state, partial)
        partial.replace(self.output / CHECKPOINT)

    def resume(self) -> bool:
        """Go on from the checkpoint in the output folder, if there is one."""
        file = self.output / CHECKPOINT
        if not file.is_file():
            return False
        state = torch.load(file, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        for name, value in state["counters"].items():
            setattr(self, name, value)
        return True


def load_model(file: Path) -> tuple[Recipe, Translator]:
    """The trained network of a checkpoint, on the CPU and ready to export."""
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing; run 'surtitle-export train' first")
    state = torch.load(file, map_location="cpu", weights_only=True)
    values = state["recipe"]
    recipe = Recipe(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})
    model = Translator(recipe)
    model.load_state_dict(state["model"])
    return recipe, model.eval()
