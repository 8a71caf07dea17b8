"""Word and character error rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def distance(reference: Sequence[str], written: Sequence[str]) -> int:
    """The least number of substitutions, deletions and insertions (Levenshtein 1966)."""
    row = list(range(len(written) + 1))
    for place, expected in enumerate(reference, start=1):
        diagonal, row[0] = row[0], place
        for column, found in enumerate(written, start=1):
            diagonal, row[column] = (
                row[column],
                min(diagonal + (expected != found), row[column] + 1, row[column - 1] + 1),
            )
    return row[-1]


@dataclass(frozen=True, slots=True)
class Errors:
    """Errors and lengths over several utterances."""

    words: int
    word_errors: int
    characters: int
    character_errors: int

    @property
    def wer(self) -> float:
        """Errors a word."""
        return self.word_errors / max(1, self.words)

    @property
    def cer(self) -> float:
        """Errors a character."""
        return self.character_errors / max(1, self.characters)


def count_errors(references: Sequence[str], written: Sequence[str]) -> Errors:
    """Compare utterances with what was said."""
    pairs = list(zip(references, written, strict=True))
    return Errors(
        sum(len(reference.split()) for reference, _ in pairs),
        sum(distance(reference.split(), text.split()) for reference, text in pairs),
        sum(len(reference) for reference, _ in pairs),
        sum(distance(reference, text) for reference, text in pairs),
    )
