"""A shard as padded batches of rows of similar length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from surtitle_export.translate.data import Shard
from surtitle_export.translate.tokenizer import PAD_ID


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded rows of similar length: token ids [rows, time], lengths and languages [rows]."""

    source: Tensor
    source_lengths: Tensor
    target: Tensor
    language: Tensor


def batches(shard: Shard, batch_tokens: int, seed: int, skip: int = 0) -> Iterator[Batch]:
    """Each row of the shard once, in batches of rows of similar length, shuffled by the seed.

    The first `skip` batches are left out: an interrupted training has already used them.
    """
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
    for cut in chance.permutation(len(cuts))[skip:]:
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
