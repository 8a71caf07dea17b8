"""Scores as Markdown: in a model card, and of many bundles together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from statistics import fmean
from typing import Any

from surtitle_export.translate.quality import RULE, SETS, WAIT, is_preview
from surtitle_export.translate.results import Results, Score

_SECTION = re.compile(r"(?<=^## Scores\n)(?:(?!^## ).*\n?)*", re.MULTILINE)


def scores_section(results: Results, quality: dict[str, dict[str, Any]]) -> str:
    """What a card says under the heading Scores: labels, then quality and lagging in full."""
    return "\n\n".join(filter(None, (_labels(quality), markdown(results).strip())))


def replace_scores(card: str, results: Results, quality: dict[str, dict[str, Any]]) -> str:
    """The card with another section Scores; ValueError if it has none."""
    section = f"\n{scores_section(results, quality)}\n\n"
    replaced, count = _SECTION.subn(lambda _: section, card)
    if count != 1:
        raise ValueError(f"the card must have one section '## Scores', not {count}")
    return replaced.rstrip("\n") + "\n"


def _labels(quality: dict[str, dict[str, Any]]) -> str:
    if not quality:
        return ""
    any_entry = next(iter(quality.values()))
    rows = [
        [language, f"{entry['chrf']:.1f}", label(language, entry["chrf"]), str(entry["sentences"])]
        for language, entry in quality.items()
    ]
    return (
        f"Measured quality, chrF at wait-{any_entry['waitK']} on the held-out set "
        f"`{any_entry['set']}` ({any_entry['date']}); {RULE}:\n\n"
        + table(["into", "chrF", "label", "sentences"], rows)
    )


def label(language: str, chrf: float) -> str:
    """`preview`, or nothing."""
    return "preview" if is_preview(language, round(chrf, 1)) else ""


def markdown(results: Results) -> str:
    """Quality and lagging of one bundle by test set, language and k."""
    rows: dict[tuple[str, str], list[Score]] = {}
    for score in results.scores:
        rows.setdefault((score.corpus, score.language), []).append(score)
    waits = list(dict.fromkeys(_wait(score) for score in results.scores))
    parts = [
        "BLEU / chrF, and in brackets Average Lagging / LAAL in source tokens, of what the engine "
        "wrote for held-out sentences, against all their references.",
        table(
            ["test set", "into", "sentences", *waits],
            [[*pair, str(of[0].sentences), *map(_quality, of)] for pair, of in rows.items()],
        ),
    ]
    named = [(pair, of) for pair, of in rows.items() if of[0].copied is not None]
    if named:
        parts += [
            "Names and numbers copied right:",
            table(
                ["test set", "into", *waits],
                [[*pair, *map(_copied, of)] for pair, of in named],
            ),
        ]
    return "\n\n".join([*parts, _signatures(results)]) + "\n"


def comparison(results: Results) -> str:
    """A table for each test set: every language at wait-3 and with the full sentence, and means.

    A language that several bundles have counts once in the means, for the first of them.
    """
    parts: list[str] = []
    for corpus in dict.fromkeys(score.corpus for score in results.scores):
        rows = _rows(score for score in results.scores if score.corpus == corpus)
        if rows:
            parts += [f"### {corpus}", _comparison(rows, corpus in SETS)]
    return "\n\n".join([*parts, _signatures(results)]) + "\n"


_Pair = tuple[Score, Score]  # wait-3, full sentence

_COLUMNS: dict[str, Callable[[_Pair], float | None]] = {
    f"chrF wait-{WAIT}": lambda pair: pair[0].chrf,
    "chrF full": lambda pair: pair[1].chrf,
    f"BLEU wait-{WAIT}": lambda pair: pair[0].bleu,
    "BLEU full": lambda pair: pair[1].bleu,
    f"AL wait-{WAIT}": lambda pair: pair[0].al,
    f"names and numbers wait-{WAIT}, %": lambda pair: _percent(pair[0].copied),
    "in place, %": lambda pair: _percent(pair[0].in_place),
}


def _rows(scores: Iterable[Score]) -> list[_Pair]:
    by_wait: dict[tuple[str, str], dict[str, Score]] = {}
    for score in scores:
        by_wait.setdefault((score.language, score.bundle), {})[score.wait] = score
    return [
        (waits[str(WAIT)], waits["full"])
        for waits in by_wait.values()
        if str(WAIT) in waits and "full" in waits
    ]


def _comparison(pairs: list[_Pair], labelled: bool) -> str:
    columns = {
        name: of for name, of in _COLUMNS.items() if any(of(pair) is not None for pair in pairs)
    }
    rows = [
        [
            pair[0].language,
            pair[0].bundle,
            str(pair[0].sentences),
            *(_number(of(pair)) for of in columns.values()),
            *([label(pair[0].language, pair[0].chrf)] if labelled else []),
        ]
        for pair in pairs
    ]
    first: dict[str, _Pair] = {}
    for pair in pairs:
        first.setdefault(pair[0].language, pair)
    means = [_number(_mean(map(of, first.values()))) for of in columns.values()]
    mean = [f"mean of {len(first)}", "", "", *means, *([""] if labelled else [])]
    head = ["into", "bundle", "sentences", *columns, *(["label"] if labelled else [])]
    return table(head, [*rows, mean])


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _signatures(results: Results) -> str:
    signatures = ", ".join(f"`{signature}`" for signature in results.signatures)
    dense = ""
    if any("tok:zh" in each or "tok:char" in each for each in results.signatures):
        dense = " `tok:zh` is for Chinese; `tok:char`, BLEU of characters, for Japanese and Korean."
    return f"Signatures: {signatures}.{dense}"


def _wait(score: Score) -> str:
    return "full sentence" if score.wait == "full" else f"wait-{score.wait}"


def _quality(score: Score) -> str:
    return f"{score.bleu:.1f} / {score.chrf:.1f} ({score.al:.1f} / {score.laal:.1f})"


def _copied(score: Score) -> str:
    return "" if score.copied is None else f"{score.copied:.1%}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
