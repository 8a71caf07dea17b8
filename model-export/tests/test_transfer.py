"""Trainings that start from a network trained before."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from torch import Tensor

from surtitle_export.cli import main
from surtitle_export.translate.checkpoint import CHECKPOINT, TOKENIZER, load_model
from surtitle_export.translate.decoding import Bundle
from surtitle_export.translate.export import WEIGHTS, export_bundle
from surtitle_export.translate.model import Translator
from surtitle_export.translate.recipe import Recipe, load_recipe, recipe_toml
from surtitle_export.translate.stored import as_stored
from surtitle_export.translate.tokenizer import BEGIN_ID, PAD_ID, UNKNOWN_ID
from surtitle_export.translate.transfer import Parent, read_parent, start_from

TOY = Path(__file__).resolve().parents[1] / "recipes" / "toy.toml"
NEVER = [PAD_ID, BEGIN_ID, UNKNOWN_ID]
BY_SUBWORD = ("encoder.embedding.weight", "decoder.embedding.weight", "decoder.bias")


@pytest.fixture
def parent(toy: Bundle, work: Path) -> Parent:
    return read_parent(work / "run")


def _started(parent: Parent, tokenizer: Tokenizer, **changes: object) -> dict[str, Tensor]:
    """The weights of a network that starts from the parent with other keys of the toy's recipe."""
    recipe = dataclasses.replace(load_recipe(TOY), **changes)  # type: ignore[arg-type]
    torch.manual_seed(5)
    model = Translator(recipe)
    start_from(parent, model, tokenizer, recipe.targets)
    return model.state_dict()


def _summed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """With the two biases of each LSTM as one, and no bias of tokens that are never written."""
    weights = {key: value.clone() for key, value in weights.items()}
    for key in [key for key in weights if key.endswith("bias_hh_l0")]:
        weights[key.replace("_hh_", "_ih_")] += weights.pop(key)
    weights["decoder.bias"][NEVER] = 0
    return weights


@pytest.mark.parametrize("weights", WEIGHTS)
def test_a_bundle_gives_back_the_weights_that_it_stores(
    weights: str, toy: Bundle, work: Path, tmp_path: Path
) -> None:
    export_bundle(work / "run", toy.folder / TOKENIZER, tmp_path, weights)
    parent = read_parent(tmp_path)
    started = _summed(_started(parent, parent.tokenizer))
    stored = _summed(as_stored(*load_model(work / "run" / CHECKPOINT), weights).state_dict())
    assert started.keys() == stored.keys()
    for name, weight in stored.items():
        torch.testing.assert_close(started[name], weight, rtol=0, atol=1e-6, msg=name)


def test_a_run_with_the_same_vocabulary_starts_as_its_parent(parent: Parent) -> None:
    started = _started(parent, parent.tokenizer)
    assert started.keys() == parent.weights.keys()
    for name, weight in parent.weights.items():
        torch.testing.assert_close(started[name], weight, rtol=0, atol=0, msg=name)


def test_a_new_subword_is_the_mean_of_those_that_spell_it(parent: Parent) -> None:
    old = parent.tokenizer
    word = old.encode("Zanzibar").ids
    known = old.get_vocab()
    inner = [known[letter] for letter in "xq"]  # no pair that was ever merged
    marks = [known[byte] for byte in ("<0xEE>", "<0x80>", "<0x82>")]
    new: dict[str, list[int]] = {"▁Zanzibar": word, "xq": inner, "\ue002": marks}
    assert all(len(ids) > 1 for ids in new.values())
    tokenizer = _with_subwords(old, list(new))

    started = _started(parent, tokenizer)

    for subword, row in tokenizer.get_vocab().items():
        spelt = new.get(subword) or [known[subword]]
        for name in BY_SUBWORD:
            expected = parent.weights[name][spelt].mean(0)
            torch.testing.assert_close(started[name][row], expected, msg=f"{subword} of {name}")


def _with_subwords(tokenizer: Tokenizer, subwords: list[str]) -> Tokenizer:
    """The tokenizer with the order of its subwords reversed, and some of the bytes renamed."""
    document = json.loads(tokenizer.to_str())
    known = document["model"]["vocab"]
    for number, subword in enumerate(subwords):
        known[subword] = known.pop(f"<0x{0xF5 + number:02X}>")
    size = max(known.values())
    document["model"]["vocab"] = {
        subword: row if row < 4 else size + 4 - row for subword, row in known.items()
    }
    return Tokenizer.from_str(json.dumps(document))


def test_a_language_starts_as_itself_or_as_its_nearest_relative(parent: Parent) -> None:
    name = "decoder.language.weight"
    fr, de, es = parent.weights[name]  # the toy's languages

    started = _started(parent, parent.tokenizer, targets=("pt-BR", "de", "nl", "ro", "ko"))

    for row, expected in zip(started[name], (es, de, de, fr, (fr + de + es) / 3), strict=True):
        torch.testing.assert_close(row, expected)


def test_a_layer_that_the_parent_lacks_starts_small(parent: Parent) -> None:
    torch.manual_seed(5)
    fresh = Translator(dataclasses.replace(load_recipe(TOY), encoder_layers=3)).state_dict()

    started = _started(parent, parent.tokenizer, encoder_layers=3)

    name = "encoder.layers.2.weight_ih_l0"
    torch.testing.assert_close(started[name], 0.3 * fresh[name])
    name = "encoder.layers.2.bias_ih_l0"  # its forget gate still starts open
    torch.testing.assert_close(started[name], fresh[name])
    name = "encoder.layers.1.weight_ih_l0"
    torch.testing.assert_close(started[name], parent.weights[name])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"hidden": 24}, "in toy and"),
        ({"embedding": 8}, "give the recipe the parent's 'embedding' and 'hidden'"),
        ({"encoder_layers": 1}, "give the recipe as many 'encoder_layers'"),
        (
            {"vocabulary": 300},
            "the tokenizer of the data has 400 subwords, but the network has 300",
        ),
    ],
)
def test_a_parent_of_another_shape_is_refused(
    changes: dict[str, object], message: str, parent: Parent
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        _started(parent, parent.tokenizer, **changes)


def test_what_is_no_parent_is_named(toy: Bundle, work: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"neither surtitle.json nor checkpoint.pt"):
        read_parent(tmp_path)
    shutil.copy(work / "run" / CHECKPOINT, tmp_path)
    with pytest.raises(FileNotFoundError, match=r"has no tokenizer.json; copy there"):
        read_parent(tmp_path)

    bundle = tmp_path / "bundle"
    shutil.copytree(toy.folder, bundle)
    (bundle / "decoder.onnx").write_bytes((bundle / "encoder.onnx").read_bytes())
    with pytest.raises(ValueError, match="does not hold the graphs of this network"):
        read_parent(bundle)
    manifest = toy.manifest | {"task": "detect"}
    (bundle / "surtitle.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ValueError, match="is of the task 'detect', not 'translate'"):
        read_parent(bundle)


def test_train_starts_from_a_bundle_and_the_card_says_so(
    toy: Bundle, work: Path, tmp_path: Path
) -> None:
    recipe = dataclasses.replace(load_recipe(TOY), steps=1, learning_rate=1e-9, remarks="Short.")
    run, bundle = tmp_path / "run", tmp_path / "bundle"
    assert _train(recipe, work, tmp_path, "--from", str(toy.folder)) == 0
    started = load_model(run / CHECKPOINT)[1].state_dict()
    name = "decoder.upper.weight_hh_l0"
    torch.testing.assert_close(started[name], read_parent(toy.folder).weights[name])

    # Resuming does not start anew, and remembers what the training started from.
    assert _train(dataclasses.replace(recipe, steps=2), work, tmp_path, "--from", "absent") == 0

    export_bundle(run, run / TOKENIZER, bundle, "float16")
    card = (bundle / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "It took 2 updates" in card
    said = "It started from the weights of toy 0.1.0 (fr, de, es), which knew 400 of its 400"
    assert f"{said} subwords. Short." in card


def _train(recipe: Recipe, work: Path, folder: Path, *options: str) -> int:
    (folder / "recipe.toml").write_text(recipe_toml(recipe), encoding="utf-8")
    paths = ["--recipe", str(folder / "recipe.toml"), "--data", str(work / "prepared")]
    return main(["train", *paths, "--output", str(folder / "run"), *options])
