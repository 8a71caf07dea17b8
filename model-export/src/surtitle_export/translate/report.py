"""Scores as a table for the model card."""

from __future__ import annotations

from typing import Any


def markdown(result: dict[str, Any]) -> str:
    """The result of `evaluate` as Markdown: quality and lagging by test set, language and k."""
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for score in result["scores"]:
        rows.setdefault((score["corpus"], score["language"]), []).append(score)
    waits = list(dict.fromkeys(_wait(score) for score in result["scores"]))
    signatures = ", ".join(f"`{signature}`" for signature in result["signatures"])
    parts = [
        "BLEU / chrF, and in brackets Average Lagging / LAAL in source tokens, of what the engine "
        "wrote for held-out sentences, against all their references.",
        _table(
            ["test set", "into", "sentences", *waits],
            [
                [*pair, str(scores[0]["sentences"]), *map(_quality, scores)]
                for pair, scores in rows.items()
            ],
        ),
    ]
    named = [(pair, scores) for pair, scores in rows.items() if scores[0]["copied"] is not None]
    if named:
        parts += [
            "Names and numbers copied right:",
            _table(
                ["test set", "into", *waits],
                [[*pair, *(f"{s['copied']:.1%}" for s in scores)] for pair, scores in named],
            ),
        ]
    return "\n\n".join([*parts, f"Signatures: {signatures}."]) + "\n"


def _wait(score: dict[str, Any]) -> str:
    return "full sentence" if score["wait"] == "full" else f"wait-{score['wait']}"


def _quality(score: dict[str, Any]) -> str:
    return f"{score['bleu']:.1f} / {score['chrf']:.1f} ({score['al']:.1f} / {score['laal']:.1f})"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
