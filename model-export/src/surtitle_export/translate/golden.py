"""Expected outputs of a bundle, which the engine's tests compare with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from surtitle_export.translate.decoding import FULL, Bundle

WAITS = {"1": 1, "3": 3, "full": FULL}
MARGIN = 0.01  # log probability; the other rows of a batch change far less


def golden(bundle: Bundle, sentences: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Tokens and delays of the sentences whose best token leads by MARGIN at every step."""
    for text in sentences:
        row = _row(bundle, text)
        if row is not None:
            yield row


def _row(bundle: Bundle, text: str) -> dict[str, Any] | None:
    source = bundle.source_ids(text)
    outputs: dict[str, dict[str, Any]] = {}
    for name, wait in WAITS.items():
        outputs[name] = {}
        for language in bundle.targets:
            hypothesis = bundle.translate(source, language, wait)
            if hypothesis.margin < MARGIN:
                return None
            outputs[name][language] = {
                "ids": hypothesis.ids,
                "delays": hypothesis.delays,
                "text": bundle.tokenizer.decode(hypothesis.ids),
            }
    return {"text": text, "source": source, "waitK": outputs}
