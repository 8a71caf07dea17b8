"""The network: a unidirectional LSTM encoder and one LSTM decoder with attention for all languages.

The decoder has two layers. Attention stands between them, queried by the first (as in GNMT, Wu et
al. 2016, arXiv:1609.08144), so that the second layer remembers what was read, and a whole target
sequence still trains in one call, without input feeding. A gate chooses between the output layer
and copying a source token that is attended to, since both languages share their subwords (See et
al. 2017, arXiv:1704.04368): names and numbers that are new to it can be copied. Wait-k is a mask
over source positions (multi-path training: Elbayad et al. 2020, arXiv:2005.08595).
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from surtitle_export.translate.recipe import Recipe
from surtitle_export.translate.tokenizer import BEGIN_ID, PAD_ID

State = list[Tensor]  # h and c of each layer in turn: h0, c0, h1, c1 ..., each [rows, hidden]


class Written(NamedTuple):
    """The decoder's results of some steps, before the output layer."""

    features: Tensor  # [rows, time, embedding], multiplied with the embeddings by the output layer
    copy: Tensor  # [rows, time], logit of the probability that a source token is copied
    attention: Tensor  # [rows, time, positions], weights of the source tokens, which sum to 1


class Encoder(nn.Module):
    """Reads source tokens left to right; layers after the first have residual connections."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.embedding = nn.Embedding(recipe.vocabulary, recipe.embedding, padding_idx=PAD_ID)
        widths = [recipe.embedding] + [recipe.hidden] * recipe.encoder_layers
        self.layers = nn.ModuleList(
            nn.LSTM(width, recipe.hidden, batch_first=True) for width in widths[:-1]
        )
        self.dropout = nn.Dropout(recipe.dropout)

    def forward(self, tokens: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """tokens [rows, time] -> memory [rows, time, hidden] and the state after the last token."""
        x = self.dropout(self.embedding(tokens))
        new_state: State = []
        for number, layer in enumerate(self.layers):
            y, (h, c) = layer(x, _layer_state(state, number))
            x = y if number == 0 else x + self.dropout(y)
            new_state += [h.squeeze(0), c.squeeze(0)]
        return x, new_state


class Decoder(nn.Module):
    """Writes target tokens, each from the source positions it may see."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.embedding = nn.Embedding(recipe.vocabulary, recipe.embedding, padding_idx=PAD_ID)
        self.language = nn.Embedding(len(recipe.targets), recipe.embedding)
        self.lower = nn.LSTM(recipe.embedding, recipe.hidden, batch_first=True)
        self.query = nn.Linear(recipe.hidden, recipe.hidden, bias=False)
        self.upper = nn.LSTM(2 * recipe.hidden, recipe.hidden, batch_first=True)
        self.output = nn.Linear(2 * recipe.hidden, recipe.embedding)
        self.bias = nn.Parameter(torch.zeros(recipe.vocabulary))
        self.dropout = nn.Dropout(recipe.dropout)
        self.copy = nn.Linear(2 * recipe.hidden, 1)
        self.scale = recipe.hidden**-0.5

    def write(
        self,
        tokens: Tensor,
        language: Tensor,
        memory: Tensor,
        visible: Tensor,
        state: State | None = None,
    ) -> tuple[Written, State]:
        """Run the decoder on the tokens that precede those to be written.

        tokens [rows, time]; language [rows]; memory [rows, positions, hidden]; visible
        [rows, time] counts the source positions each step may attend to, at least 1.
        """
        x = self.dropout(self.embedding(tokens) + self.language(language).unsqueeze(1))
        low, (h0, c0) = self.lower(x, _layer_state(state, 0))
        low = self.dropout(low)
        scores = self.query(low) @ memory.transpose(1, 2) * self.scale
        positions = torch.arange(memory.shape[1], device=memory.device)
        hidden = positions >= visible.unsqueeze(-1)
        weights = scores.float().masked_fill(hidden, float("-inf")).softmax(-1)
        context = weights.to(memory.dtype) @ memory
        up, (h1, c1) = self.upper(torch.cat([low, context], -1), _layer_state(state, 1))
        joined = torch.cat([self.dropout(up) + low, context], -1)
        features = self.dropout(torch.tanh(self.output(joined)))
        copy = self.copy(joined).squeeze(-1).float()
        new_state = [part.squeeze(0) for part in (h0, c0, h1, c1)]
        return Written(features, copy, weights), new_state

    def probabilities(self, written: Written, source: Tensor) -> Tensor:
        """The probability of every next token: [rows, time, vocabulary].

        source [rows, positions] are the tokens that `written.attention` is about.
        """
        logits = written.features @ self.embedding.weight.t() + self.bias
        copy = written.copy.sigmoid().unsqueeze(-1)
        keep = (-written.copy).sigmoid().unsqueeze(-1)  # 1 - copy would round to 0
        copied = source.unsqueeze(1).expand_as(written.attention)
        return (keep * logits.softmax(-1)).scatter_add(2, copied, copy * written.attention)


class Translator(nn.Module):
    """Encoder and decoder, as trained."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.encoder = Encoder(recipe)
        self.decoder = Decoder(recipe)
        for name, weight in self.named_parameters():
            if "embedding" in name or "language" in name:
                nn.init.normal_(weight, std=recipe.embedding**-0.5)
            elif "bias_ih" in name:  # the forget gate starts open (Jozefowicz et al. 2015)
                nn.init.zeros_(weight)
                weight.data[recipe.hidden : 2 * recipe.hidden] = 1.0
            elif "bias" in name:
                nn.init.zeros_(weight)
        nn.init.constant_(self.decoder.copy.bias, -3.0)  # copying is rare

    def write(self, source: Tensor, target: Tensor, language: Tensor, visible: Tensor) -> Written:
        """Teacher-forced decoder steps [rows, target time, ...].

        source and target are padded token ids [rows, time]; visible as in `Decoder.write`.
        """
        memory, _ = self.encoder(source)
        begin = torch.full_like(target[:, :1], BEGIN_ID)
        shifted = torch.cat([begin, target[:, :-1]], 1)
        written, _ = self.decoder.write(shifted, language, memory, visible)
        return written


def wait_k_visible(wait: Tensor, source_lengths: Tensor, steps: int) -> Tensor:
    """Visible source positions [rows, steps] of wait-k (Ma et al. 2019, arXiv:1810.08398).

    wait [rows] is k; step j (from 0) sees min(j + k, source length) positions.
    """
    reach = torch.arange(steps, device=wait.device) + wait.unsqueeze(1)
    return torch.minimum(reach, source_lengths.unsqueeze(1))


def _layer_state(state: State | None, layer: int) -> tuple[Tensor, Tensor] | None:
    if state is None:
        return None
    return state[2 * layer].unsqueeze(0), state[2 * layer + 1].unsqueeze(0)
