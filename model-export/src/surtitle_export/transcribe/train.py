"""Training of a recogniser, which can be interrupted and resumed at any time."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.progress import Progress
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from surtitle_export.transcribe.batches import Batch, TrainingData
from surtitle_export.transcribe.checkpoint import CHECKPOINT, read_state, write_state
from surtitle_export.transcribe.held_out import greedy_errors
from surtitle_export.transcribe.model import Recogniser
from surtitle_export.transcribe.recipe import BLANK, Recipe, dump_recipe, recipe_from
from surtitle_export.transcribe.spectra import masked, warped
from surtitle_export.translate.device import training_device

CURVE = "curve.jsonl"
_REPORT_SECONDS = 240
_COUNTERS = ("step", "heard", "seconds", "epoch", "batch")
_SHAPE = ("window", "hop", "stack", "ahead", "bands", "hidden", "layers")


class Trainer:
    """A recogniser in training, with everything that a checkpoint stores.

    What is evaluated and exported is the exponential average of the weights over the updates.
    """

    def __init__(self, recipe: Recipe, data: Path, output: Path, device: str) -> None:
        self.recipe, self.output, self.folder = recipe, output, data
        self.device = training_device(device)
        torch.manual_seed(recipe.seed)
        self.data = TrainingData(recipe, data)
        self.model = Recogniser(recipe).to(self.device)
        self.average = AveragedModel(self.model, multi_avg_fn=self._add_to_average)
        weights = self.model.parameters()
        self.optimizer = torch.optim.Adam(weights, lr=recipe.learning_rate, fused=True)
        self.step, self.heard, self.seconds = 0, 0.0, 0.0
        self.epoch, self.batch = 0, 0  # whole passes done, and batches done of the next

    def _add_to_average(self, average: Any, current: Any, updates: Any) -> None:
        kept = min(self.recipe.average, (self.step + 1) / (self.step + 11))  # less at first
        get_ema_multi_avg_fn(kept)(average, current, updates)

    def run(self, minutes: float | None, console: Console) -> None:
        """Train for the recipe's steps, or for `minutes` in all, with a schedule to match."""
        if minutes is not None and minutes <= 0:
            raise ValueError(f"the time to train must be above 0 minutes, not {minutes:g}")
        self.output.mkdir(parents=True, exist_ok=True)
        if self.step == 0:
            self.measure()
        losses: list[Tensor] = []
        reported = begun = time.monotonic()
        with Progress(console=console, refresh_per_second=1, transient=True) as shown:
            task = shown.add_task(self.recipe.name, total=1.0)
            for batch in self._batches():
                progress = self.seconds / 60 / minutes if minutes else self.step / self.recipe.steps
                shown.update(task, completed=progress)
                if progress >= 1:
                    break
                losses.append(self.update(batch, progress))
                now = time.monotonic()
                self.seconds, begun = self.seconds + now - begun, now
                self.batch += 1
                if now - reported > _REPORT_SECONDS:
                    self._report(losses, progress, console)
                    self.save()
                    losses = []
                    reported = begun = time.monotonic()
        if losses:
            self._report(losses, 1.0, console)
            self.save()

    @property
    def averaged(self) -> Recogniser:
        """The network with averaged weights."""
        model = self.average.module
        assert isinstance(model, Recogniser)
        return model

    def measure(self, batches: int = 8) -> None:
        """Set the mean and scale of the spectra to those of some training batches."""
        some = itertools.islice(self.data.batches(1, 0), batches)
        spectra = [self.model.spectrum.logarithms(batch.heard.to(self.device)) for batch in some]
        joined = torch.cat([part.transpose(0, 1).flatten(1) for part in spectra], dim=1)
        for model in (self.model, self.averaged):
            model.spectrum.mean.copy_(joined.mean(1))
            model.spectrum.scale.copy_(1 / joined.std(1).clamp(min=1e-3))

    def _batches(self) -> Iterator[Batch]:
        """Endless batches, starting with the first that no update has used."""
        while True:
            yield from self.data.batches(self.epoch, self.batch)
            self.epoch, self.batch = self.epoch + 1, 0

    def update(self, batch: Batch, progress: float) -> Tensor:
        """Make one update of the weights; returns nats a label, on the device."""
        recipe = self.recipe
        warm = min(1.0, (self.step + 1) / recipe.warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = recipe.learning_rate * warm * max(1 - progress, 0.01)
        self.model.train()
        with torch.no_grad():
            spectrum = self.model.spectrum
            logarithms = warped(spectrum.logarithms(batch.heard.to(self.device)), recipe.warp)
            spectra = masked(spectrum.normalised(logarithms), recipe.masks)
        log_probs, _ = self.model(spectra)
        loss = functional.ctc_loss(
            log_probs,
            batch.labels.to(self.device),
            batch.frames,
            batch.lengths,
            blank=BLANK,
            reduction="sum",
            zero_infinity=True,
        ) / max(1, len(batch.labels))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), recipe.clip)
        self.optimizer.step()
        self.average.update_parameters(self.model)
        self.step += 1
        self.heard += batch.seconds
        return loss.detach()

    def _report(self, losses: list[Tensor], progress: float, console: Console) -> None:
        row: dict[str, Any] = {
            "step": self.step,
            "epoch": self.epoch,
            "minutes": round(self.seconds / 60, 2),
            "heard": round(self.heard),
            "train": round(float(torch.stack(losses).mean()), 4),
        }
        for name, errors in greedy_errors(self.averaged, self.folder).items():
            row[name] = [round(errors.wer, 4), round(errors.cer, 4)]
        with (self.output / CURVE).open("a") as stream:
            stream.write(json.dumps(row) + "\n")
        speed = self.heard / max(self.seconds, 1)
        console.print(f"{progress:6.1%} {speed:5.1f} s/s {row}")

    def save(self) -> None:
        """Write the checkpoint."""
        state = {
            "recipe": dump_recipe(self.recipe),
            "model": self.average.module.state_dict(),  # the one to export
            "current": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "counters": {name: getattr(self, name) for name in _COUNTERS},
            "random": torch.get_rng_state(),
        }
        write_state(self.output / CHECKPOINT, state)

    def resume(self) -> bool:
        """Resume from the checkpoint in the output folder; False if there is none."""
        file = self.output / CHECKPOINT
        if not file.is_file():
            return False
        state = read_state(file, {"recipe", "model", "current", "optimizer", "counters", "random"})
        trained = recipe_from(state["recipe"])
        for key in _SHAPE:
            if getattr(trained, key) != getattr(self.recipe, key):
                raise ValueError(
                    f"{file} was trained with another '{key}'; give another output folder"
                )
        self.average.module.load_state_dict(state["model"])
        self.model.load_state_dict(state["current"])
        self.optimizer.load_state_dict(state["optimizer"])
        for name, value in state["counters"].items():
            setattr(self, name, value)
        self.average.n_averaged.fill_(self.step)
        torch.set_rng_state(state["random"])
        return True
