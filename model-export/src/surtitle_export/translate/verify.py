"""Parity of a bundle with the trained network: ONNX Runtime against PyTorch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto
from torch import Tensor

from surtitle_export.parity import difference, within
from surtitle_export.translate.checkpoint import CHECKPOINT, load_model
from surtitle_export.translate.decoding import FULL, Bundle
from surtitle_export.translate.model import Translator, Written
from surtitle_export.translate.stored import as_stored
from surtitle_export.translate.tokenizer import BEGIN_ID, END_ID, PAD_ID, UNKNOWN_ID

# Largest difference of the decoder's outputs to PyTorch with the same rounding, as `difference`
# measures it. int8 decoders round rows, and a value halfway between two steps may be rounded either
# way. Encoders compute in float32, however their weights are stored.
BOUNDS = {"float16": 1e-4, "float32": 1e-4, "int8": 0.1}
_NEVER = (PAD_ID, BEGIN_ID, UNKNOWN_ID)
_WAITS = (1, 2, 3, 5, FULL)


def verify(run: Path, folder: Path, seed: int, log: Callable[[str], None]) -> None:
    """Check a bundle's graphs and decoding; the first fault raises MismatchError."""
    bundle = Bundle(folder)
    weights = stored_weights(folder / "decoder.onnx")
    bound = BOUNDS[weights]
    recipe, model = load_model(run / CHECKPOINT)
    model.decoder.bias.data[list(_NEVER)] = -1e9
    model = as_stored(recipe, model, weights)
    chance = np.random.default_rng(seed)
    with torch.no_grad():
        worst = max(encoder_difference(model, bundle, chance) for _ in range(4))
        log(f"encoder: largest difference {_within(worst, BOUNDS['float32'], 'encoder'):.1e}")
        worst = max(decoder_difference(model, bundle, chance) for _ in range(4))
        log(f"decoder: largest difference {_within(worst, bound, 'decoder'):.1e}")
        tokens = check_decoding(model, bundle, chance, bound)
    log(f"decoding: {tokens} tokens written step by step equal those of one teacher-forced pass")


def stored_weights(file: Path) -> str:
    """How a graph file stores its weights: float16, float32 or int8."""
    kinds = {weight.data_type for weight in onnx.load(file).graph.initializer}
    if TensorProto.INT8 in kinds:
        return "int8"
    return "float16" if TensorProto.FLOAT16 in kinds else "float32"


def encoder_difference(model: Translator, bundle: Bundle, chance: np.random.Generator) -> float:
    """Rows of unequal length over several runs with carried state, against PyTorch row by row."""
    rows = int(chance.integers(1, 9))
    onnx_state = bundle.zeros("encoder", rows)
    torch_state = [torch.from_numpy(part) for part in onnx_state]
    worst = 0.0
    for _ in range(3):
        lengths = chance.integers(1, 12, rows)
        tokens = chance.integers(0, model.encoder.embedding.num_embeddings, (rows, lengths.max()))
        order = chance.permutation(rows)
        memory, after = bundle.encode(
            tokens[order], lengths[order].astype(np.int32), [part[order] for part in onnx_state]
        )
        back = np.argsort(order)
        memory, onnx_state = memory[back], [part[back] for part in after]
        parts = []
        for row, length in enumerate(lengths):
            alone = [part[row : row + 1] for part in torch_state]
            expected, after_row = model.encoder(
                torch.from_numpy(tokens[row : row + 1, :length]), alone
            )
            worst = max(worst, _difference(memory[row : row + 1, :length, :-1], expected))
            worst = max(worst, float(np.abs(memory[row, :length, -1] - tokens[row, :length]).max()))
            parts.append(after_row)
        torch_state = [torch.cat(state) for state in zip(*parts, strict=True)]
        worst = max(worst, *map(_difference, onnx_state, torch_state))
    return worst


def decoder_difference(model: Translator, bundle: Bundle, chance: np.random.Generator) -> float:
    """Permuted rows that share memory, over several steps with carried state."""
    rows, sessions = int(chance.integers(1, 25)), int(chance.integers(1, 6))
    positions = int(chance.integers(1, 12))
    vocabulary, hidden = model.decoder.embedding.num_embeddings, model.decoder.lower.hidden_size
    memory = chance.uniform(-1, 1, (sessions, positions, hidden + 1)).astype(np.float32)
    memory[:, :, hidden] = chance.integers(4, vocabulary, (sessions, positions))
    onnx_state = bundle.zeros("decoder", rows)
    torch_state = [torch.from_numpy(part) for part in onnx_state]
    fixed = {
        "language": chance.integers(0, len(bundle.targets), rows),
        "session": chance.integers(0, sessions, rows),
    }
    worst = 0.0
    for _ in range(6):
        step = fixed | {
            "token": chance.integers(0, vocabulary, rows),
            "visible": chance.integers(1, positions + 1, rows),
        }
        order = chance.permutation(rows)
        ids, scores, after = bundle.step(
            {name: values[order] for name, values in step.items()} | {"memory": memory},
            [part[order] for part in onnx_state],
        )
        back = np.argsort(order)
        onnx_state = [part[back] for part in after]
        named = {name: torch.from_numpy(values) for name, values in step.items()}
        own = torch.from_numpy(memory)[named["session"]]
        written, torch_state = model.decoder.write(
            named["token"][:, None],
            named["language"],
            own[:, :, :hidden],
            named["visible"][:, None],
            torch_state,
        )
        expected = _log_probs(model, written, own[:, :, hidden].long())[:, 0]
        best = expected.topk(ids.shape[1]).values
        worst = max(
            worst,
            _difference(scores[back], best),
            _difference(scores[back], expected.gather(1, torch.from_numpy(ids[back]))),
            *map(_difference, onnx_state, torch_state),
        )
    return worst


def check_decoding(
    model: Translator, bundle: Bundle, chance: np.random.Generator, bound: float
) -> int:
    """Compare tokens written one by one with the best ones of a single pass, masked by delays.

    Sources are random tokens of the vocabulary. Returns the number of tokens compared.
    """
    count = 0
    for wait in _WAITS:
        for language, name in enumerate(bundle.targets):
            length = int(chance.integers(3, 15))
            source = [*chance.integers(4, bundle.tokenizer.get_vocab_size(), length), END_ID]
            written = bundle.translate([int(token) for token in source], name, wait, loops=True)
            if not written.ids:
                continue
            sources = torch.tensor([source])
            forced = model.write(
                sources,
                torch.tensor([written.ids]),
                torch.tensor([language]),
                torch.tensor([written.delays]),
            )
            log_probs = _log_probs(model, forced, sources)[0]
            chosen = log_probs.gather(1, torch.tensor(written.ids)[:, None])[:, 0]
            gap = float((log_probs.max(-1).values - chosen).max())
            _within(gap, 2 * bound, f"a token written at wait-{wait} in {name}")
            count += len(written.ids)
    return count


def _log_probs(model: Translator, written: Written, source: Tensor) -> Tensor:
    return model.decoder.probabilities(written, source).clamp_min(1e-30).log()


def _difference(actual: np.ndarray, expected: Tensor) -> float:
    return difference(actual, expected.numpy())


def _within(worst: float, bound: float, what: str) -> float:
    return within(worst, bound, f"{what} differs from PyTorch")
