"""A shard as padded batches of rows of similar length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from surtitle_export.translate.data import Shard
from surtitle_export.translate.tokenizer import PAD_ID

_CPU = torch.device("cpu")


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded rows of similar length: token ids [rows, time], lengths and languages [rows]."""

    source: Tensor
    source_lengths: Tensor
    target: Tensor
    language: Tensor
    tokens: int  # of the target, without padding


class _Side:
    """The token ids of all rows on one side of a shard."""

    def __init__(self, ids: np.ndarray, ends: np.ndarray, device: torch.device) -> None:
        self.starts = np.concatenate([[0], ends[:-1]])
        self.lengths = ends - self.starts
        self._ids = torch.from_numpy(ids.astype(np.int32)).to(device)

    def padded(self, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        """Ids int64 [rows, time] and lengths [rows]; gathered on the device, in a few kernels."""
        device = self._ids.device
        starts = torch.from_numpy(self.starts[rows]).to(device).unsqueeze(1)
        lengths = torch.from_numpy(self.lengths[rows]).to(device)
        steps = torch.arange(int(self.lengths[rows].max()), device=device)
        ids = self._ids[(starts + steps).clamp_max(len(self._ids) - 1)].long()
        return ids.masked_fill_(steps >= lengths.unsqueeze(1), PAD_ID), lengths


def batches(
    shard: Shard, batch_tokens: int, seed: int, skip: int = 0, device: torch.device = _CPU
) -> Iterator[Batch]:
    """Each row of the shard once, in batches of rows of similar length, shuffled by the seed.

    The shard is copied to the device once. The first `skip` batches are left out: an interrupted
    training has already used them.
    """
    chance = np.random.default_rng(seed)
    source = _Side(shard.source_ids, shard.source_ends, device)
    target = _Side(shard.target_ids, shard.target_ends, device)
    language = torch.from_numpy(shard.language.astype(np.int64)).to(device)
    noise = chance.random(len(target.lengths))
    order = np.lexsort((noise, source.lengths, target.lengths))
    cuts = _cuts(np.maximum(source.lengths, target.lengths)[order], batch_tokens)
    for cut in chance.permutation(len(cuts))[skip:]:
        rows = order[slice(*cuts[cut])]
        if len(rows):
            yield Batch(
                *source.padded(rows),
                target.padded(rows)[0],
                language[torch.from_numpy(rows).to(device)],
                int(target.lengths[rows].sum()),
            )


def _cuts(lengths: np.ndarray, batch_tokens: int) -> list[tuple[int, int]]:
    """Where each batch of the ordered rows begins and ends."""
    cuts, width, begin = [], 0, 0
    for index, length in enumerate(lengths.tolist()):
        width = max(width, length)
        if (index - begin + 1) * width > batch_tokens:
            cuts.append((begin, index))
            begin, width = index, length
    cuts.append((begin, len(lengths)))
    return cuts
