"""Somebody else's models become bundles, or one sentence says why not."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx.parser
import pytest
import torch
from silero_vad.utils_vad import OnnxWrapper

from surtitle_export.cli import main
from surtitle_export.detect.detector import Detector
from surtitle_export.detect.signals import clip
from surtitle_export.manifest import check_files

PACKAGE = ["--package", "silero-vad==6.2.3"]
MODELS = "silero_vad/data/"
RULES = ["--threshold", "0.5", "--release", "0.35", "--min-ms", "100", "--hangover-ms", "300"]
HEARD = ["--rate", "16000", "--event", "speech", *RULES]
SILERO = [*PACKAGE, "--constant", "sr=16000", "--carried", "64", "--chunk", "512", *HEARD]
ORIGIN = ["--name", "loud", "--version", "1", "--source", "a test", "--licence", "Apache-2.0"]

# Hears 4 + 16 samples. The score is the smoothed loudness, and a count of steps is kept as int64.
LOUD = """
<ir_version: 9, opset_import: ["" : 18]>
loud (float[n, 20] audio, float[2, n, 3] h0, int64[n, 1] new_count, float bias)
    => (float[n, 1] probability, float[2, n, 3] hn, int64[n, 1] count)
    <float half = {0.5}, int64 one = {1}, int64[1] axis = {1}, int64[3] shape = {1, -1, 1}> {
  size = Abs(audio)
  mean = ReduceMean<keepdims = 1>(size, axis)
  level = Reshape(mean, shape)
  old = Mul(h0, half)
  hn = Add(old, level)
  first = Gather<axis = 0>(hn, zero)
  heard = ReduceMean<keepdims = 1>(first, axis)
  low = Add(heard, bias)
  probability = Sigmoid(low)
  count = Add(new_count, one)
}
""".replace("int64 one", "int64 zero = {0}, int64 one")


def adopt(output: Path, *options: str) -> int:
    return main(["adopt", "--task", "detect", "--output", str(output), *options])


def manifest(bundle: Path) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((bundle / "surtitle.json").read_text(encoding="utf-8"))
    return values


def clips(count: int) -> list[np.ndarray]:
    """Clips of unequal length, the last chunk of each incomplete."""
    chance = np.random.default_rng(3)
    return [clip(chance, 30_000 + 7_001 * row, 16_000)[0] for row in range(count)]


@pytest.mark.parametrize("model", ["silero_vad_op18_ifless.onnx", "silero_vad_16k_op15.onnx"])
def test_silero_runs_as_in_its_package(
    model: str, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    assert adopt(tmp_path, *SILERO, "--member", MODELS + model) == 0

    heard = clips(5)
    detector = Detector(tmp_path)
    theirs = OnnxWrapper(str(tmp_path / model))
    assert check_files(tmp_path) == 3
    spread = 0.0
    for sound, ours in zip(heard, detector.scores(heard), strict=True):
        theirs.reset_states()
        expected = theirs.audio_forward(torch.from_numpy(sound), 16_000)[0].numpy()
        np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-5)
        spread = max(spread, float(np.ptp(expected)))
    assert spread > 0.3


def test_silero_is_described_as_it_was_found(tmp_path: Path) -> None:
    assert adopt(tmp_path, *SILERO, "--member", MODELS + "silero_vad.onnx") == 0

    described = manifest(tmp_path)
    graph = described["graphs"]["detector"]
    assert (described["name"], described["version"]) == ("silero-vad", "6.2.3")
    assert described["audio"] == {"rate": 16_000, "chunk": 512}
    assert graph["states"] == [{"input": "state", "output": "stateN", "batchAxis": 1}]
    assert {t["name"]: t["shape"] for t in graph["inputs"] + graph["outputs"]} == {
        "input": ["batch", 576],
        "sr": [],
        "state": [2, "batch", 128],
        "output": ["batch", 1],
        "stateN": [2, "batch", 128],
    }
    assert {t["name"]: t["role"] for t in graph["inputs"] if "role" in t} == {
        "input": {"kind": "chunk", "carried": 64},
        "sr": {"kind": "constant", "value": 16_000},
    }
    card = (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "MIT License, in `LICENSE`" in card
    assert "https://github.com/snakers4/silero-vad" in card
    assert "Silero Team" in (tmp_path / "LICENSE").read_text(encoding="utf-8")


@pytest.fixture
def loud(tmp_path: Path) -> Path:
    return write(tmp_path, LOUD)


def write(folder: Path, text: str) -> Path:
    file = folder / "loud.onnx"
    file.write_bytes(onnx.parser.parse_model(text).SerializeToString())
    return file


def options(file: Path, *more: str) -> list[str]:
    return [str(file), *ORIGIN, *HEARD, "--carried", "4", "--constant", "bias=-0.25", *more]


def test_states_of_any_rank_and_type_are_paired(loud: Path, tmp_path: Path) -> None:
    assert adopt(tmp_path / "bundle", *options(loud)) == 0

    graph = manifest(tmp_path / "bundle")["graphs"]["detector"]
    assert manifest(tmp_path / "bundle")["audio"]["chunk"] == 16
    assert graph["states"] == [
        {"input": "h0", "output": "hn", "batchAxis": 1},
        {"input": "new_count", "output": "count", "batchAxis": 0},
    ]
    detector = Detector(tmp_path / "bundle")
    session = detector.graph.begin()
    for _ in range(3):
        detector.graph.step([session], np.ones((1, 16), np.float32))
    smoothed = np.full((2, 1, 3), (0.8 / 2 + 1) / 2 + 1, np.float32)
    np.testing.assert_array_equal(session.states[0], smoothed)
    np.testing.assert_array_equal(session.states[1], [[3]])
    assert main(["verify", "--bundle", str(tmp_path / "bundle")]) == 0


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (LOUD.replace("h0", "past").replace("hn", "memory"), []),
        (LOUD.replace("h0", "past").replace("hn", "memory"), ["--state", "past=memory"]),
        (LOUD.replace("float[2, n, 3]", "float[m, n, l]"), ["--shape", "h0=2,batch,3"]),
        (LOUD.replace("float[n, 20]", "float[n, l]"), ["--chunk", "16"]),
        (LOUD, ["--chunk", "16", "--input", "audio", "--score", "probability"]),
    ],
)
def test_what_the_names_and_shapes_do_not_say_can_be_told(
    text: str, more: list[str], tmp_path: Path
) -> None:
    assert adopt(tmp_path / "bundle", *options(write(tmp_path, text), *more)) == 0

    graph = manifest(tmp_path / "bundle")["graphs"]["detector"]
    assert [tensor["shape"] for tensor in graph["inputs"]] == [
        ["batch", 20],
        [2, "batch", 3],
        ["batch", 1],
        [],
    ]
    assert [state["batchAxis"] for state in graph["states"]] == [1, 0]


def test_all_that_is_missing_is_named_at_once(
    loud: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert adopt(tmp_path / "bundle", str(loud), *RULES) == 2

    error = capsys.readouterr().err.splitlines()[-1]
    for option in ("name", "version", "source", "licence", "rate", "carried", "event"):
        assert f"--{option} (" in error
    assert "--constant bias=VALUE (the constant input 'bias')" in error
    assert "--chunk" not in error
    assert not (tmp_path / "bundle").exists()


def test_a_terminal_is_asked(
    loud: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said: Iterator[str] = iter(["8000", "four", "4", "-0.25", "", "", "", "", "200"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda: next(said))

    assert adopt(tmp_path / "bundle", str(loud), *ORIGIN) == 0

    described = manifest(tmp_path / "bundle")
    assert described["audio"]["rate"] == 8000
    assert described["detect"] == {
        "event": "speech",
        "output": "probability",
        "threshold": 0.5,
        "release": 0.35,
        "minMs": 100,
        "hangoverMs": 200,
    }
    assert "cannot be 'four'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("float[2, n, 3] h0", "float[2, 1, 3] h0", "no open axis for the rows of a batch"),
        ("float[2, n, 3] h0", "float[m, n, 3] h0", "as in --shape h0=2,batch,128"),
        ("float[n, 20] audio", "float[1, 20] audio", "'audio' always has 1 rows"),
        ("float[n, 20] audio", "float[n, 20, 1] audio", "it has none: give one with --input"),
        ("Sigmoid(low)", "Exp(low)", "'probability' must lie in [0, 1], but is"),
        ("Sigmoid(low)", "Log(low)", "'probability' must lie in [0, 1], but is"),
        ("Abs(audio)", "Softmax<axis = 0>(audio)", "a row in a batch differs from the row alone"),
        ("Add(new_count, one)", "Neg(hn)", "loud.onnx does not run with these inputs"),
        ("float[n, 1] probability", "float[n, 3] first", "must be one score for each row"),
    ],
)
def test_a_graph_that_does_not_fit_is_refused(
    old: str,
    new: str,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert old in LOUD
    file = write(tmp_path, LOUD.replace(old, new))

    assert adopt(tmp_path / "bundle", *options(file)) == 2

    assert message in capsys.readouterr().err
    assert not (tmp_path / "bundle").exists()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--chunk", "15"], "'audio' holds 20 samples, so --carried 4 and --chunk 15 cannot"),
        (["--carried", "20"], "the input 'audio' holds 20 samples, so --carried 20 cannot be"),
        (["--constant", "sr=1"], "--constant sr=VALUE: the graph has no such constant input"),
        (["--constant", "sr"], "--constant must be given as NAME=VALUE, not 'sr'"),
        (["--threshold", "loud"], "--threshold (score at which an event begins) cannot be 'loud'"),
        (["--release", "0.9"], "'release' not above 'threshold'"),
        (["--event", "Speech!"], "'event' must be a word of lower-case letters"),
        (["--rate", "0"], "'rate' must be at least 1"),
        (["--state", "h0=h1"], "the graph has no output 'h1'; it has probability, hn, count"),
        (["--shape", "h0=1,2"], "--shape h0: the graph has no such input of 2 axes"),
        (["--package", "x==1"], "give either the path of a model or --package"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    more: list[str],
    message: str,
    loud: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert adopt(tmp_path / "bundle", *options(loud, *more)) == 2
    assert message in capsys.readouterr().err


def test_what_is_no_model_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "text.onnx").write_text("no model", encoding="utf-8")
    assert adopt(tmp_path / "bundle", *options(tmp_path / "text.onnx")) == 2
    assert "text.onnx is not an ONNX model" in capsys.readouterr().err
    assert adopt(tmp_path / "bundle", *options(tmp_path / "absent.onnx")) == 2
    assert "absent.onnx" in capsys.readouterr().err


def test_a_wheel_serves_as_a_package(loud: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "loud-2.0-py3-none-any.whl"
    metadata = "Metadata-Version: 2.4\nName: loud\nVersion: 2.0\nLicense-Expression: MIT\n"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(loud, "loud/loud.onnx")
        archive.writestr("loud-2.0.dist-info/METADATA", metadata + "License-File: COPYING\n")
        archive.writestr("loud-2.0.dist-info/licenses/COPYING", "Do as you like.\n")
        archive.writestr("loud-2.0.dist-info/RECORD", "loud/loud.onnx,,\n")
    member = ["--member", "loud/loud.onnx", "--carried", "4", "--constant", "bias=0", *HEARD]

    assert adopt(tmp_path / "bundle", "--package", str(wheel), *member) == 0

    assert manifest(tmp_path / "bundle")["version"] == "2.0"
    assert (tmp_path / "bundle" / "LICENSE").read_text(encoding="utf-8") == "Do as you like.\n"


@pytest.mark.parametrize(
    ("package", "member", "message"),
    [
        (PACKAGE[1], ["--member", "x.onnx"], "has no 'x.onnx'; models: silero_vad/data/"),
        ("silero-vad", ["--member", "x.onnx"], "must be given as NAME==VERSION or as a wheel"),
        ("absent.whl", ["--member", "x.onnx"], "absent.whl is not a wheel"),
        (PACKAGE[1], [], "give --member, the model's path in the package"),
    ],
)
def test_a_package_that_does_not_fit_is_refused(
    package: str,
    member: list[str],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert adopt(tmp_path, "--package", package, *member) == 2
    assert message in capsys.readouterr().err
