"""A streaming recogniser: spectra, a convolution that looks ahead, LSTMs, CTC labels."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from surtitle_export.transcribe.features import Spectrum
from surtitle_export.transcribe.recipe import LABELS, Recipe

State = list[tuple[Tensor, Tensor]]  # h and c [rows, hidden] of each layer


class Recogniser(nn.Module):
    """Log-probabilities of labels for each frame of `Recipe.frame` samples.

    Connectionist temporal classification: Graves et al. 2006, doi:10.1145/1143844.1143891. Each
    LSTM adds to what it reads, and the sum is normalised (Ba et al. 2016, arXiv:1607.06450).
    """

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.recipe = recipe
        hidden = recipe.hidden
        self.spectrum = Spectrum(recipe.rate, recipe.window, recipe.hop, recipe.bands)
        width = recipe.stack * (recipe.ahead + 1)  # spectra that a frame sees
        self.ahead = nn.Conv1d(recipe.bands, hidden, width, stride=recipe.stack)
        self.norms = nn.ModuleList(nn.LayerNorm(hidden) for _ in range(recipe.layers + 1))
        self.layers = nn.ModuleList(nn.LSTM(hidden, hidden) for _ in range(recipe.layers))
        self.output = nn.Linear(hidden, len(LABELS))

    def forward(self, spectra: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """Spectra [rows, bands, time] to log-probabilities [frames, rows, labels].

        There are `stack` times `ahead` more spectra than the frames need.
        """
        x = self.ahead(spectra).relu().permute(2, 0, 1)
        x = self._dropped(self.norms[0](x))
        after: State = []
        for number, layer in enumerate(self.layers):
            before = None
            if state is not None:
                before = (state[number][0].unsqueeze(0), state[number][1].unsqueeze(0))
            y, (h, c) = layer(x, before)
            after.append((h.squeeze(0), c.squeeze(0)))
            x = self._dropped(self.norms[number + 1](x + y))
        return functional.log_softmax(self.output(x), dim=-1), after

    def _dropped(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.recipe.dropout, self.training)


def padded(recipe: Recipe, samples: int) -> int:
    """How many samples the steps of an utterance hear in all, from the carried zeros to its flush.

    The flush feeds as many zeros as a step carries, and fills up the last chunk.
    """
    steps = -(-(samples + recipe.carried) // recipe.chunk)
    return recipe.carried + steps * recipe.chunk


def hear(recipe: Recipe, sounds: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Utterances as one padded batch [rows, samples], and the frames int64 [rows] of each."""
    lengths = [padded(recipe, len(sound)) for sound in sounds]
    heard = torch.zeros(len(sounds), max(lengths))
    for row, sound in zip(heard, sounds, strict=True):
        row[recipe.carried : recipe.carried + len(sound)] = sound
    frames = torch.tensor([(length - recipe.carried) // recipe.frame for length in lengths])
    return heard, frames
