"""Recognisers: from samples to spectra, labels and words, streaming as in one piece."""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from beeps import QUIET, RATE, RECIPE, beep, prepare_beeps, speakers, train_beeps

from surtitle_export.cli import main
from surtitle_export.manifest import check_files, read_manifest
from surtitle_export.parity import MismatchError
from surtitle_export.transcribe.batches import TrainingData, encode
from surtitle_export.transcribe.checkpoint import CHECKPOINT, load_recogniser
from surtitle_export.transcribe.credits import credit
from surtitle_export.transcribe.decoding import Search, Weights, greedy, words_of
from surtitle_export.transcribe.export import export_bundle
from surtitle_export.transcribe.features import LEAST, Spectrum, mel_bands
from surtitle_export.transcribe.held_out import Utterance, held_out, log_probabilities
from surtitle_export.transcribe.ngram import train_ngrams
from surtitle_export.transcribe.recipe import BLANK, LABELS, dump_recipe, load_recipe, recipe_from
from surtitle_export.transcribe.recogniser import BundleRecogniser
from surtitle_export.transcribe.scores import count_errors, distance
from surtitle_export.transcribe.spectra import masked, warped
from surtitle_export.transcribe.splits import DEV, TEST, TRAIN
from surtitle_export.transcribe.train import Trainer
from surtitle_export.transcribe.verify import verify


@pytest.fixture(scope="module")
def toy_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the toy's `data` and its training, `run`."""
    folder = tmp_path_factory.mktemp("beeps")
    prepare_beeps(folder / "data")
    train_beeps(folder / "data", folder / "run")
    return folder


@pytest.fixture(scope="module")
def bundle(toy_run: Path) -> Path:
    export_bundle(toy_run / "run", toy_run / "bundle", "int8", None)
    return toy_run / "bundle"


def test_spectra_are_those_of_a_fourier_transform() -> None:
    window, hop, bands = 400, 160, 64
    chance = np.random.default_rng(1)
    sound = chance.normal(0, 0.1, 4000).astype(np.float32)
    sound[1000:1800] = 0  # silence lies at the floor
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    starts = range(0, len(sound) - window + 1, hop)
    frames = np.stack([sound[start : start + window] for start in starts]) * hann
    power = np.abs(np.fft.rfft(frames, 512)) ** 2  # [time, bins]
    expected = np.log(power[:, 1:] @ mel_bands(bands, 512, RATE).T.astype(np.float64) + LEAST).T
    spectrum = Spectrum(RATE, window, hop, bands)
    (found,) = spectrum.logarithms(torch.from_numpy(sound)[None])
    assert found.shape == (bands, len(frames))
    assert np.abs(found.numpy() - expected).max() < 1e-3
    assert found.min().item() == pytest.approx(math.log(LEAST), abs=1e-3)


def test_every_band_hears_its_own_tone() -> None:
    weights = mel_bands(64, 512, RATE)
    assert (weights.sum(1) > 0).all()
    assert (np.diff(weights.argmax(1)) >= 0).all()


def test_a_recogniser_learns_the_toy(toy_run: Path) -> None:
    _, model = load_recogniser(toy_run / "run")
    utterances = held_out(toy_run / "data", TEST)["beeps"]
    written = [greedy(part.numpy()) for part in log_probabilities(model, utterances)]
    assert count_errors([each.text for each in utterances], written).wer < 0.5


def test_chunks_with_carried_state_equal_one_piece(toy_run: Path, tmp_path: Path) -> None:
    export_bundle(toy_run / "run", tmp_path, "float32", None)
    _, model = load_recogniser(toy_run / "run")
    sounds = [beep(text) for text in ("bed", "face the cab".replace("the ", ""), "a")]
    utterances = [Utterance("", sound, "") for sound in sounds]
    expected = log_probabilities(model, utterances)
    heard = BundleRecogniser(tmp_path).hear([part.astype(np.float32) / 32768 for part in sounds])
    for ours, theirs in zip(heard, expected, strict=True):
        assert ours.shape == tuple(theirs.shape)
        assert np.abs(ours - theirs.numpy()).max() < 1e-3


def test_a_bundle_is_verified(bundle: Path, toy_run: Path) -> None:
    said: list[str] = []
    verify(toy_run / "run", bundle, 7, said.append)
    assert "equal to each row alone, to the bit" in said[-1]
    assert main(["verify", "--bundle", str(bundle), "--run", str(toy_run / "run")]) == 0


def test_a_bundle_of_other_weights_is_refused(bundle: Path, toy_run: Path, tmp_path: Path) -> None:
    state = torch.load(toy_run / "run" / CHECKPOINT, weights_only=True)
    state["model"]["output.bias"] += torch.linspace(-5, 5, len(LABELS))
    torch.save(state, tmp_path / CHECKPOINT)
    with pytest.raises(MismatchError):
        verify(tmp_path, bundle, 7, lambda _: None)


def test_the_manifest_says_what_the_engine_needs(bundle: Path) -> None:
    manifest = read_manifest(bundle)
    recipe = load_recipe(RECIPE)
    settings = manifest["transcribe"]
    assert check_files(bundle) == len(manifest["files"])
    assert settings["labels"] == list(LABELS)
    assert settings["delay"] == recipe.carried
    assert settings["frame"] * recipe.chunk_frames == manifest["audio"]["chunk"]
    names = [entry["name"] for entry in manifest["files"]]
    assert settings["ngram"] in names
    audio = manifest["graphs"]["recognizer"]["inputs"][0]
    assert audio["shape"] == ["batch", recipe.carried + recipe.chunk]
    assert audio["role"] == {"kind": "chunk", "carried": recipe.carried}


def test_the_recurrent_graph_computes_what_was_trained(bundle: Path, toy_run: Path) -> None:
    from surtitle_export.transcribe.checkpoint import load_language

    recurrent = BundleRecogniser(bundle).recurrent
    assert recurrent is not None
    labels = encode("bed cab")
    with torch.no_grad():
        log_probs, _ = load_language(toy_run / "run")(torch.tensor([[BLANK, *labels]]).T)
    expected = sum(float(log_probs[n, 0, label]) for n, label in enumerate([*labels, BLANK]))
    assert recurrent.sentence(labels) == pytest.approx(expected, rel=0.05)


def test_an_interrupted_training_gives_the_same_weights(toy_run: Path, tmp_path: Path) -> None:
    recipe = replace(load_recipe(RECIPE), steps=12)
    whole = Trainer(recipe, toy_run / "data", tmp_path / "whole", "cpu")
    whole.run(None, QUIET)
    half = Trainer(recipe, toy_run / "data", tmp_path / "half", "cpu")
    half.measure()
    for batch in half._batches():
        if half.step == 5:
            break
        half.update(batch, half.step / recipe.steps)
        half.batch += 1
    (tmp_path / "half").mkdir()
    half.save()
    rest = Trainer(recipe, toy_run / "data", tmp_path / "half", "cpu")
    assert rest.resume()
    rest.run(None, QUIET)
    for name, values in whole.model.state_dict().items():
        assert torch.equal(values, rest.model.state_dict()[name]), name


def test_another_shape_is_not_resumed(toy_run: Path) -> None:
    recipe = replace(load_recipe(RECIPE), hidden=16)
    with pytest.raises(ValueError, match="another 'hidden'"):
        Trainer(recipe, toy_run / "data", toy_run / "run", "cpu").resume()


@pytest.mark.parametrize("name", ["live-transcribe", "librispeech", "toy-transcribe"])
def test_recipes_are_read(name: str) -> None:
    recipe = load_recipe(RECIPE.parent / f"{name}.toml")
    assert recipe.name == name
    assert recipe_from(dump_recipe(recipe)) == recipe
    for corpus in (*recipe.corpora, *recipe.sentences):
        assert name == "toy-transcribe" or "no licence" not in credit(corpus)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "x"\nhop = 0\n', "'hop' must be above 0"),
        ('name = "x"\nwindow = 80\n', "'window' must not be below 'hop'"),
        ('name = "x"\nrepeated = ["y"]\n', "'repeated' must be among 'corpora'"),
    ],
)
def test_a_faulty_recipe_is_refused(
    text: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('task = "transcribe"\n' + text, encoding="utf-8")
    paths = ["--recipe", str(recipe), "--data", str(tmp_path), "--output", str(tmp_path)]
    assert main(["prepare", *paths]) == 2
    assert message in capsys.readouterr().err


def test_no_held_out_speaker_is_trained_on(toy_run: Path) -> None:
    data = TrainingData(load_recipe(RECIPE), toy_run / "data")
    heard = {source.entry.speaker for source in data._sources}
    assert heard == set(speakers(TRAIN, 4))
    for split in (DEV, TEST):
        assert len(held_out(toy_run / "data", split)["beeps"]) > 0


def test_a_batch_is_the_same_whenever_it_is_made(toy_run: Path) -> None:
    data = TrainingData(load_recipe(RECIPE), toy_run / "data")
    again = TrainingData(load_recipe(RECIPE), toy_run / "data")
    first = list(itertools.islice(data.batches(1, 0), 3))
    for batch, number in zip(first, range(3), strict=True):
        same = next(again.batches(1, number))
        assert torch.equal(batch.heard, same.heard)
        assert torch.equal(batch.labels, same.labels)
        assert batch.frames.max() * 480 <= batch.heard.shape[1]


def test_masks_hide_parts_and_keep_the_rest() -> None:
    torch.manual_seed(1)
    spectra = torch.ones(4, 24, 100)
    kept = masked(spectra, 2)
    assert set(kept.unique().tolist()) == {0.0, 1.0}
    assert kept.mean() > 0.3


def test_warping_moves_a_tone_to_another_band() -> None:
    torch.manual_seed(2)
    spectra = torch.zeros(40, 64, 3)
    spectra[:, 20] = 1
    moved = warped(spectra, 0.2)
    centres = (moved.sum(2) * torch.arange(64)).sum(1) / moved.sum((1, 2))
    assert (moved == spectra).all(2).all(1).any()
    assert 15 < centres.min() < 19.5 < 20.5 < centres.max() < 25
    assert torch.equal(warped(spectra, 0.0), spectra)


def steps_of(text: str) -> np.ndarray:
    """Log-probabilities in which each character is a frame; `_` is the blank."""
    rows = np.full((len(text), len(LABELS)), 1e-4)
    for row, letter in zip(rows, text, strict=True):
        row[BLANK if letter == "_" else LABELS.index(letter)] = 1
    log_probs: np.ndarray = np.log(rows / rows.sum(1, keepdims=True)).astype(np.float32)
    return log_probs


def test_repeats_are_merged_and_blanks_left_out() -> None:
    heard = steps_of("_hheel_lloo_  _yy_")
    assert greedy(heard) == "hello y"
    assert Search(Weights(), None, None).decode(heard) == "hello y"
    assert greedy(steps_of("___")) == ""


def test_the_beam_adds_up_the_alignments_of_a_text() -> None:
    # The likeliest path is blank, blank; but "a" has three alignments that are likelier together.
    rows = np.full((2, len(LABELS)), 1e-9)
    rows[:, BLANK], rows[:, LABELS.index("a")] = 0.6, 0.4
    assert greedy(np.log(rows)) == ""
    assert Search(Weights(), None, None).decode(np.log(rows)) == "a"


def test_a_language_model_decides_between_what_sounds_the_same() -> None:
    texts = ["the apple and pear tart", "a pair of shoes", "pear soup", "a pair of socks"] * 3
    ngrams = train_ngrams(texts, 3, 1)
    rows = steps_of("ap_ple and p__r")
    rows[-3:-1] = -20
    for place, letters in ((-3, "ea"), (-2, "ai")):
        for letter in letters:
            rows[place, LABELS.index(letter)] = math.log(0.5)
    pear, pair = (ngrams.sentence(["apple", "and", word]) for word in ("pear", "pair"))
    assert pear > pair
    assert Search(Weights(lm=1.0), ngrams, None).decode(rows) == "apple and pear"


def test_errors_are_counted() -> None:
    assert distance("kitten", "sitting") == 3
    errors = count_errors(["a b c", "d"], ["a x c c", ""])
    assert (errors.words, errors.word_errors) == (4, 3)
    assert errors.wer == 0.75
    assert count_errors([""], [""]).wer == 0


def test_labels_are_words_and_back() -> None:
    assert words_of(encode("it's two  words ")) == "it's two words"


def test_commands_run_on_a_recogniser(
    toy_run: Path, bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, scores = str(toy_run / "run"), tmp_path / "scores.json"
    data = str(toy_run / "data")
    evaluate = ["evaluate", "--bundle", str(bundle), "--held-out", data, "--output", str(scores)]
    assert main([*evaluate, "--limit", "4", "--noise", "1"]) == 0
    said = capsys.readouterr().out
    assert "| beeps | 4 |" in said
    assert "Words written of 1 minutes" in said
    ways = [row["search"] for row in json.loads(scores.read_text(encoding="utf-8"))["results"]]
    assert ways == ["greedy", "n-gram", "recurrent", "both"]
    again = ["--weights", str(scores), "--limit", "1"]
    assert main([*evaluate[:-1], str(tmp_path / "again.json"), *again]) == 0
    out = str(tmp_path / "bundle")
    export = ["export", "--run", run, "--output", out, "--weights", "int8"]
    assert main([*export, "--scores", str(scores)]) == 0
    card = (tmp_path / "bundle" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| beeps | 4 |" in card
    train = ["train", "--recipe", str(RECIPE), "--data", data, "--output", run]
    assert main([*train, "--from", run]) == 2
