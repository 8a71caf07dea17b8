"""Word n-grams with interpolated Kneser-Ney smoothing, written in the ARPA format.

Kneser and Ney 1995, doi:10.1109/ICASSP.1995.479394;
Chen and Goodman 1999, doi:10.1006/csla.1999.0128.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"

UNSEEN = 4.0  # log10 of how many words share the probability of being unknown
_NEVER = -99.0  # log10 of a probability that is not used, as that of <s>
_DISCOUNT = 0.75

Gram = tuple[str, ...]


class NgramModel:
    """log10 probabilities of n-grams, and of backing off from them."""

    def __init__(self, order: int) -> None:
        self.order = order
        self.log10: dict[Gram, float] = {}
        self.backoff: dict[Gram, float] = {}

    def score(self, history: Gram, word: str) -> float:
        """log10 of the probability of a word after a history, of which the last words count."""
        if (word,) not in self.log10:
            word = UNKNOWN
        history = tuple(w if (w,) in self.log10 else UNKNOWN for w in history)
        history = history[max(0, len(history) - self.order + 1) :]
        total = 0.0
        while (*history, word) not in self.log10:
            total += self.backoff.get(history, 0.0)
            history = history[1:]
        return total + self.log10[(*history, word)]

    def sentence(self, words: Iterable[str]) -> float:
        """log10 of the probability of a sentence with its end."""
        history: Gram = (BEGIN,)
        total = 0.0
        for word in (*words, END):
            total += self.score(history, word)
            history = (*history, word)[-self.order :]
        return total


def train_ngrams(
    sentences: Iterable[str], order: int, least: int, vocabulary_least: int = 2
) -> NgramModel:
    """Estimate a model; n-grams above order 1 that occur fewer than `least` times are left out.

    Those of the highest order must occur once more. Words that occur fewer than `vocabulary_least`
    times count as unknown, and the probability of an unknown word is that of one of many.
    """
    texts = [sentence.split() for sentence in sentences]
    words = Counter(word for text in texts for word in text)
    known = {word for word, count in words.items() if count >= vocabulary_least}
    counts = _counts(texts, known, order)
    model = NgramModel(order)
    lower = _unigrams(counts, model)
    for length in range(2, order + 1):
        lower = _interpolated(counts, length, order, lower)
        bound = least + (length == order and order > 2)
        for gram, probability in lower.items():
            if counts[length][gram] >= bound and gram[:-1] in model.log10:
                model.log10[gram] = math.log10(probability)
    _back_off(model)
    for gram in model.log10:
        if gram[-1] == UNKNOWN:
            model.log10[gram] -= UNSEEN
    return model


def _counts(texts: list[list[str]], known: set[str], order: int) -> list[Counter[Gram]]:
    counts: list[Counter[Gram]] = [Counter() for _ in range(order + 1)]
    for text in texts:
        words = [BEGIN, *(word if word in known else UNKNOWN for word in text), END]
        for length in range(1, order + 1):
            counts[length].update(zip(*(words[n:] for n in range(length)), strict=False))
    return counts


def _continuations(counts: list[Counter[Gram]], length: int, order: int) -> dict[Gram, float]:
    """How many words an n-gram follows; of the highest order and after <s>, how often it occurs."""
    if length == order:
        return dict(counts[length])
    seen: dict[Gram, float] = defaultdict(float)
    for gram in counts[length + 1]:
        seen[gram[1:]] += 1
    return seen | {gram: count for gram, count in counts[length].items() if gram[0] == BEGIN}


def _unigrams(counts: list[Counter[Gram]], model: NgramModel) -> dict[Gram, float]:
    seen = {g: c for g, c in _continuations(counts, 1, model.order).items() if g != (BEGIN,)}
    seen.setdefault((UNKNOWN,), 1.0)
    total = sum(seen.values())
    spread = _DISCOUNT * len(seen) / total / len(seen)  # to every word the same
    lower = {gram: max(count - _DISCOUNT, 0) / total + spread for gram, count in seen.items()}
    for gram, probability in lower.items():
        model.log10[gram] = math.log10(probability)
    model.log10[(BEGIN,)] = _NEVER
    return lower


def _interpolated(
    counts: list[Counter[Gram]], length: int, order: int, lower: dict[Gram, float]
) -> dict[Gram, float]:
    seen = _continuations(counts, length, order)
    totals: dict[Gram, float] = defaultdict(float)
    kinds: Counter[Gram] = Counter()
    for gram, count in seen.items():
        totals[gram[:-1]] += count
        kinds[gram[:-1]] += 1
    return {
        gram: max(count - _DISCOUNT, 0) / totals[gram[:-1]]
        + _DISCOUNT * kinds[gram[:-1]] / totals[gram[:-1]] * lower[gram[1:]]
        for gram, count in seen.items()
    }


def _back_off(model: NgramModel) -> None:
    """Give what the kept n-grams of a history leave to the shorter history, in proportion."""
    followers: dict[Gram, list[str]] = defaultdict(list)
    for gram in model.log10:
        if len(gram) > 1:
            followers[gram[:-1]].append(gram[-1])
    for history in sorted(followers, key=len):  # a shorter history's weight is needed by a longer
        kept = sum(10 ** model.log10[(*history, word)] for word in followers[history])
        below = sum(10 ** model.score(history[1:], word) for word in followers[history])
        model.backoff[history] = math.log10(max(1 - kept, 1e-9) / max(1 - below, 1e-9))


def write_arpa(model: NgramModel, file: Path) -> None:
    """Write a model in the ARPA format; gzip where the name ends with .gz."""
    if file.suffix == ".gz":
        with file.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
            packed.write(_arpa(model).encode())
    else:
        file.write_text(_arpa(model), encoding="utf-8")


def _arpa(model: NgramModel) -> str:
    grams: list[list[Gram]] = [[] for _ in range(model.order + 1)]
    for gram in model.log10:
        grams[len(gram)].append(gram)
    lines = ["\\data\\"]
    lines += [f"ngram {length}={len(grams[length])}" for length in range(1, model.order + 1)]
    for length in range(1, model.order + 1):
        lines += ["", f"\\{length}-grams:"]
        for gram in sorted(grams[length]):
            after = f"\t{model.backoff[gram]:.4f}" if gram in model.backoff else ""
            lines.append(f"{model.log10[gram]:.4f}\t{' '.join(gram)}{after}")
    return "\n".join([*lines, "", "\\end\\", ""])


def read_arpa(file: Path) -> NgramModel:
    """Read a model in the ARPA format; ValueError where a line is not of it."""
    if file.suffix == ".gz":
        with gzip.open(file, "rt", encoding="utf-8") as packed:
            return _parse(packed, file)
    with file.open(encoding="utf-8") as stream:
        return _parse(stream, file)


def _parse(stream: TextIO, file: Path) -> NgramModel:
    model, length = NgramModel(0), 0
    for number, line in enumerate(stream, start=1):
        section = re.fullmatch(r"\\(\d+)-grams:", line.strip())
        if section:
            length = int(section[1])
            model.order = max(model.order, length)
        elif length and line.strip() and not line.startswith("\\"):
            fields = line.rstrip("\n").split("\t")
            gram = tuple(fields[1].split(" ")) if len(fields) in (2, 3) else ()
            if len(gram) != length:
                raise ValueError(f"{file}:{number}: not an n-gram of {length} words")
            model.log10[gram] = float(fields[0])
            if len(fields) == 3:
                model.backoff[gram] = float(fields[2])
    return model
