"""What a training minimises, and what it is judged by."""

from __future__ import annotations

import torch
from torch import Tensor

from surtitle_export.translate.batches import Batch, batches
from surtitle_export.translate.data import Shard
from surtitle_export.translate.loss import sliced_cross_entropy
from surtitle_export.translate.model import Translator, wait_k_visible
from surtitle_export.translate.tokenizer import PAD_ID

FULL = 1 << 20  # a k that no sentence reaches


def batch_loss(
    model: Translator, batch: Batch, wait: Tensor, smoothing: float, mixed: bool
) -> tuple[Tensor, Tensor]:
    """Mean smoothed loss and negative log-likelihood of the target tokens, in nats a token.

    wait [rows] is k of each row. With mixed, products are in bfloat16.
    """
    source, target = batch.source, batch.target
    visible = wait_k_visible(wait, batch.source_lengths, target.shape[1])
    kept = target != PAD_ID
    with torch.autocast(target.device.type, torch.bfloat16, enabled=mixed):
        written = model.write(source, target, batch.language, visible)
        same = source.unsqueeze(1) == target.unsqueeze(2)
        copied = (written.attention * same).sum(-1)
        return sliced_cross_entropy(
            written.features[kept],
            model.decoder.embedding.weight,
            model.decoder.bias,
            written.copy[kept].sigmoid(),
            copied[kept],
            target[kept],
            smoothing,
        )


@torch.no_grad()
def mean_loss(model: Translator, shard: Shard, wait: int, batch_tokens: int, mixed: bool) -> float:
    """Nats a token of a model in evaluation on all rows of a shard at wait-k; 0: full sentence."""
    device = model.decoder.bias.device
    total = count = 0.0
    for batch in batches(shard, batch_tokens, 0, device=device):
        k = torch.full_like(batch.source_lengths, wait or FULL)
        _, nll = batch_loss(model, batch, k, 0.0, mixed)
        total, count = total + float(nll) * batch.tokens, count + batch.tokens
    return total / count
