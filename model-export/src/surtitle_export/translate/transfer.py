"""Starts a training from a network of other languages or of another vocabulary.

What a network has learnt carries over to its relatives (Zoph et al. 2016, arXiv:1604.02201). Layers
are copied. A subword that the parent knows keeps its embedding; any other starts as the mean of the
parent's subwords that spell it. A language starts as itself in the parent, or else as its nearest
relative there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from surtitle_export.manifest import MANIFEST, read_manifest
from surtitle_export.recipe import TRANSLATE
from surtitle_export.translate.checkpoint import CHECKPOINT, TOKENIZER, read_checkpoint
from surtitle_export.translate.model import Translator
from surtitle_export.translate.recipe import recipe_from
from surtitle_export.translate.tokenizer import load_tokenizer
from surtitle_export.translate.weights import read_weights

_BY_SUBWORD = ("encoder.embedding.weight", "decoder.embedding.weight", "decoder.bias")
_LANGUAGE = "decoder.language.weight"
_SMALL = 0.3  # of the first weights of an encoder layer that the parent lacks

# For each language, the one that stands in for it: near in descent, or else in script or order of
# words. Where the parent lacks that one too, its own stand-in is next.
_NEAREST = {
    **{"pt": "es", "es": "it", "it": "fr", "ro": "it", "fr": "es", "nl": "de", "de": "nl"},
    **{"pl": "ru", "ru": "pl", "el": "it", "hu": "de", "tr": "hu", "fa": "ar", "ar": "he"},
    **{"he": "ar", "ur": "hi", "hi": "ur", "bn": "hi", "ta": "hi", "zh": "ja", "ja": "zh"},
    **{"ko": "ja", "vi": "fr", "tl": "es"},
}


@dataclass(frozen=True, slots=True)
class Parent:
    """A trained network to start from."""

    name: str
    targets: tuple[str, ...]  # in the order of the language embeddings
    tokenizer: Tokenizer
    weights: dict[str, Tensor]  # float32, by the names of `Translator.state_dict`


def read_parent(folder: Path) -> Parent:
    """Read a bundle, whatever type its weights have, or the folder that a training wrote.

    FileNotFoundError if the folder is neither or lacks its tokenizer, ValueError if the bundle has
    another task or another network.
    """
    if (folder / CHECKPOINT).is_file():
        state = read_checkpoint(folder / CHECKPOINT)
        recipe = recipe_from(state["recipe"])
        name, targets, weights = recipe.name, recipe.targets, state["model"]
    elif (folder / MANIFEST).is_file():
        manifest = read_manifest(folder)
        if manifest["task"] != TRANSLATE:
            raise ValueError(f"{folder} is of the task '{manifest['task']}', not '{TRANSLATE}'")
        name, targets = f"{manifest['name']} {manifest['version']}", tuple(manifest["targets"])
        weights = read_weights(folder)
    else:
        raise FileNotFoundError(
            f"{folder} has neither {MANIFEST} nor {CHECKPOINT}; give a bundle or a folder that "
            "'surtitle-export train' wrote"
        )
    if not (folder / TOKENIZER).is_file():
        raise FileNotFoundError(
            f"{folder} has no {TOKENIZER}; copy there the one that the network was trained with"
        )
    weights = {key: weight.float() for key, weight in weights.items()}
    return Parent(name, targets, load_tokenizer(folder / TOKENIZER), weights)


@torch.no_grad()
def start_from(
    parent: Parent, model: Translator, tokenizer: Tokenizer, targets: tuple[str, ...]
) -> str:
    """Set the weights of a network with this vocabulary and these targets from its parent's.

    Returns a sentence that says what was taken. ValueError if the layers do not fit.
    """
    weights = model.state_dict()
    _check_layers(parent, weights)
    _check_subwords(parent.name, parent.tokenizer, parent.weights)
    _check_subwords("the data", tokenizer, weights)
    spelt = [_spell(parent.tokenizer, subword) for subword in _subwords(tokenizer)]
    relatives = [_relatives(target, parent.targets) for target in targets]
    for name, weight in weights.items():
        if name in _BY_SUBWORD:
            rows = torch.stack([parent.weights[name][ids].mean(0) for ids in spelt])
            weight[: len(rows)] = rows
        elif name == _LANGUAGE:
            weight.copy_(torch.stack([parent.weights[name][rows].mean(0) for rows in relatives]))
        elif name in parent.weights:
            weight.copy_(parent.weights[name])
        elif "weight" in name:
            weight.mul_(_SMALL)
    known_subwords = tokenizer.get_vocab().keys() & parent.tokenizer.get_vocab().keys()
    return (
        f"It started from the weights of {parent.name} ({', '.join(parent.targets)}), which knew "
        f"{len(known_subwords)} of its {len(spelt)} subwords."
    )


def _check_layers(parent: Parent, weights: dict[str, Tensor]) -> None:
    missing = sorted(parent.weights.keys() - weights.keys())
    if missing:
        raise ValueError(
            f"{parent.name} has the layer '{missing[0]}', which the recipe's network lacks; give "
            "the recipe as many 'encoder_layers'"
        )
    for name, weight in parent.weights.items():
        by_row = name in (*_BY_SUBWORD, _LANGUAGE)
        ours, theirs = (list(each.shape)[by_row:] for each in (weights[name], weight))
        if ours != theirs:
            raise ValueError(
                f"'{name}' is {theirs} wide in {parent.name} and {ours} in the recipe's network; "
                "give the recipe the parent's 'embedding' and 'hidden'"
            )


def _check_subwords(what: str, tokenizer: Tokenizer, weights: dict[str, Tensor]) -> None:
    size, rows = tokenizer.get_vocab_size(), len(weights[_BY_SUBWORD[0]])
    if size > rows:
        raise ValueError(
            f"the tokenizer of {what} has {size} subwords, but the network has {rows}; give the "
            "one that belongs to it"
        )


def _subwords(tokenizer: Tokenizer) -> list[str]:
    vocabulary = tokenizer.get_vocab()
    return sorted(vocabulary, key=vocabulary.__getitem__)


def _spell(tokenizer: Tokenizer, subword: str) -> list[int]:
    """The ids of the tokenizer's subwords that spell one of another vocabulary.

    The model alone does this: it knows the mark of a word's beginning, and adds none.
    """
    known = tokenizer.token_to_id(subword)
    return [token.id for token in tokenizer.model.tokenize(subword)] if known is None else [known]


def _relatives(target: str, known: tuple[str, ...]) -> list[int]:
    """The places in `known` of a language or its nearest relative; of all if it has none there."""
    languages = [tag.partition("-")[0] for tag in known]
    language: str | None = target.partition("-")[0]
    seen = set()
    while language is not None and language not in seen:
        if language in languages:
            return [languages.index(language)]
        seen.add(language)
        language = _NEAREST.get(language)
    return list(range(len(known)))
