"""From log-probabilities of frames to words: greedy, or by prefix beam search.

The reference of the engine's search, for whole utterances.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from surtitle_export.transcribe.ngram import BEGIN, END, Gram, NgramModel
from surtitle_export.transcribe.recipe import BLANK, LABELS

_SPACE = LABELS.index(" ")
_MARGIN = 10.0  # hypotheses that are so much less likely than the best are given up
_LEAST = -8.0  # labels that are less likely are not tried
_NEVER = -math.inf


def greedy(log_probs: np.ndarray) -> str:
    """The likeliest label of each frame of [frames, labels], repeats merged, blanks left out."""
    labels = [label for label, _ in itertools.groupby(log_probs.argmax(-1)) if label != BLANK]
    return words_of(labels)


def words_of(labels: list[int] | tuple[int, ...]) -> str:
    """Labels as words with one space between them."""
    return " ".join("".join(LABELS[label] for label in labels).split())


@dataclass(frozen=True, slots=True)
class Weights:
    """What language models count; natural logarithms."""

    lm: float = 0.0
    word: float = 0.0
    rnn: float = 0.0
    beam: int = 8


def _sum(one: float, other: float) -> float:
    """The logarithm of the sum of two probabilities, given their logarithms."""
    larger, smaller = (one, other) if one > other else (other, one)
    return larger if smaller == _NEVER else larger + math.log1p(math.exp(smaller - larger))


class Recurrent(Protocol):
    """A recurrent language model over labels."""

    def begin(self) -> tuple[np.ndarray, Any]:
        """Log-probabilities [labels] of the first label, and the state."""

    def step(self, labels: list[int], states: list[Any]) -> list[tuple[np.ndarray, Any]]:
        """Those after one more label, for each of several states."""


@dataclass(slots=True)
class _Hypothesis:
    labels: tuple[int, ...]
    blank: float  # of alignments that end in a blank
    other: float  # of those that end in the last label
    language: float  # what language models add
    context: Gram
    next: np.ndarray | None  # what the recurrent model says of the next label
    state: Any

    @property
    def total(self) -> float:
        return _sum(self.blank, self.other)

    @property
    def score(self) -> float:
        return self.total + self.language

    @property
    def between(self) -> bool:
        return not self.labels or self.labels[-1] == _SPACE


class Search:
    """Prefix beam search (Hannun et al. 2014, arXiv:1408.2873) with language models.

    At the beginning and after a space, a space is nothing, as the blank is.
    """

    def __init__(
        self, weights: Weights, ngrams: NgramModel | None, recurrent: Recurrent | None
    ) -> None:
        self._weights = weights
        self._ngrams = ngrams if weights.lm else None
        self._recurrent = recurrent if weights.rnn else None

    def decode(self, log_probs: np.ndarray) -> str:
        """The best words for log-probabilities [frames, labels]."""
        first, state = self._recurrent.begin() if self._recurrent else (None, None)
        live = [_Hypothesis((), 0.0, _NEVER, 0.0, (BEGIN,), first, state)]
        for row in log_probs:
            live = self._advance(live, row)
        return words_of(max(live, key=self._ended).labels)

    def _advance(self, live: list[_Hypothesis], row: np.ndarray) -> list[_Hypothesis]:
        tried = [int(label) for label in np.flatnonzero(row >= _LEAST) if label != BLANK]
        after = {each.labels: self._stayed(each, row) for each in live}
        added: list[tuple[_Hypothesis, _Hypothesis]] = []
        for each in live:
            for label in tried:
                if label == _SPACE and each.between:
                    continue
                last = each.labels[-1] if each.labels else BLANK
                other = (each.blank if label == last else each.total) + float(row[label])
                if other == _NEVER:
                    continue
                labels = (*each.labels, label)
                if labels in after:
                    self._join(after[labels], other)
                else:
                    longer = self._extended(each, label, other)
                    after[labels] = longer
                    added.append((each, longer))
        kept = sorted(after.values(), key=lambda each: (-each.score, each.labels))
        kept = [each for each in kept if each.score >= kept[0].score - _MARGIN]
        kept = kept[: self._weights.beam]
        self._read(kept, added)
        best = kept[0].total
        for each in kept:
            each.blank, each.other = each.blank - best, each.other - best
        return kept

    @staticmethod
    def _stayed(before: _Hypothesis, row: np.ndarray) -> _Hypothesis:
        if before.between:
            nothing = _sum(float(row[BLANK]), float(row[_SPACE]))
            return replace(before, blank=before.total + nothing, other=_NEVER)
        other = before.other + float(row[before.labels[-1]])
        return replace(before, blank=before.total + float(row[BLANK]), other=other)

    @staticmethod
    def _join(same: _Hypothesis, other: float) -> None:
        if same.between:
            same.blank = _sum(same.blank, other)
        else:
            same.other = _sum(same.other, other)

    def _extended(self, before: _Hypothesis, label: int, other: float) -> _Hypothesis:
        language, context = before.language, before.context
        if before.next is not None:
            language += self._weights.rnn * float(before.next[label])
        if label == _SPACE:
            word = words_of(before.labels).rpartition(" ")[2]
            language += self._word(context, word)
            context = (*context, word)[-4:]
        labels = (*before.labels, label)
        return _Hypothesis(labels, _NEVER, other, language, context, None, None)

    def _word(self, context: Gram, word: str) -> float:
        return self._weights.word + self._ngram(context, word)

    def _ngram(self, context: Gram, word: str) -> float:
        if self._ngrams is None:
            return 0.0
        return self._weights.lm * math.log(10) * self._ngrams.score(context, word)

    def _ended(self, each: _Hypothesis) -> float:
        score, context = each.score, each.context
        if not each.between:
            word = words_of(each.labels).rpartition(" ")[2]
            score, context = score + self._word(context, word), (*context, word)
        if each.next is not None:
            score += self._weights.rnn * float(each.next[BLANK])
        return score + self._ngram(context, END)

    def _read(self, kept: list[_Hypothesis], added: list[tuple[_Hypothesis, _Hypothesis]]) -> None:
        """Ask the recurrent model about the hypotheses that are new and kept."""
        if self._recurrent is None:
            return
        living = {id(each) for each in kept}
        new = [(before, each) for before, each in added if id(each) in living]
        if new:
            labels = [each.labels[-1] for _, each in new]
            read = self._recurrent.step(labels, [before.state for before, _ in new])
            for (_, each), (following, state) in zip(new, read, strict=True):
                each.next, each.state = following, state


Decoder = Callable[[np.ndarray], str]
