"""Training of a translation network, which can be interrupted and resumed at any time."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.progress import Progress
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from surtitle_export.translate.batches import Batch, batches
from surtitle_export.translate.checkpoint import CHECKPOINT, TOKENIZER, read_checkpoint
from surtitle_export.translate.data import Shard
from surtitle_export.translate.device import runs_bfloat16, training_device
from surtitle_export.translate.model import Translator
from surtitle_export.translate.objective import FULL, batch_loss, mean_loss
from surtitle_export.translate.recipe import Recipe, dump_recipe, recipe_from
from surtitle_export.translate.tokenizer import load_tokenizer
from surtitle_export.translate.transfer import read_parent, start_from

CURVE = "curve.jsonl"
_REPORT_SECONDS = 240
_COUNTERS = ("step", "tokens", "seconds", "epoch", "batch")


class Trainer:
    """A model in training, with everything that a checkpoint stores.

    What is evaluated and exported is the exponential average of the weights over the updates, as
    averages of the path of a stochastic gradient descent are closer to where it leads than its last
    point is (Polyak and Juditsky 1992, doi:10.1137/0330046).
    """

    def __init__(self, recipe: Recipe, data: Path, output: Path, device: str) -> None:
        self.recipe, self.data, self.output = recipe, data, output
        self.device = training_device(device)
        self.mixed = runs_bfloat16(self.device)
        torch.manual_seed(recipe.seed)
        self.model = Translator(recipe).to(self.device)
        self.average = self._averaged()
        self.optimizer = torch.optim.Adam(
            self.model.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.98), fused=True
        )
        self.origin = ""  # what the training started from, in a sentence
        self.step, self.tokens, self.seconds = 0, 0, 0.0
        self.epoch, self.batch = 0, 0  # whole epochs done, and batches done of the next

    def _averaged(self) -> AveragedModel:
        return AveragedModel(self.model, multi_avg_fn=self._add_to_average)

    def _add_to_average(self, average: Any, current: Any, updates: Any) -> None:
        kept = min(self.recipe.average, (self.step + 1) / (self.step + 11))  # less at first
        get_ema_multi_avg_fn(kept)(average, current, updates)

    def start_from(self, parent: Path) -> str:
        """Start from the weights of a bundle or a run (see `transfer`); returns what was taken."""
        tokenizer = load_tokenizer(self.data / TOKENIZER)
        known = read_parent(parent)
        self.origin = start_from(known, self.model, tokenizer, self.recipe.targets)
        self.average = self._averaged()
        return self.origin

    def run(self, minutes: float | None, console: Console) -> None:
        """Train for the recipe's steps, or for `minutes` in all, with a schedule to match."""
        if minutes is not None and minutes <= 0:
            raise ValueError(f"the time to train must be above 0 minutes, not {minutes:g}")
        self.output.mkdir(parents=True, exist_ok=True)
        dev = Shard.load(self.data / "dev.npz")
        load_tokenizer(self.data / TOKENIZER).save(str(self.output / TOKENIZER))
        losses: list[Tensor] = []
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
        size, seed = self.recipe.batch_tokens, self.recipe.seed
        while True:
            shard = Shard.load(files[self.epoch % len(files)])
            yield from batches(shard, size, seed + self.epoch, self.batch, self.device)
            self.epoch, self.batch = self.epoch + 1, 0

    def _update(self, batch: Batch, progress: float) -> Tensor:
        """Make one update of the weights; returns nats a token, on the device."""
        recipe = self.recipe
        warm = min(1.0, (self.step + 1) / recipe.warmup)
        rate = recipe.learning_rate * warm * max(1 - progress, 0.005)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.model.train()
        rows = len(batch.language)
        wait = torch.randint(1, recipe.max_wait + 1, (rows,))
        wait[torch.rand(rows) < recipe.full_sentence_share] = FULL
        wait = wait.to(self.device)
        loss, nll = batch_loss(self.model, batch, wait, recipe.label_smoothing, self.mixed)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), recipe.clip)
        self.optimizer.step()
        self.average.update_parameters(self.model)
        self.step += 1
        self.tokens += batch.tokens
        return nll

    def dev_loss(self, dev: Shard, wait: int) -> float:
        """Nats a token of the averaged weights on held-out rows at wait-k; 0: full sentence."""
        model = self.average.module
        assert isinstance(model, Translator)
        size = 4 * self.recipe.batch_tokens
        return mean_loss(model.eval(), dev, wait, size, self.mixed)

    def _report(self, dev: Shard, losses: list[Tensor], progress: float, console: Console) -> None:
        row: dict[str, Any] = {
            "step": self.step,
            "epoch": self.epoch,
            "minutes": round(self.seconds / 60, 2),
            "tokens": self.tokens,
            "train": round(float(torch.stack(losses).mean()), 4) if losses else None,
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
            "origin": self.origin,
            "model": self.average.module.state_dict(),  # the one to export
            "current": self.model.state_dict(),
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
        if "optimizer" not in state:
            raise ValueError(
                f"{file} holds only weights; give another output folder, and this one as --from"
            )
        self.average.module.load_state_dict(state["model"])
        self.model.load_state_dict(state.get("current", state["model"]))  # older ones hold one
        self.optimizer.load_state_dict(state["optimizer"])
        for name, value in state["counters"].items():
            setattr(self, name, value)
        self.average.n_averaged.fill_(self.step)
        self.origin = state.get("origin", "")
        if "random" in state:
            torch.set_rng_state(state["random"])
        return True
