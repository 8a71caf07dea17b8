"""Label-smoothed cross-entropy of a tied output layer, computed in slices.

The logits of a whole batch are large and short-lived. Working in slices that stay in the cache,
and forming the gradient while the probabilities are at hand, about halves a training step on a
CPU.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

_SLICE = 512


class _SlicedCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, x: Tensor, weight: Tensor, bias: Tensor, labels: Tensor, smoothing: float
    ) -> tuple[Tensor, Tensor]:
        dtype = torch.bfloat16 if torch.is_autocast_enabled(x.device.type) else torch.float32
        w = weight.to(dtype)
        x = x.to(dtype)
        grad_x, grad_w = torch.empty_like(x), torch.zeros_like(weight)
        grad_b = torch.zeros_like(bias)
        vocabulary = weight.shape[0]
        loss = x.new_zeros((), dtype=torch.float32)
        likelihood = torch.zeros_like(loss)
        for start in range(0, len(x), _SLICE):
            part = slice(start, start + _SLICE)
            rows, target = x[part], labels[part].unsqueeze(1)
            log_probs = torch.addmm(bias.to(dtype), rows, w.t()).float().log_softmax(-1)
            picked = log_probs.gather(1, target).sum()
            likelihood += picked
            loss -= (1 - smoothing) * picked + smoothing / vocabulary * log_probs.sum()
            grad = log_probs.exp_().sub_(smoothing / vocabulary)
            grad.scatter_add_(1, target, torch.full_like(target, smoothing - 1, dtype=grad.dtype))
            grad_b += grad.sum(0)
            grad = grad.to(dtype)
            grad_x[part] = grad @ w
            grad_w += grad.t() @ rows
        ctx.save_for_backward(grad_x, grad_w, grad_b)
        likelihood = -likelihood / len(x)
        ctx.mark_non_differentiable(likelihood)
        return loss / len(x), likelihood

    @staticmethod
    def backward(ctx: Any, grad: Tensor, _: Tensor) -> tuple[Tensor | None, ...]:
        grad_x, grad_w, grad_b = ctx.saved_tensors
        grad = grad / len(grad_x)
        return grad_x * grad.to(grad_x.dtype), grad_w * grad, grad_b * grad, None, None


def sliced_cross_entropy(
    x: Tensor, weight: Tensor, bias: Tensor, labels: Tensor, smoothing: float
) -> tuple[Tensor, Tensor]:
    """Mean smoothed loss and mean negative log-likelihood (nats a token, without gradient).

    x [tokens, width]; weight [vocabulary, width]; bias [vocabulary]; labels [tokens].
    """
    loss, nll = _SlicedCrossEntropy.apply(x, weight, bias, labels, smoothing)
    return loss, nll
