"""Which speakers are held out."""

from __future__ import annotations

import hashlib

TRAIN, DEV, TEST = "train", "dev", "test"
_DEV, _TEST = 50, 150  # of 1,000 hashes: development below the first, test below the second
_SEVERAL = ("an4-", "libri-")  # beginnings of the names of speakers in corpora that have many


def split_of(speaker: str) -> str:
    """The split of a speaker, by a hash of the name: `train`, `dev` to tune on, or `test`.

    Corpora of one or a few speakers are for training alone.
    """
    if not speaker.startswith(_SEVERAL):
        return TRAIN
    place = int.from_bytes(hashlib.sha256(speaker.encode()).digest()[:4], "big") % 1000
    return DEV if place < _DEV else TEST if place < _TEST else TRAIN
