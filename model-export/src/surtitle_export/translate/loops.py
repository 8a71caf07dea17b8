"""The same words over and over, which a network writes that does not know how to go on.

It is the reference for the engine's `Loops`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer

MOST = 2  # times in a row that words are written
_LONGEST = 8  # the most tokens that are compared with those before them


class Loops:
    """The loops of a bundle's translations. Numbers, and marks alone, may go on."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._letters: set[int] = set()
        self._digits: set[int] = set()
        for piece, token in tokenizer.get_vocab().items():
            is_byte = piece.startswith("<0x")
            if is_byte or any(each.isalpha() for each in piece):
                self._letters.add(token)
            if not is_byte and any(each.isdecimal() for each in piece):
                self._digits.add(token)

    def is_one_more(self, written: Sequence[int], token: int) -> bool:
        """Whether a token would write some words once more than MOST times in a row."""
        tokens = [*written, token]
        return any(self._repeats(tokens, each) for each in range(1, _LONGEST + 1))

    def _repeats(self, tokens: list[int], period: int) -> bool:
        phrase = tokens[-period:]
        if tokens[-(MOST + 1) * period :] != phrase * (MOST + 1):
            return False
        return not self._letters.isdisjoint(phrase) and self._digits.isdisjoint(phrase)
