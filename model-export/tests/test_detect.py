"""Detectors: from audio to scores, from scores to events, and the one that ships."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest
import torch

from surtitle_export.cli import main
from surtitle_export.detect.audio import read_audio
from surtitle_export.detect.detector import Detector
from surtitle_export.detect.events import events
from surtitle_export.detect.graphs import detector_graph
from surtitle_export.detect.recipe import load_recipe
from surtitle_export.detect.settings import Settings
from surtitle_export.detect.signals import clip
from surtitle_export.detect.train import frames, score, train, train_bundle
from surtitle_export.detect.verify import verify_bundle
from surtitle_export.manifest import check_files
from surtitle_export.parity import difference

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "models" / "tiny-detect"
RECIPE = ROOT / "model-export" / "recipes" / "tiny-detect.toml"
CHUNK = 100  # samples, and as many milliseconds


def rules(min_ms: int, hangover_ms: int) -> Settings:
    return Settings(1000, CHUNK, "speech", "output", 0.5, 0.3, min_ms, hangover_ms)


def told(
    scores: list[float], min_ms: int, hangover_ms: int, samples: int = 0
) -> list[tuple[str, int, int]]:
    found = events(scores, samples or CHUNK * len(scores), rules(min_ms, hangover_ms))
    return [(event.phase, event.position, event.decided) for event in found]


def test_an_event_begins_at_the_threshold_and_goes_on_down_to_the_release() -> None:
    scores = [0.4, 0.5, 0.3, 0.29, 0.4, 0.5]
    assert told(scores, 0, 0) == [
        ("begins", 100, 200),
        ("ends", 300, 400),
        ("begins", 500, 600),
        ("ends", 600, 600),
    ]


def test_a_pause_shorter_than_the_hangover_is_bridged() -> None:
    scores = [0.9, 0.0, 0.9, 0.0, 0.0, 0.9]
    assert told(scores, 0, 150) == [
        ("begins", 0, 100),
        ("ends", 300, 500),
        ("begins", 500, 600),
        ("ends", 600, 600),
    ]
    assert told(scores, 0, 201) == [("begins", 0, 100), ("ends", 600, 600)]


def test_an_event_that_is_too_short_is_not_reported() -> None:
    assert told([0.9, 0.9, 0.0, 0.9, 0.9, 0.9, 0.0], 300, 100) == [
        ("begins", 300, 600),
        ("ends", 600, 700),
    ]
    assert told([0.9, 0.0, 0.9, 0.0, 0.0], 300, 200) == [("begins", 0, 300), ("ends", 300, 500)]
    assert told([0.9, 0.9], 300, 100) == []


def test_audio_that_stops_within_a_chunk_ends_what_is_open_there() -> None:
    assert told([0.9, 0.9], 0, 100, samples=130) == [("begins", 0, 100), ("ends", 130, 130)]
    assert told([0.9, 0.9], 150, 100, samples=130) == []
    assert told([], 0, 0) == []


def write_wave(file: Path, sound: np.ndarray, rate: int = 16_000, channels: int = 1) -> Path:
    with wave.open(str(file), "wb") as audio:
        audio.setnchannels(channels)
        audio.setsampwidth(2)
        audio.setframerate(rate)
        audio.writeframes(np.repeat((sound * 32767).astype("<i2"), channels).tobytes())
    return file


@pytest.fixture
def bursts(tmp_path: Path) -> Path:
    """A second of silence, two of a plain voice, one of silence, two of a tone, half of a voice."""
    time = np.arange(32_000) / 16_000
    voice = 0.2 * (2 * (150 * time % 1) - 1)
    tone = 0.2 * np.sin(2 * np.pi * 1000 * time)
    silence = np.zeros(16_000)
    parts = [silence, voice, silence, tone, voice[:8000]]
    return write_wave(tmp_path / "bursts.wav", np.concatenate(parts))


def test_the_shipped_detector_tells_voices_from_tones(
    bursts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["detect", "--bundle", str(TINY), str(bursts)]) == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(line["audio"], line["event"]) for line in lines} == {(str(bursts), "speech")}
    assert [line["phase"] for line in lines] == ["begins", "ends", "begins", "ends"]
    times = [line["ms"] for line in lines]
    np.testing.assert_allclose(times, [1000, 3000, 6000, 6500], rtol=0, atol=64)
    assert times[-1] == lines[-1]["decidedMs"] == 6500


def test_scores_are_printed_for_every_chunk(
    bursts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["detect", "--scores", "--bundle", str(TINY), str(bursts)]) == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["ms"] for line in lines] == [32 * index for index in range(len(lines))]
    assert len(lines) == -(-6500 // 32)
    assert lines[10]["score"] < 0.1 < 0.9 < lines[50]["score"]


def test_the_shipped_detector_is_whole_and_does_what_its_card_says() -> None:
    recipe = load_recipe(RECIPE)
    assert (TINY / "recipe.toml").read_bytes() == RECIPE.read_bytes()
    assert check_files(TINY) == 3
    verify_bundle(TINY, 1, lambda _: None)
    right = score(Detector(TINY), recipe)
    stated = re.search(r"([0-9.]+)% of the chunks", (TINY / "MODEL_CARD.md").read_text("utf-8"))
    assert stated is not None
    assert abs(right - float(stated[1]) / 100) < 0.002


def test_a_row_is_the_same_alone_and_beside_others() -> None:
    chance = np.random.default_rng(2)
    clips = [clip(chance, 20_000 + 3_333 * row, 16_000)[0] for row in range(5)]
    detector = Detector(TINY)
    for sound, together in zip(clips, detector.scores(clips), strict=True):
        (alone,) = detector.scores([sound])
        assert len(alone) == -(-len(sound) // 512)
        np.testing.assert_allclose(together, alone, rtol=0, atol=1e-5)


def test_another_rate_scores_nothing(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "tiny")
    file = tmp_path / "tiny" / "surtitle.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"value": 16000', '"value": 8000'), encoding="utf-8")
    sound = clip(np.random.default_rng(2), 40_000, 16_000)[0]
    assert not Detector(tmp_path / "tiny").scores([sound])[0].any()
    assert Detector(TINY).scores([sound])[0].max() > 0.9


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A recipe that trains in a second."""
    text = RECIPE.read_text(encoding="utf-8").replace("clips = 96", "clips = 4")
    file = tmp_path / "brief.toml"
    file.write_text(text.replace("steps = 300", "steps = 3"), encoding="utf-8")
    return file


def test_the_graph_computes_what_was_trained(brief: Path, tmp_path: Path) -> None:
    recipe = load_recipe(brief)
    train_bundle(brief, tmp_path / "bundle", None, lambda _: None)
    model = train(recipe, lambda _: None)
    sound = clip(np.random.default_rng(5), 512 * 40, 16_000)[0]
    with torch.no_grad():
        graph = detector_graph(model, recipe)
        for name in ("features", "score"):  # as the bundle stores them
            weight = getattr(model, name).weight
            weight.data = weight.data.half().float()
        for weight in (model.lstm.weight_ih_l0, model.lstm.weight_hh_l0):
            weight.data = weight.data.half().float()
        logits, _ = model(model.spectrum(frames(sound, recipe))[None])
    (scores,) = Detector(tmp_path / "bundle").scores([sound])
    assert difference(scores, logits[0].sigmoid().numpy()) < 1e-5
    written = (tmp_path / "bundle" / "detector.onnx").read_bytes()
    assert written == graph.SerializeToString(deterministic=True)


def test_audio_of_any_form_is_decoded(tmp_path: Path) -> None:
    sound = 0.3 * np.sin(2 * np.pi * 300 * np.arange(8000) / 8000)
    plain = read_audio(write_wave(tmp_path / "plain.wav", sound, 8000), 8000)
    np.testing.assert_allclose(plain, sound, rtol=0, atol=1e-4)
    if shutil.which("ffmpeg") is None:
        pytest.skip("there is no ffmpeg")
    stereo = read_audio(write_wave(tmp_path / "stereo.wav", sound, 8000, channels=2), 16_000)
    assert len(stereo) == 16_000
    np.testing.assert_allclose(stereo[::2][100:-100], sound[100:-100], rtol=0, atol=0.01)
    command = "ffmpeg -v error -i plain.wav plain.flac"
    subprocess.run(command.split(), check=True, cwd=tmp_path)
    np.testing.assert_array_equal(read_audio(tmp_path / "plain.flac", 8000), plain)


def test_what_cannot_be_decoded_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.ogg").write_text("no audio", encoding="utf-8")
    for file in ("text.ogg", "absent.wav"):
        assert main(["detect", "--bundle", str(TINY), str(tmp_path / file)]) == 2
        error = capsys.readouterr().err
        assert file in error
        assert error.count("\n") == 1


def test_other_bundles_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    translator = str(ROOT / "models" / "live-translate")
    assert main(["detect", "--bundle", translator, "a.wav"]) == 2
    assert "is no bundle of the task 'detect'" in capsys.readouterr().err
    assert main(["verify", "--bundle", translator]) == 2
    assert "give --run" in capsys.readouterr().err


def test_a_recipe_that_does_not_fit_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = RECIPE.read_text(encoding="utf-8")
    changes = {
        ('task = "detect"\n', ""): "the task is 'translate'",
        ("carried = 64", "carried = 512"): "'carried' must be within 0 and 511",
        ("chunk = 512", "chunk = 128"): "must add up to 256 or more",
        ("seconds = 8.0", "seconds = 0.01"): "must hold at least one chunk",
        ("release = 0.35", "release = 0.6"): "'release' not above 'threshold'",
    }
    for (old, new), message in changes.items():
        file = tmp_path / "recipe.toml"
        file.write_text(text.replace(old, new), encoding="utf-8")
        output = ["--output", str(tmp_path / "bundle")]
        assert main(["train-detector", "--recipe", str(file), *output]) == 2
        assert message in capsys.readouterr().err
