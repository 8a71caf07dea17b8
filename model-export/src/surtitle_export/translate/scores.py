"""Quality and lagging of translations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

_LATIN = "0-9A-Za-z_À-ÖØ-öø-ɏḀ-ỿ"


@dataclass(frozen=True, slots=True)
class Quality:
    """Scores of a whole test set, in points of 100, and the signatures that define them."""

    bleu: float
    chrf: float
    signatures: tuple[str, str]


# BLEU counts words; where spaces do not divide them, sacreBLEU's tokenizer for Chinese, or else
# single characters, which need no dictionary. chrF needs neither.
_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char"}


def quality(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], language: str = ""
) -> Quality:
    """sacreBLEU and chrF (Post 2018, arXiv:1804.08771; Popović 2015) of one test set.

    references[i] are all translations of sentence i; their number may differ by sentence. language
    is a BCP 47 tag.
    """
    longest = max(map(len, references))
    streams: list[Any] = [  # None where a sentence has fewer references than another
        [row[place] if place < len(row) else None for row in references] for place in range(longest)
    ]
    tokenizer = _TOKENIZERS.get(language.split("-")[0].lower(), "13a")
    bleu, chrf = BLEU(tokenize=tokenizer), CHRF()
    return Quality(
        bleu.corpus_score(hypotheses, streams).score,
        chrf.corpus_score(hypotheses, streams).score,
        (str(bleu.get_signature()), str(chrf.get_signature())),
    )


def average_lagging(delays: Sequence[int], source: int) -> float:
    """Average Lagging of one sentence, in source tokens (Ma et al. 2019, arXiv:1810.08398).

    delays[t-1] is g(t), the source tokens read before target token t was written, and source is
    |x|. AL = 1/τ Σ_{t=1..τ} (g(t) - (t-1) |x| / |y|), where τ is the first t with g(t) = |x|. It
    measures how far the output lags behind an ideal one that keeps an even pace with the source.
    """
    return _lagging(delays, source, len(delays))


def length_adaptive_average_lagging(delays: Sequence[int], source: int, reference: int) -> float:
    """LAAL of one sentence, in source tokens (Papi et al. 2022, arXiv:2206.05807).

    Average Lagging with |y| replaced by max(|y|, |y*|), the longer of output and reference in
    tokens, so that long outputs are not rewarded.
    """
    return _lagging(delays, source, max(len(delays), reference))


def _lagging(delays: Sequence[int], source: int, target: int) -> float:
    if not delays:
        raise ValueError("an empty translation has no lagging")
    total = 0.0
    for written, read in enumerate(delays):
        total += read - written * source / target
        if read >= source:
            return total / (written + 1)
    return total / len(delays)


def copied(entities: Sequence[str], translation: str) -> int:
    """How many of the names and numbers occur in the translation, whole and unchanged.

    A word ends at a space, a mark, or a letter of another script than Latin: in "Hawks는" the name
    is whole, in "Hawksów" it is not.
    """
    return sum(_whole(entity).search(translation) is not None for entity in entities)


def in_place(entities: Sequence[str], translation: str, references: Sequence[str]) -> int:
    """How many of the copied names and numbers stand in the same order as in a reference.

    This is the length of the longest common subsequence of both orders, for the reference where it
    is longest. An entity that stands beside the wrong word, in the place of another, counts once.
    """
    written = _order(entities, translation)
    return max(_common(written, _order(entities, reference)) for reference in references)


def _order(entities: Sequence[str], text: str) -> list[str]:
    """The entities that occur in the text, in its order; of two at one place, the longer first."""
    found = [(match, entity) for entity in set(entities) if (match := _whole(entity).search(text))]
    return [entity for match, entity in sorted(found, key=lambda each: _place(each[0]))]


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), -match.end()


def _common(left: list[str], right: list[str]) -> int:
    """The length of the longest common subsequence."""
    lengths = [0] * (len(right) + 1)
    for each in left:
        before = 0
        for at, other in enumerate(right, 1):
            here = before + 1 if each == other else max(lengths[at], lengths[at - 1])
            before, lengths[at] = lengths[at], here
    return lengths[-1]


def _whole(entity: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{_LATIN}]){re.escape(entity)}(?![{_LATIN}])")
