"""Corpora, their split, and what `prepare` writes."""

from __future__ import annotations

import dataclasses
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from surtitle_export.translate.corpora import is_held_out, read_corpora
from surtitle_export.translate.data import Shard, as_recognised, prepare
from surtitle_export.translate.recipe import load_recipe
from surtitle_export.translate.tokenizer import END_ID, load_tokenizer

RECIPE = load_recipe(Path(__file__).resolve().parents[1] / "recipes" / "toy.toml")
NAMES = ("Tom", "Mary", "Jack", "Alice")


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    (folder / "manythings").mkdir()
    (folder / "massive").mkdir()
    rows = [(f"{name} has {n} dogs.", f"{name} : {n} chiens.") for name in NAMES for n in range(99)]
    _write(folder / "manythings" / "en-fr.tsv.gz", rows)
    requests = [
        ("wake joe", "r\u00e9veille luc", "wake [person : joe]", "r\u00e9veille [person : luc]"),
        ("call joe", "appelle", "call [person : joe]", "appelle"),
    ]
    _write(
        folder / "massive" / "en-fr.tsv.gz", [("1", "train", "s", "i", *row) for row in requests]
    )
    return folder


def _write(file: Path, rows: Sequence[tuple[str, ...]]) -> None:
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        stream.writelines("\t".join(row) + "\n" for row in rows)


def test_no_source_is_on_both_sides(corpora: Path, tmp_path: Path) -> None:
    recipe = dataclasses.replace(
        RECIPE,
        targets=("fr",),
        corpora=("manythings", "commentary"),
        rename_share=1.0,
        lowercase_share=0.5,
    )
    prepare(corpora, recipe, tmp_path, lambda _: None)
    tokenizer = load_tokenizer(tmp_path / "tokenizer.json")
    shard = Shard.load(tmp_path / "shard-0.npz")
    rows = np.split(shard.source_ids, shard.source_ends[:-1])
    assert all(row[-1] == END_ID for row in rows)
    trained = tokenizer.decode_batch([row[:-1].tolist() for row in rows])
    assert not [text for text in trained if is_held_out(text)]
    held_out = (tmp_path / "heldout-manythings-fr.jsonl").read_text(encoding="utf-8").splitlines()
    assert held_out
    assert all(is_held_out(json.loads(line)["source"]) for line in held_out)


def test_held_out_commentary_lists_its_entities(tmp_path: Path) -> None:
    prepare(tmp_path, RECIPE, tmp_path, lambda _: None)
    lines = (tmp_path / "heldout-commentary-de.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert sum(len(row["entities"]) for row in rows) > 300
    assert all(entity in row["references"][0] for row in rows for entity in row["entities"])


def test_the_side_does_not_depend_on_case_or_marks() -> None:
    held_out = [text for n in range(2000) if is_held_out(text := f"Tom has {n} dogs, doesn't he?")]
    assert 10 < len(held_out) < 60
    assert all(is_held_out(as_recognised(text)) for text in held_out)


def test_names_of_requests_are_copied_or_the_row_is_dropped(corpora: Path) -> None:
    recipe = dataclasses.replace(RECIPE, targets=("fr",), corpora=("massive",))
    pairs = [(pair.source, pair.target) for pair in read_corpora(corpora, recipe)]
    assert pairs == [("wake joe", "réveille joe")]


def test_a_language_without_data_is_named(corpora: Path) -> None:
    recipe = dataclasses.replace(RECIPE, corpora=("manythings",))
    with pytest.raises(FileNotFoundError, match="en-de"):
        list(read_corpora(corpora, recipe))
