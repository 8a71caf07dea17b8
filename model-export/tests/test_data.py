"""What `prepare` writes: tokenizer, shards, held-out sets and credits."""

from __future__ import annotations

import dataclasses
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from surtitle_export.cli import main
from surtitle_export.translate.augment import as_recognised
from surtitle_export.translate.corpora import is_held_out
from surtitle_export.translate.credits import read_credits
from surtitle_export.translate.data import Shard, prepare
from surtitle_export.translate.decoding import Bundle
from surtitle_export.translate.recipe import Recipe, load_recipe
from surtitle_export.translate.tokenizer import END_ID, NAMES, load_tokenizer, placeholders

RECIPES = Path(__file__).resolve().parents[1] / "recipes"
RECIPE = load_recipe(RECIPES / "toy.toml")
PACKS = sorted(file for file in RECIPES.glob("live-*.toml") if file.stem != "live-transcribe")
PEOPLE = ("Tom", "Mary", "Jack", "Alice")


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    rows = [(f"{who} has {n} dogs.", f"{who} : {n} chiens.") for who in PEOPLE for n in range(99)]
    _write(folder / "manythings" / "en-fr.tsv.gz", rows)
    _write(
        folder / "my-talks" / "en-fr.tsv.gz", [(f"Talk {n}.", f"Exposé {n}.") for n in range(99)]
    )
    (folder / "my-talks" / "LICENCE").write_text("\nCC BY 4.0, Ann Other\n", encoding="utf-8")
    table = folder / "broadcast" / "templates.tsv"
    table.parent.mkdir()
    lines = [
        "id\tsplit\ten\tfr",
        "p1\ttrain\t{player} has {number} points.\t{player} a {number} points.",
        "p2\theldout\tHere is {player2}, born in {year}.\tVoici {player2}, né en {year}.",
    ]
    table.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def _write(file: Path, rows: Sequence[tuple[str, ...]]) -> None:
    file.parent.mkdir()
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        stream.writelines("\t".join(row) + "\n" for row in rows)


def _recipe(**values: Any) -> Recipe:
    return dataclasses.replace(RECIPE, targets=("fr",), **values)


def _sources(prepared: Path) -> list[str]:
    tokenizer = load_tokenizer(prepared / "tokenizer.json")
    shard = Shard.load(prepared / "shard-0.npz")
    rows = np.split(shard.source_ids, shard.source_ends[:-1])
    assert all(row[-1] == END_ID for row in rows)
    return tokenizer.decode_batch([row[:-1].tolist() for row in rows])


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_no_source_is_on_both_sides(corpora: Path, tmp_path: Path) -> None:
    recipe = _recipe(
        corpora=("manythings", "commentary", "broadcast"),
        rename_share=1.0,
        renumber_share=1.0,
        placeholder_share=0.5,
        lowercase_share=0.5,
        filled_copies=200,
    )
    prepare(corpora, recipe, tmp_path, lambda _: None)
    assert not [text for text in _sources(tmp_path) if is_held_out(text)]
    held_out = _lines(tmp_path / "heldout-manythings-fr.jsonl")
    assert held_out
    assert all(is_held_out(line["source"]) for line in held_out)


def test_held_out_commentary_lists_its_entities(tmp_path: Path) -> None:
    prepare(tmp_path, RECIPE, tmp_path, lambda _: None)
    rows = _lines(tmp_path / "heldout-commentary-de.jsonl")
    assert sum(len(row["entities"]) for row in rows) > 300
    assert all(entity in row["references"][0] for row in rows for entity in row["entities"])


def test_held_out_broadcast_lines_have_names_that_training_never_has(
    corpora: Path, tmp_path: Path
) -> None:
    prepare(corpora, _recipe(corpora=("broadcast",), filled_copies=100), tmp_path, lambda _: None)
    (line,) = _lines(tmp_path / "heldout-broadcast-fr.jsonl")
    player, year = line["entities"]
    assert line["source"] == f"Here is {player}, born in {year}."
    assert line["references"] == [f"Voici {player}, né en {year}."]
    trained = " ".join(_sources(tmp_path))
    assert "points" in trained
    assert not set(player.split()) & set(trained.split())


def test_placeholders_are_tokens_if_the_recipe_has_them(corpora: Path, tmp_path: Path) -> None:
    recipe = _recipe(corpora=("manythings",), placeholder_share=0.5)
    prepare(corpora, recipe, tmp_path, lambda _: None)
    assert placeholders(load_tokenizer(tmp_path / "tokenizer.json"))["names"] == list(NAMES)
    sources = _sources(tmp_path)
    hidden = [text for text in sources if set(text) & set(NAMES)]
    assert 0.3 * len(sources) < len(hidden) < 0.7 * len(sources)


def test_a_known_vocabulary_is_kept(corpora: Path, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    prepare(corpora, _recipe(corpora=("broadcast",)), before, lambda _: None)
    known = before / "tokenizer.json"
    prepare(corpora, _recipe(corpora=("manythings",)), after, lambda _: None, known)
    assert (after / "tokenizer.json").read_text() == known.read_text()
    assert _sources(after) != _sources(before)


def test_a_vocabulary_that_does_not_fit_is_refused(corpora: Path, tmp_path: Path) -> None:
    recipe = _recipe(corpora=("manythings",))
    prepare(corpora, recipe, tmp_path, lambda _: None)
    known = tmp_path / "tokenizer.json"
    smaller = _recipe(corpora=("manythings",), vocabulary=300)
    with pytest.raises(ValueError, match="the recipe's 'vocabulary' is 300"):
        prepare(corpora, smaller, tmp_path / "other", lambda _: None, known)
    with_placeholders = _recipe(corpora=("manythings",), placeholder_share=0.5)
    with pytest.raises(ValueError, match="has no placeholders"):
        prepare(corpora, with_placeholders, tmp_path / "other", lambda _: None, known)


def test_the_side_does_not_depend_on_case_or_marks() -> None:
    held_out = [text for n in range(2000) if is_held_out(text := f"Tom has {n} dogs, doesn't he?")]
    assert 10 < len(held_out) < 60
    assert all(is_held_out(as_recognised(text)) for text in held_out)


def test_credits_name_licences_and_rows(corpora: Path, tmp_path: Path) -> None:
    recipe = _recipe(corpora=("manythings", "my-talks", "broadcast"))
    said: list[str] = []
    prepare(corpora, recipe, tmp_path, said.append)
    manythings, talks, broadcast = read_credits(tmp_path, ()).splitlines()
    assert "CC BY 2.0 FR" in manythings
    assert "(rows: fr 389)" in manythings
    assert talks.startswith("- `my-talks`, the user's own text; CC BY 4.0, Ann Other (rows: fr 9")
    assert broadcast.endswith("Apache-2.0")
    assert any(line.startswith("my-talks: fr 9") for line in said)
    assert (tmp_path / "heldout-my_talks-fr.jsonl").is_file()


def test_credits_reach_the_card_of_a_bundle(toy: Bundle) -> None:
    card = (toy.folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "- basketball commentary, written by machine for this project" in card
    assert "both sides. Of the commentary, whole templates and names are held out.\n" in card


def test_without_a_licence_a_user_s_text_says_so(tmp_path: Path) -> None:
    expected = "- `notes`, the user's own text; no licence stated"
    assert read_credits(tmp_path, ("notes",)) == expected


@pytest.mark.parametrize("file", PACKS, ids=lambda file: file.stem)
def test_every_recipe_is_credited_and_fits_the_format(file: Path) -> None:
    recipe = load_recipe(file)
    assert "own text" not in read_credits(file.parent, recipe.corpora)
    assert recipe.name == file.stem


def test_the_packs_have_24_languages() -> None:
    packs = [load_recipe(file) for file in PACKS]
    languages = [code for pack in packs if pack.placeholder_share for code in pack.targets]
    assert len(languages) == len(set(languages)) == 24


def test_a_corpus_without_text_ends_prepare_in_one_line(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(
        'name = "x"\nsource = "en"\ntargets = ["fr"]\ncorpora = ["manythings", "notes"]\n',
        encoding="utf-8",
    )
    paths = ["--recipe", str(recipe), "--data", str(corpora), "--output", str(tmp_path / "out")]
    assert main(["prepare", *paths]) == 2
    assert "notes has no text from en into any of fr" in capsys.readouterr().err
