"""Whether two computations agree."""

from __future__ import annotations

import numpy as np


class MismatchError(ValueError):
    """A bundle does not compute what it should; the message says where and by how much."""


def difference(actual: np.ndarray, expected: np.ndarray) -> float:
    """The largest difference, as a share of the largest expected value where that is above 1."""
    largest = float(np.abs(expected).max(initial=0))
    return float(np.abs(actual - expected).max(initial=0) / max(1.0, largest))


def within(worst: float, bound: float, what: str) -> float:
    """Return `worst` if it is at most `bound`; otherwise raise MismatchError with what differs."""
    if not worst <= bound:  # also when it is not a number
        raise MismatchError(f"{what} by {worst:.1e}, more than {bound:.0e}")
    return worst
