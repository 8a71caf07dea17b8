"""Training of a translation network, which can be interrupted and resumed at any time."""

from __future__ import annotations

import ctypes
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.console import Console
from rich.progress import Progress
from torch import Tensor

from surtitle_export.translate.batches import Batch, batches
from surtitle_export.translate.checkpoint import CHECKPOINT, read_checkpoint
from surtitle_export.translate.data import Shard
from surtitle_export.translate.loss import sliced_cross_entropy
from surtitle_export.translate.model import Translator, wait_k_visible
from surtitle_export.translate.recipe import Recipe, dump_recipe, recipe_from
from surtitle_export.translate.tokenizer import PAD_ID

CURVE = "curve.jsonl"
_REPORT_SECONDS = 240
_COUNTERS = ("step", "tokens", "seconds", "epoch", "batch")
_FULL = 1 << 20  # a k that no sentence reaches


def _keep_freed_memory() -> None:
    """Let glibc keep large freed blocks: returning them takes half of a training step's time."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        for option, value in ((-4, 0), (-1, 2**31 - 1), (-2, 1 << 28)):  # mmap, trim, top pad
            libc.mallopt(option, value)


def _runs_bfloat16(device: torch.device) -> bool:
    """Whether LSTMs run in bfloat16: on CPUs, oneDNN supports that only with AVX-512."""
    lstm = torch.nn.LSTM(1, 1, device=device)
    try:
        with torch.autocast(device.type, torch.bfloat16):
            lstm(torch.zeros(1, 1, 1, device=device))
    except RuntimeError:
        return False
    return True


class Trainer:
    """A model in training, with everything that a checkpoint stores."""

    def __init__(self, recipe: Recipe, data: Path, output: Path, device: str) -> None:
        if device == "cuda" and not torch.cuda.is_available():
            raise ValueError("there is no CUDA device; give --device cpu")
        if device == "cpu":
            _keep_freed_memory()
        self.recipe, self.data, self.output = recipe, data, output
        self.device = torch.device(device)
        self.mixed = _runs_bfloat16(self.device)
        torch.manual_seed(recipe.seed)
        self.model = Translator(recipe).to(self.device)
        self.optimizer = torch.optim.Adam(
            self.model.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.98), fused=True
        )
        self.step, self.tokens, self.seconds = 0, 0, 0.0
        self.epoch, self.batch = 0, 0  # whole epochs done, and batches done of the next

    def run(self, minutes: float | None, console: Console) -> None:
        """Train for the recipe's steps, or for `minutes` in all, with a schedule to match."""
        if minutes is not None and minutes <= 0:
            raise ValueError(f"the time to train must be above 0 minutes, not {minutes:g}")
        self.output.mkdir(parents=True, exist_ok=True)
        dev = Shard.load(self.data / "dev.npz")
        losses: list[float] = []
        reported = time.monotonic()
        with Progress(console=console, refresh_per_second=1, transient=True) as shown:
            task = shown.add_task(self.recipe.name, total=1.0)
            for batch in self._batches():
                progress = self._progress(minutes)
                shown.update(task, completed=progress)
                if progress >= 1:
                    break
                begun = time.monotonic()
                losses.append(self._update(batch, progress))
                now = time.monotonic()
                self.seconds += now - begun
                self.batch += 1
                if now - reported > _REPORT_SECONDS:
                    self._report(dev, losses, progress, console)
                    self.save()
                    losses, reported = [], time.monotonic()
        if losses:
            self._report(dev, losses, 1.0, console)
            self.save()

    def _progress(self, minutes: float | None) -> float:
        return self.seconds / 60 / minutes if minutes else self.step / self.recipe.steps

    def _batches(self) -> Iterator[Batch]:
        """Endless batches, starting with the first that no update has used."""
        files = sorted(self.data.glob("shard-*.npz"))
        if not files:
            raise FileNotFoundError(
                f"{self.data} has no shard; run 'surtitle-export prepare' first"
            )
        recipe = self.recipe
        while True:
            shard = Shard.load(files[self.epoch % len(files)])
            yield from batches(shard, recipe.batch_tokens, recipe.seed + self.epoch, self.batch)
            self.epoch, self.batch = self.epoch + 1, 0

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
            part.to(self.device) for part in (batch.source, batch.target, batch.language, visible)
        )
        kept = target != PAD_ID
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.mixed):
            written = self.model.write(source, target, language, visible)
            decoder = self.model.decoder
            same = source.unsqueeze(1) == target.unsqueeze(2)
            copied = (written.attention * same).sum(-1)
            return sliced_cross_entropy(
                written.features[kept],
                decoder.embedding.weight,
                decoder.bias,
                written.copy[kept].sigmoid(),
                copied[kept],
                target[kept],
                smoothing,
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
        state = {
            "recipe": dump_recipe(self.recipe),
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "counters": {name: getattr(self, name) for name in _COUNTERS},
            "random": torch.get_rng_state(),
        }
        partial = self.output / (CHECKPOINT + ".part")
        torch.save(state, partial)
        partial.replace(self.output / CHECKPOINT)

    def resume(self) -> bool:
        """Resume from the checkpoint in the output folder; False if there is none.

        On a CPU the result is the same as without the interruption.
        """
        file = self.output / CHECKPOINT
        if not file.is_file():
            return False
        state = read_checkpoint(file)
        trained = recipe_from(state["recipe"])
        for key in ("targets", "vocabulary", "embedding", "hidden", "encoder_layers"):
            if getattr(trained, key) != getattr(self.recipe, key):
                raise ValueError(
                    f"{file} was trained with another '{key}'; give another output folder"
                )
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        for name, value in state["counters"].items():
            setattr(self, name, value)
        if "random" in state:
            torch.set_rng_state(state["random"])
        return True
