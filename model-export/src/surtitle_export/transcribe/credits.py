"""What a model card says of corpora of speech."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from surtitle_export.translate.credits import credit as text_credit

_TABLE = Path(__file__).resolve().parents[3] / "data" / "speech" / "corpora.toml"


@cache
def _known() -> dict[str, dict[str, str]]:
    with _TABLE.open("rb") as stream:
        return tomllib.load(stream)


def credit(corpus: str) -> str:
    """One sentence on a corpus of speech or of text, with its licence."""
    entry = _known().get(corpus.rpartition("/")[2])
    return f"{entry['what']}; {entry['licence']}" if entry else text_credit(corpus)
