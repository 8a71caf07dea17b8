"""A toy network, trained once and carried to a bundle."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from regenerate_toy import build_toy

from surtitle_export.translate.decoding import Bundle

torch.set_num_threads(1)


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the toy is made: `prepared`, `run` and, once `toy` is asked for, `bundle`."""
    return tmp_path_factory.mktemp("toy")


@pytest.fixture(scope="session")
def toy(work: Path) -> Bundle:
    return build_toy(work, work / "bundle")
