"""The device that a network is trained on, and what it can do."""

from __future__ import annotations

import ctypes
import sys

import torch


def training_device(name: str) -> torch.device:
    """The device `cpu` or `cuda`, set up for training; ValueError if there is none."""
    if name == "cuda" and not torch.cuda.is_available():
        raise ValueError("there is no CUDA device; give --device cpu")
    if name == "cpu":
        _keep_freed_memory()
    return torch.device(name)


def _keep_freed_memory() -> None:
    """Let glibc keep large freed blocks: returning them takes half of a training step's time."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        for option, value in ((-4, 0), (-1, 2**31 - 1), (-2, 1 << 28)):  # mmap, trim, top pad
            libc.mallopt(option, value)


def runs_bfloat16(device: torch.device) -> bool:
    """Whether LSTMs run in bfloat16: on CPUs, oneDNN supports that only with AVX-512."""
    lstm = torch.nn.LSTM(1, 1, device=device)
    try:
        with torch.autocast(device.type, torch.bfloat16):
            lstm(torch.zeros(1, 1, 1, device=device))
    except RuntimeError:
        return False
    return True
