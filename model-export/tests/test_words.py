"""Detectors of one word, trained on recordings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from beeps import RATE, beep, speakers

from surtitle_export.cli import main
from surtitle_export.detect.recipe import Recipe, load_recipe
from surtitle_export.detect.word_training import alarms
from surtitle_export.detect.words import WordSounds, trimmed
from surtitle_export.manifest import read_manifest
from surtitle_export.transcribe.clips import ClipStore, write_clips
from surtitle_export.transcribe.prepare import CLIPS, NOISE
from surtitle_export.transcribe.speech import Clip
from surtitle_export.transcribe.splits import TEST, TRAIN

RECIPES = Path(__file__).resolve().parents[1] / "recipes"
RECIPE = """task = "detect"
name = "bad"
event = "bad"
word_clips = "words"
other_clips = ["others"]
bands = 12
hidden = 16
clips = 48
seconds = 3.0
steps = 4
min_ms = 0
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words")
    quiet = np.zeros(RATE // 2, np.int16)
    spoken = np.concatenate([quiet, beep("bad"), quiet])
    words = [(Clip(Path(f"word-{number}"), "bad", "x"), spoken) for number in range(12)]
    write_clips(folder / CLIPS / "words", words)
    others = [
        (Clip(Path(f"{split}-{number}"), "deaf", name), beep("deaf face"))
        for split in (TRAIN, TEST)
        for number, name in enumerate(speakers(split, 4))
    ]
    write_clips(folder / CLIPS / "others", others)
    noise = np.random.default_rng(1).normal(0, 2000, 3 * RATE).astype(np.int16)
    write_clips(folder / NOISE, [(Clip(Path("rain"), "", "rain"), noise)])
    return folder


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    (tmp_path / "bad.toml").write_text(RECIPE, encoding="utf-8")
    return load_recipe(tmp_path / "bad.toml")


def test_the_word_is_cut_out_of_the_quiet(data: Path) -> None:
    store = ClipStore(data / CLIPS / "words")
    word = trimmed(store, store.entries[0], RATE)
    assert 0.4 < len(word) / RATE < 0.6


def test_what_is_held_out_is_never_heard_in_training(data: Path, recipe: Recipe) -> None:
    heard = WordSounds(recipe, data)
    names = [{entry.name for _, entry in part} for part in (heard.words, heard.held_out_words)]
    assert not names[0] & names[1]
    assert len(names[0] | names[1]) == 12
    assert {entry.speaker for _, entry in heard.others} == set(speakers(TRAIN, 4))
    assert {entry.speaker for _, entry in heard.held_out_others} == set(speakers(TEST, 4))


def test_a_clip_says_where_the_word_has_ended(data: Path, recipe: Recipe) -> None:
    heard, chance = WordSounds(recipe, data), np.random.default_rng(1)
    marked = 0.0
    for _ in range(6):
        sound, ended, judged = heard.clip(chance, 3 * RATE)
        assert len(sound) == len(ended) == len(judged) == 3 * RATE
        assert not (ended * (1 - judged)).any()
        marked += ended.mean()
    assert 0 < marked / 6 < 0.7


def test_alarms_within_a_second_count_once() -> None:
    scores = [np.array([0.1, 0.9, 0.9, 0.1, 0.1, 0.9]), np.array([0.9]), np.array([0.2])]
    assert alarms(scores, 0.5, 3) == 3
    assert alarms(scores, 0.5, 9) == 2
    assert alarms(scores, 0.95, 1) == 0


def test_a_bundle_is_trained_and_scored(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, output = tmp_path / "bad.toml", tmp_path / "bundle"
    file.write_text(RECIPE, encoding="utf-8")
    command = ["train-detector", "--recipe", str(file), "--output", str(output)]
    assert main(command) == 2
    assert "give --data" in capsys.readouterr().err
    assert main([*command, "--data", str(data)]) == 0
    assert main(["verify", "--bundle", str(output)]) == 0
    assert "false alarms" in (output / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert read_manifest(output)["detect"]["event"] == "bad"


def test_the_shipped_recipe_is_read() -> None:
    recipe = load_recipe(RECIPES / "computer.toml")
    assert recipe.event == "computer"
