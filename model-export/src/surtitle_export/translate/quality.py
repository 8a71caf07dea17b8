"""Labels: how well a bundle translates into each of its languages, as its manifest states it."""

from __future__ import annotations

from datetime import date
from typing import Any

from surtitle_export.translate.results import Results, Score

WAIT = 3
SETS = ("broadcast", "commentary")  # a bundle is labelled by the first that it was measured with
KEY = "quality"
_PREVIEW_BELOW = 35.0
_DENSE_PREVIEW_BELOW = 20.0  # a word has few characters, so chrF is low for good translations too
_DENSE = ("zh", "ja", "ko")
RULE = (
    f"under {_PREVIEW_BELOW:g} ({', '.join(_DENSE)}: {_DENSE_PREVIEW_BELOW:g}) "
    "a language is a preview, not for an audience"
)


def is_preview(language: str, chrf: float) -> bool:
    """Whether translations into a language are a preview, not for an audience.

    The engine's rule is the same (`io.surtitle.bundle.Quality`).
    """
    return chrf < preview_below(language)


def preview_below(language: str) -> float:
    """The chrF below which translations into a language are a preview."""
    dense = language.split("-")[0].lower() in _DENSE
    return _DENSE_PREVIEW_BELOW if dense else _PREVIEW_BELOW


def quality(
    results: Results, manifest: dict[str, Any], corpus: str | None = None, day: str | None = None
) -> dict[str, dict[str, Any]]:
    """The manifest's `quality`, by target language; empty if no language has such scores.

    corpus is the test set, by default the first of SETS that there is; day, YYYY-MM-DD, is the date
    of measurement for scores that do not state it.
    """
    scores = [score for score in results.of(manifest).scores if score.wait == str(WAIT)]
    names = [corpus] if corpus else SETS
    for name in names:
        chosen = {score.language: score for score in scores if score.corpus == name}
        if chosen:
            targets = [target for target in manifest["targets"] if target in chosen]
            return {target: _entry(chosen[target], day) for target in targets}
    return {}


def _entry(score: Score, day: str | None) -> dict[str, Any]:
    measured = score.date or day
    if not measured:
        raise ValueError(
            "the scores do not state when they were measured; label the bundle with --date"
        )
    return {
        "chrf": round(score.chrf, 1),
        "waitK": WAIT,
        "set": score.corpus,
        "sentences": score.sentences,
        "date": date.fromisoformat(measured).isoformat(),
    }
