"""From a trained network to a bundle that computes the same."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from regenerate_toy import RECIPE, RESOURCES

from surtitle_export.manifest import check_files, read_manifest
from surtitle_export.parity import MismatchError
from surtitle_export.translate.card import model_card
from surtitle_export.translate.decoding import FULL, Bundle
from surtitle_export.translate.export import WEIGHTS, export_bundle
from surtitle_export.translate.golden import golden
from surtitle_export.translate.recipe import load_recipe
from surtitle_export.translate.results import Results, Score
from surtitle_export.translate.tokenizer import NAMES, NUMBERS
from surtitle_export.translate.verify import stored_weights, verify

TOKENIZER = Path("prepared") / "tokenizer.json"


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.usefixtures("toy")
def test_a_bundle_computes_what_was_trained(weights: str, work: Path, tmp_path: Path) -> None:
    manifest = export_bundle(work / "run", work / TOKENIZER, tmp_path, weights)
    assert manifest["graphs"]["decoder"]["outputs"][-1]["name"] == "top_scores"
    assert stored_weights(tmp_path / "decoder.onnx") == weights
    for seed in range(3):
        verify(work / "run", tmp_path, seed, lambda _: None)


@pytest.mark.usefixtures("toy")
def test_a_row_of_eight_bits_is_the_same_in_every_batch(work: Path, tmp_path: Path) -> None:
    export_bundle(work / "run", work / TOKENIZER, tmp_path, "int8")
    bundle, chance = Bundle(tmp_path), np.random.default_rng(1)
    rows, sessions = 40, 9
    memory = chance.uniform(-1, 1, (sessions, 8, 33)).astype(np.float32)
    memory[:, :, 32] = chance.integers(4, 400, (sessions, 8))
    step = {
        "token": chance.integers(0, 400, rows),
        "language": chance.integers(0, len(bundle.targets), rows),
        "session": chance.integers(0, sessions, rows),
        "visible": chance.integers(1, 9, rows),
    }
    state = [chance.normal(0, row, (rows, 32)).astype(np.float32) for row in (0.1, 1, 1, 9)]
    state[0][0] = state[1][0] = 0

    def run(*picked: int) -> list[np.ndarray]:
        part = {name: values[list(picked)] for name, values in step.items()}
        ids, scores, after = bundle.step(
            part | {"memory": memory}, [values[list(picked)] for values in state]
        )
        return [ids, scores, *after]

    alone = [np.concatenate(values) for values in zip(*map(run, range(rows)), strict=True)]
    for size in (2, 3, 17, rows):
        picked = chance.permutation(rows)[:size]
        for together, expected in zip(run(*picked), alone, strict=True):
            np.testing.assert_array_equal(together, expected[picked])


@pytest.mark.usefixtures("toy")
def test_the_manifest_names_the_placeholders_of_the_tokenizer(work: Path, tmp_path: Path) -> None:
    document = json.loads((work / TOKENIZER).read_text(encoding="utf-8"))
    vocabulary = document["model"]["vocab"]
    vocabulary[NAMES[2]] = vocabulary.pop("<0xF5>")
    vocabulary[NUMBERS[0]] = vocabulary.pop("<0xF6>")
    (tmp_path / "tokenizer.json").write_text(json.dumps(document), encoding="utf-8")

    manifest = export_bundle(
        work / "run", tmp_path / "tokenizer.json", tmp_path / "bundle", "float16"
    )

    assert manifest["placeholders"] == {"names": [NAMES[2]], "numbers": [NUMBERS[0]]}
    assert '"\\ue002"' in (tmp_path / "bundle" / "surtitle.json").read_text(encoding="utf-8")


@pytest.mark.usefixtures("toy")
def test_the_same_training_gives_the_same_bytes(work: Path, tmp_path: Path) -> None:
    first = export_bundle(work / "run", work / TOKENIZER, tmp_path / "a", "float16")
    assert first == export_bundle(work / "run", work / TOKENIZER, tmp_path / "b", "float16")


def test_the_manifest_describes_the_graphs(toy: Bundle) -> None:
    encoder, decoder = toy.manifest["graphs"]["encoder"], toy.manifest["graphs"]["decoder"]
    shapes = {tensor["name"]: tensor["shape"] for tensor in encoder["inputs"] + encoder["outputs"]}
    assert shapes["tokens"] == ["sessions", "time"]
    assert shapes["lengths"] == ["sessions"]
    assert shapes["memory"] == ["sessions", "time", 33]
    assert shapes["new_state3"] == ["sessions", 32]
    assert {"input": "state3", "output": "new_state3", "batchAxis": 0} in decoder["states"]
    names = [tensor["name"] for tensor in decoder["inputs"]]
    assert names[:5] == ["token", "language", "session", "visible", "memory"]
    assert decoder["opset"] == 18


def test_the_card_credits_the_data_and_gives_the_loss(toy: Bundle) -> None:
    card = (toy.folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "not reviewed" in card
    assert "Not evaluated yet" in card
    assert "2000 updates" in card


def test_a_training_without_a_loss_on_held_out_rows_has_a_card() -> None:
    row = {"step": 7, "minutes": 3.0, "tokens": 2e6, "train": 4.0}
    card = model_card(load_recipe(RECIPE), "int8", "1", [row], "- a corpus")
    assert "7 updates" in card
    assert "nats" not in card


def test_scores_go_into_the_card(toy: Bundle, work: Path, tmp_path: Path) -> None:
    scores, bundle = tmp_path / "scores.json", tmp_path / "b"
    row = Score("everyday", "fr", "3", 7, 30.0, 41.26, 3.1, 3.2, None, "toy", "2026-11-27", ("s",))
    scores.write_text(json.dumps(Results((row,)).json()), encoding="utf-8")
    tokenizer = toy.folder / "tokenizer.json"
    manifest = export_bundle(work / "run", tokenizer, bundle, "float16", scores)
    card = (bundle / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| everyday | fr | 7 | 30.0 / 41.3 (3.1 / 3.2) |" in card
    assert "Not evaluated yet" not in card
    assert "quality" not in manifest, "the set is none that labels"

    labelling = Results((row, replace(row, corpus="broadcast")))
    scores.write_text(json.dumps(labelling.json()), encoding="utf-8")
    manifest = export_bundle(work / "run", tokenizer, bundle, "float16", scores)
    assert manifest == read_manifest(bundle)
    assert manifest["quality"] == {
        "fr": {
            "chrf": 41.3,
            "waitK": 3,
            "set": "broadcast",
            "sentences": 7,
            "date": "2026-11-27",
        }
    }
    assert check_files(bundle) == 6


def test_a_changed_weight_is_found(toy: Bundle, work: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(toy.folder, other)
    content = bytearray((other / "decoder.onnx").read_bytes())
    content[len(content) // 2] ^= 0x40
    (other / "decoder.onnx").write_bytes(content)
    with pytest.raises(MismatchError, match="is not the file"):
        check_files(other)


def test_another_training_is_found(toy: Bundle, work: Path, tmp_path: Path) -> None:
    state = torch.load(work / "run" / "checkpoint.pt", weights_only=True)
    state["model"]["decoder.upper.weight_hh_l0"][0, 0] += 0.5
    torch.save(state, tmp_path / "checkpoint.pt")
    with pytest.raises(MismatchError, match="decoder differs from PyTorch by"):
        verify(tmp_path, toy.folder, 1, lambda _: None)


def test_what_lies_beyond_a_length_changes_nothing(toy: Bundle) -> None:
    tokens = np.array([[5, 6, 7, 0, 0], [8, 9, 10, 11, 12]])
    lengths = np.array([3, 5], np.int32)
    memory, state = toy.encode(tokens, lengths, toy.zeros("encoder", 2))
    tokens[0, 3:] = 399
    memory2, state2 = toy.encode(tokens, lengths, toy.zeros("encoder", 2))
    np.testing.assert_array_equal(memory[0, :3], memory2[0, :3])
    for before, after in zip(state, state2, strict=True):
        np.testing.assert_array_equal(before, after)


def test_delays_follow_wait_k_and_early_ends_read_on(toy: Bundle) -> None:
    source = toy.source_ids("The crowd is on its feet.")
    for wait in (1, 3, FULL):
        written = toy.translate(source, "fr", wait)
        assert written.delays == sorted(written.delays)
        for step, delay in enumerate(written.delays):
            assert delay >= min(step + wait, len(source))
        assert len(written.ids) <= 2 * len(source) + 10


def test_the_committed_golden_outputs_are_those_of_the_committed_bundle() -> None:
    text = (RESOURCES / "toy-golden.json").read_text(encoding="utf-8")
    expected = json.loads(text)["sentences"]
    bundle = Bundle(RESOURCES / "toy-bundle")
    check_files(RESOURCES / "toy-bundle")
    assert list(golden(bundle, [row["text"] for row in expected])) == expected
    assert len(expected) == 8
