"""The loss, and trainings that stop and go on."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
import torch
from rich.console import Console
from torch import Tensor

from surtitle_export.translate.batches import Batch, batches
from surtitle_export.translate.checkpoint import load_model
from surtitle_export.translate.data import Shard
from surtitle_export.translate.decoding import Bundle
from surtitle_export.translate.loss import sliced_cross_entropy
from surtitle_export.translate.recipe import Recipe, load_recipe
from surtitle_export.translate.train import Trainer

QUIET = Console(quiet=True)
TOY = Path(__file__).resolve().parents[1] / "recipes" / "toy.toml"


def _recipe(steps: int) -> Recipe:
    return dataclasses.replace(load_recipe(TOY), steps=steps, batch_tokens=500, dropout=0.1)


class _Dies(Trainer):
    """Saves after seven updates, as a report does, and dies in the next."""

    def _update(self, batch: Batch, progress: float) -> Tensor:
        if self.step == 7:
            self.save()
            raise KeyboardInterrupt
        return super()._update(batch, progress)


@pytest.mark.usefixtures("toy")
def test_a_training_that_died_goes_on_as_if_it_had_not(work: Path, tmp_path: Path) -> None:
    whole = Trainer(_recipe(30), work / "prepared", tmp_path / "whole", "cpu")
    whole.run(None, QUIET)
    with pytest.raises(KeyboardInterrupt):
        _Dies(_recipe(30), work / "prepared", tmp_path / "died", "cpu").run(None, QUIET)

    again = Trainer(_recipe(30), work / "prepared", tmp_path / "died", "cpu")
    assert again.resume()
    assert (again.step, again.epoch, again.batch) == (7, 2, 1)  # three batches are an epoch
    again.run(None, QUIET)

    assert (again.step, again.tokens) == (whole.step, whole.tokens)
    assert (again.epoch, again.batch) == (whole.epoch, whole.batch)
    for name, weight in whole.model.state_dict().items():
        torch.testing.assert_close(again.model.state_dict()[name], weight, msg=name)
    for name, weight in whole.average.module.state_dict().items():
        torch.testing.assert_close(again.average.module.state_dict()[name], weight, msg=name)


@pytest.mark.usefixtures("toy")
def test_counters_go_on_where_a_training_ended_early(work: Path, tmp_path: Path) -> None:
    Trainer(_recipe(5), work / "prepared", tmp_path, "cpu").run(None, QUIET)
    longer = Trainer(_recipe(9), work / "prepared", tmp_path, "cpu")
    assert longer.resume()
    longer.run(None, QUIET)
    curve = (tmp_path / "curve.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(row)["step"] for row in curve] == [5, 9]
    assert json.loads(curve[1])["tokens"] > json.loads(curve[0])["tokens"]


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize("share", [0.0, 0.3, 0.998])
def test_the_average_of_the_weights_is_exported(share: float, work: Path, tmp_path: Path) -> None:
    seen: list[Tensor] = []

    class _Recording(Trainer):
        def _update(self, batch: Batch, progress: float) -> Tensor:
            nll = super()._update(batch, progress)
            seen.append(self.model.decoder.query.weight.detach().clone())
            return nll

    recipe = dataclasses.replace(_recipe(6), average=share)
    _Recording(recipe, work / "prepared", tmp_path, "cpu").run(None, QUIET)

    expected = seen[0]
    for update, weight in enumerate(seen[1:], start=1):
        kept = min(share, (update + 1) / (update + 11))
        expected = kept * expected + (1 - kept) * weight
    exported = load_model(tmp_path / "checkpoint.pt")[1].decoder.query.weight
    torch.testing.assert_close(exported.detach(), expected)


@pytest.mark.usefixtures("toy")
def test_a_checkpoint_without_an_average_resumes(work: Path, tmp_path: Path) -> None:
    Trainer(_recipe(3), work / "prepared", tmp_path, "cpu").run(None, QUIET)
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    state["model"] = state.pop("current")
    torch.save(state, tmp_path / "checkpoint.pt")
    again = Trainer(_recipe(5), work / "prepared", tmp_path, "cpu")
    assert again.resume()
    again.run(None, QUIET)
    assert again.step == 5

    del state["optimizer"]
    torch.save(state, tmp_path / "checkpoint.pt")
    with pytest.raises(ValueError, match="holds only weights; give another output folder"):
        Trainer(_recipe(5), work / "prepared", tmp_path, "cpu").resume()


@pytest.mark.usefixtures("toy")
def test_another_network_does_not_go_on(work: Path, tmp_path: Path) -> None:
    Trainer(_recipe(1), work / "prepared", tmp_path, "cpu").run(None, QUIET)
    other = dataclasses.replace(_recipe(1), hidden=8)
    with pytest.raises(ValueError, match="another 'hidden'"):
        Trainer(other, work / "prepared", tmp_path, "cpu").resume()


def test_batches_hold_every_row_once_and_skip_from_the_front(toy: Bundle, work: Path) -> None:
    shard = Shard.load(work / "prepared" / "shard-0.npz")
    all_batches = list(batches(shard, 250, seed=1))
    assert sum(len(batch.language) for batch in all_batches) == len(shard.language)
    assert sum(int((batch.target != 0).sum()) for batch in all_batches) == len(shard.target_ids)
    assert all(batch.tokens == int((batch.target != 0).sum()) for batch in all_batches)
    rest = list(batches(shard, 250, seed=1, skip=3))
    assert len(rest) == len(all_batches) - 3
    torch.testing.assert_close(rest[0].source, all_batches[3].source)


def _by_torch(
    x: Tensor, w: Tensor, b: Tensor, copy: Tensor, copied: Tensor, labels: Tensor
) -> tuple[Tensor, Tensor]:
    """Log probability of the labels, and the mean one of all words by the output layer."""
    log_probs = (x @ w.t() + b).log_softmax(-1)
    written = log_probs.gather(1, labels.unsqueeze(1)).squeeze(1).exp()
    return ((1 - copy) * written + copy * copied).log().mean(), log_probs.mean()


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_sliced_loss_is_that_of_torch(smoothing: float) -> None:
    torch.manual_seed(1)
    values = [torch.randn(1100, 6), torch.randn(50, 6), torch.randn(50)]
    values += [torch.rand(1100), 0.1 + 0.9 * torch.rand(1100)]
    labels = torch.randint(0, 50, (1100,))
    ours = [value.clone().requires_grad_() for value in values]
    theirs = [value.clone().requires_grad_() for value in values]

    loss, nll = sliced_cross_entropy(*ours, labels, smoothing)  # type: ignore[call-arg, arg-type]
    (3 * loss).backward()
    likelihood, mean = _by_torch(*theirs, labels)  # type: ignore[call-arg]
    expected = -(1 - smoothing) * likelihood - smoothing * mean
    (3 * expected).backward()

    torch.testing.assert_close(loss, expected)
    torch.testing.assert_close(nll, -likelihood)
    for one, other in zip(ours, theirs, strict=True):
        torch.testing.assert_close(one.grad, other.grad, rtol=1e-4, atol=1e-6)


def test_without_copying_the_loss_is_cross_entropy() -> None:
    torch.manual_seed(2)
    x, w, b, labels = torch.randn(9, 4), torch.randn(7, 4), torch.randn(7), torch.arange(9) % 7
    never = torch.zeros(9)

    _, nll = sliced_cross_entropy(x, w, b, never, never, labels, 0.0)

    torch.testing.assert_close(nll, torch.nn.functional.cross_entropy(x @ w.t() + b, labels))
