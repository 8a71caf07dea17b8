"""What a user may get wrong gives one sentence, exit code 2 and no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from surtitle_export.cli import main
from surtitle_export.translate.decoding import Bundle
from surtitle_export.translate.recipe import load_recipe, recipe_toml

RECIPES = Path(__file__).resolve().parents[1] / "recipes"
GOOD = 'name = "x"\nsource = "en"\ntargets = ["fr"]\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + "hiden = 3\n", "unknown key 'hiden'"),
        ('name = "x"\n', "key 'source' is missing"),
        (GOOD + "hidden = 0\n", "'hidden' must be at least 1, not 0"),
        (GOOD + 'hidden = "large"\n', "'hidden' must be of type int"),
        (GOOD + "dropout = 2.0\n", "'dropout' must be within 0 and 1"),
        (GOOD + "vocabulary = 70000\n", "'vocabulary' must be at most 65536"),
        (GOOD + 'corpora = ["a/b"]\n', "'a/b' is not the name of a corpus"),
        (GOOD + "lowercase_share = 0.6\nuppercase_share = 0.6\n", "must be at most 1"),
        ('name = "x"\nsource = "en"\ntargets = []\n', "'targets' names no language"),
        ('name = "x"\nsource = "en"\ntargets = "fr"\n', "must be a list of strings"),
        ("name =\n", "not TOML"),
        (
            'task = "detect"\nname = "x"\n',
            "give a recipe of the task 'translate'",
        ),
    ],
)
def test_a_faulty_recipe_is_refused_in_one_line(
    text: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(text, encoding="utf-8")
    paths = ["--recipe", str(recipe), "--data", str(tmp_path), "--output", str(tmp_path / "out")]
    assert main(["prepare", *paths]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("name", ["live-translate.toml", "toy.toml"])
def test_a_written_recipe_reads_back(name: str, tmp_path: Path) -> None:
    recipe = load_recipe(RECIPES / name)
    (tmp_path / "copy.toml").write_text(recipe_toml(recipe), encoding="utf-8")
    assert load_recipe(tmp_path / "copy.toml") == recipe


def test_what_is_missing_or_damaged_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = str(tmp_path)
    commands = {
        "dev.npz is missing": [
            "train",
            "--recipe",
            str(RECIPES / "toy.toml"),
            "--data",
            there,
            "--output",
            there,
        ],
        "absent.toml": ["train", "--recipe", "absent.toml", "--data", there, "--output", there],
        "checkpoint.pt is missing": [
            "export",
            "--run",
            there,
            "--tokenizer",
            there,
            "--output",
            there,
        ],
        "surtitle.json is missing": ["verify", "--run", there, "--bundle", there],
    }
    for message, command in commands.items():
        assert main(command) == 2
        assert message in capsys.readouterr().err
    (tmp_path / "checkpoint.pt").write_bytes(b"half")
    assert main(commands["checkpoint.pt is missing"]) == 2
    assert "is damaged or incomplete" in capsys.readouterr().err


def test_scores_and_tokenizers_that_are_none_are_refused(
    toy: Bundle, work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[]", encoding="utf-8")
    export = ["export", "--run", str(work / "run"), "--output", str(tmp_path / "bundle")]
    tokenizer = ["--tokenizer", str(toy.folder / "tokenizer.json")]
    assert main([*export, *tokenizer, "--scores", str(wrong)]) == 2
    assert "is not what 'surtitle-export evaluate' writes" in capsys.readouterr().err
    assert main([*export, "--tokenizer", str(wrong)]) == 2
    assert "is not a tokenizer" in capsys.readouterr().err


def test_export_and_verify_run(toy: Bundle, work: Path, tmp_path: Path) -> None:
    tokenizer = str(toy.folder / "tokenizer.json")
    run, bundle = str(work / "run"), str(tmp_path / "bundle")
    assert main(["export", "--run", run, "--tokenizer", tokenizer, "--output", bundle]) == 0
    assert main(["verify", "--run", run, "--bundle", bundle]) == 0
