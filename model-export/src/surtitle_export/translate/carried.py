"""How many numbers, addresses and handles the engine keeps, and beside the same word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from surtitle_export.manifest import read_manifest
from surtitle_export.translate.engine import Engine

DATA = Path(__file__).resolve().parents[3] / "data" / "carried"
_TOKEN = re.compile(r"\[([^|\]]+)(?:\|(\w+))?\]")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+\.\d+")

Words = dict[str, dict[str, str]]  # English word -> language -> beginnings, with | between


@dataclass(frozen=True, slots=True)
class Token:
    """A number, address or handle to be kept, and the English word beside it, if there is one."""

    text: str
    word: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source sentence and the tokens to be kept in its translation."""

    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts for one language at one k, over all sentences or those with several tokens.

    `kept` counts the tokens that occur in the translation with the same value and as often as in
    the source. `judged` counts those of them whose word was found in the translation, and `beside`
    those of `judged` that are closer to the word than any other token is.
    """

    language: str
    wait: str
    several: bool
    sentences: int
    tokens: int
    kept: int
    judged: int
    beside: int


def read_sentences(file: Path) -> list[Sentence]:
    """Read sentences that mark their tokens with brackets: `He scored [24|point] points.`"""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [
        Sentence(
            _TOKEN.sub(lambda token: token[1], line),
            tuple(Token(token[1], token[2]) for token in _TOKEN.finditer(line)),
        )
        for line in lines
        if line
    ]


def count_carried(
    bundle: Path,
    engine: Path,
    translations: Path,
    waits: list[str],
    log: Callable[[str], None],
) -> list[Score]:
    """Translate the sentences with `engine translate` and count the tokens that were kept.

    The engine's output is cached in the folder `translations`, and reused while the bundle and the
    sentences are the same.
    """
    manifest = read_manifest(bundle)
    sentences = read_sentences(DATA / "sentences.txt")
    words: Words = json.loads((DATA / "words.json").read_text(encoding="utf-8"))
    sources = [sentence.text for sentence in sentences]
    writer = Engine(engine, bundle, manifest["targets"], translations, log)
    writer.forget_others(manifest, sources)
    scores: list[Score] = []
    for wait in waits:
        outputs = writer.translate(sources, wait)
        for language in manifest["targets"]:
            texts = [outputs[source]["text"][language] for source in sources]
            pairs = list(zip(sentences, texts, strict=True))
            several = [pair for pair in pairs if len(pair[0].tokens) > 1]
            scores.append(_score(language, wait, False, pairs, words))
            scores.append(_score(language, wait, True, several, words))
    return scores


def _score(
    language: str, wait: str, several: bool, pairs: list[tuple[Sentence, str]], words: Words
) -> Score:
    kept = judged = beside = 0
    for sentence, text in pairs:
        spans = {token: _spans(token.text, text) for token in sentence.tokens}
        for token in sentence.tokens:
            right = len(spans[token]) == sentence.tokens.count(token)
            kept += right
            place = _is_beside(token, spans, text, words, language) if right else None
            judged += place is not None
            beside += place is True
    tokens = sum(len(sentence.tokens) for sentence, _ in pairs)
    return Score(language, wait, several, len(pairs), tokens, kept, judged, beside)


def _spans(token: str, text: str) -> list[tuple[int, int]]:
    """Where a token occurs with the same value, whatever separates groups of digits."""
    pattern = re.escape(token)
    number = _GROUPED.search(token)
    if number:
        value = re.escape(number[0]).replace(",", "[.,'\xa0\u202f]?").replace(r"\.", "[.,]")
        pattern = re.escape(token[: number.start()]) + value + re.escape(token[number.end() :])
    whole = rf"(?<![\w.,])(?<!\d[-:/\xa0\u202f]){pattern}(?!\w)(?![.,:/\xa0\u202f-]\d)"
    return [match.span() for match in re.finditer(whole, text)]


def _is_beside(
    token: Token,
    spans: dict[Token, list[tuple[int, int]]],
    text: str,
    words: Words,
    language: str,
) -> bool | None:
    """Whether no other token is closer to the word; None if the word is missing."""
    beginnings = words.get(token.word or "", {}).get(language)
    if not beginnings:
        return None
    found = [m.start() for m in re.finditer(rf"(?<!\w)(?:{beginnings})", text, re.IGNORECASE)]
    if not found:
        return None
    (start, end), *_ = spans[token]
    word = min(found, key=lambda place: _distance(place, start, end))
    others = [
        span
        for other, places in spans.items()
        if other != token and other.word != token.word
        for span in places
    ]
    own = _distance(word, start, end)
    return all(_distance(word, *span) >= own for span in others)


def _distance(place: int, start: int, end: int) -> int:
    return max(start - place, place - end, 0)


def carried_table(scores: list[Score]) -> str:
    """The scores as Markdown."""
    lines = [
        "| sentences | k | language | same value | beside the same word |",
        "|---|---|---|---:|---:|",
    ]
    for score in scores:
        kind = f"{score.sentences}{' with two or more' if score.several else ''}"
        lines.append(
            f"| {kind} | {score.wait} | {score.language} "
            f"| {_share(score.kept, score.tokens)} | {_share(score.beside, score.judged)} |"
        )
    return "\n".join(lines) + "\n"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % of {whole}" if whole else "-"


def carried_json(scores: list[Score]) -> dict[str, Any]:
    """The scores and their table, as JSON."""
    return {"scores": [asdict(score) for score in scores], "markdown": carried_table(scores)}
