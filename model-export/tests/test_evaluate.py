"""Evaluation by an engine, played here by a script."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from surtitle_export.cli import main
from surtitle_export.manifest import read_manifest
from surtitle_export.translate.decoding import Bundle
from surtitle_export.translate.held_out import read_held_out

TINY = Path(__file__).resolve().parents[2] / "models" / "tiny-detect"

# Answers every line with itself as the translation, and notes that it ran.
ENGINE = """#!/usr/bin/env python3
import json, sys
open(sys.argv[0] + ".runs", "a").write(" ".join(sys.argv[1:6]) + "\\n")
listed = open(sys.argv[-1]).read().split() if "--glossary" in sys.argv else []
for line in sys.stdin:
    words = line.split()
    text = {code: " ".join(words + listed) for code in ("fr", "de", "es")}
    delays = {code: list(range(1, len(words) + 1)) for code in text}
    print(json.dumps({"text": text, "delays": delays, "sourceTokens": len(words)}))
"""


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    file = tmp_path / "engine"
    file.write_text(ENGINE, encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def held_out(tmp_path: Path) -> Path:
    rows = {
        "heldout-manythings-fr": [
            {"source": "we go home now", "references": ["we go home now", "on rentre"]},
            {"source": "no", "references": ["no"]},
        ],
        "heldout-commentary-fr": [
            {"source": "23 for Rasal", "references": ["23 pour Rasal"], "entities": ["23", "Bo"]},
        ],
        "heldout-manythings-it": [{"source": "hello", "references": ["ciao"]}],
    }
    for name, lines in rows.items():
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def _arguments(toy: Bundle, held_out: Path, engine: Path) -> list[str]:
    paths = ["--bundle", str(toy.folder), "--held-out", str(held_out), "--engine", str(engine)]
    return ["evaluate", *paths, "--output", str(held_out / "scores.json")]


def test_the_engine_is_run_once_for_every_k_and_scored(
    toy: Bundle, held_out: Path, engine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = _arguments(toy, held_out, engine)
    assert main(arguments) == 0
    assert main(arguments) == 0

    runs = (held_out / "engine.runs").read_text(encoding="utf-8").splitlines()
    command = "translate --to fr,de,es --wait-k"
    assert runs == [f"{command} {wait}" for wait in ("1", "3", "5", "full")]
    scores = json.loads((held_out / "scores.json").read_text(encoding="utf-8"))["scores"]
    assert [(s["corpus"], s["language"], s["wait"]) for s in scores[:2]] == [
        ("commentary", "fr", "1"),
        ("manythings", "fr", "1"),
    ]
    assert scores[0]["copied"] == 0.5
    assert scores[1]["bleu"] == pytest.approx(100)
    assert scores[1]["al"] == pytest.approx(1)
    assert "| manythings | fr | 2 | 100.0 / 100.0 (1.0 / " in capsys.readouterr().out


def test_names_are_scored_without_and_with_a_glossary(
    toy: Bundle, held_out: Path, engine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*_arguments(toy, held_out, engine), "--glossary"]) == 0

    scores = json.loads((held_out / "scores.json").read_text(encoding="utf-8"))["scores"]
    assert [(s["corpus"], s["sentences"], s["copied"]) for s in scores[:4]] == [
        ("commentary", 1, 0.5),
        ("manythings", 2, None),
        ("commentary, names", 1, 0.0),
        ("commentary, names listed", 1, 1.0),
    ]
    assert "| commentary, names listed | fr | 100.0% |" in capsys.readouterr().out


def test_a_folder_of_bundles_is_scored_together(
    toy: Bundle, held_out: Path, engine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    models = held_out / "models"
    for name, rank in (("other", 0), ("better", 1)):
        shutil.copytree(toy.folder, models / name)
        manifest = read_manifest(models / name) | {"name": name, "rank": rank}
        (models / name / "surtitle.json").write_text(json.dumps(manifest))
    shutil.copytree(TINY, models / "detector")
    command = _arguments(toy, held_out, engine)
    command[2] = str(models)
    assert main(command) == 0

    scores = json.loads((held_out / "scores.json").read_text(encoding="utf-8"))["scores"]
    assert list(dict.fromkeys(score["bundle"] for score in scores)) == ["better", "other"]
    assert all(score["date"] and len(score["signatures"]) == 2 for score in scores)
    out = capsys.readouterr().out
    assert "| fr | better | 1 | " in out
    assert "| mean of 1 |" in out

    # A label is no reason to translate again.
    label = ["label", "--bundle", str(models), "--scores", str(held_out / "scores.json")]
    assert main(label) == 0
    assert main(command) == 0
    assert len((held_out / "engine.runs").read_text(encoding="utf-8").splitlines()) == 8


def test_a_folder_without_translation_bundles_is_named(
    toy: Bundle, held_out: Path, engine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = _arguments(toy, held_out, engine)
    command[2] = str(held_out)
    assert main(command) == 2
    assert "neither a translation bundle nor a folder of some" in capsys.readouterr().err


def test_names_and_numbers_of_a_row_are_those_that_its_references_keep(tmp_path: Path) -> None:
    row = {
        "source": "Huge, and Ana O'Neal-Sy makes it 98-95 with 23 to go!",
        "references": ["98-95 de Ana O'Neal-Sy, faltan 23", "Ana O'Neal-Sy: 98-95, quedan 2300"],
    }
    (tmp_path / "heldout-broadcast-es.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (line,) = read_held_out(tmp_path, ["es"], None)["broadcast", "es"]
    assert line.entities == ("Ana", "O'Neal-Sy", "98-95")


def test_an_engine_that_fails_is_named(
    toy: Bundle, held_out: Path, engine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    assert main(_arguments(toy, held_out, engine)) == 2
    assert "ended with exit code 3" in capsys.readouterr().err


def test_a_line_too_few_is_found(
    toy: Bundle, held_out: Path, engine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.write_text("#!/bin/sh\necho '{}'\n", encoding="utf-8")
    assert main(_arguments(toy, held_out, engine)) == 2
    assert "1 lines of output for 3 lines of input" in capsys.readouterr().err
