"""A recurrent language model over the labels of a recogniser."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from surtitle_export.transcribe.recipe import LABELS

_EMBEDDING = 64


class CharacterModel(nn.Module):
    """The next label after those before; 0 as input begins an utterance, as output ends it."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(len(LABELS), _EMBEDDING)
        self.lstm = nn.LSTM(_EMBEDDING, hidden)
        self.output = nn.Linear(hidden, len(LABELS))

    def forward(
        self, tokens: Tensor, state: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Tokens int64 [time, rows] to log-probabilities [time, rows, labels], and the state."""
        y, state = self.lstm(self.embedding(tokens), state)
        return functional.log_softmax(self.output(y), dim=-1), state
