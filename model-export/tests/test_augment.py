"""Augmented rows: languages balanced, names and numbers exchanged or hidden, other source forms."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from surtitle_export.translate import figures
from surtitle_export.translate.agreement import counts, fill, plural
from surtitle_export.translate.augment import augment, sample
from surtitle_export.translate.broadcast import (
    SLOTS,
    held_out_lines,
    read_tables,
    training_pairs,
)
from surtitle_export.translate.corpora import Pair
from surtitle_export.translate.placeholders import hide
from surtitle_export.translate.recipe import Recipe, load_recipe
from surtitle_export.translate.templates import Template
from surtitle_export.translate.tokenizer import NAMES, NUMBERS

TOY = load_recipe(Path(__file__).resolve().parents[1] / "recipes" / "toy.toml")
CHANCE = random.Random(1)


def _recipe(**values: Any) -> Recipe:
    return dataclasses.replace(TOY, corpora=("mine",), targets=("fr", "ru"), **values)


def _augment(source: str, target: str, **values: Any) -> Pair:
    (pair,) = augment([Pair("mine", "fr", source, target)], {}, _recipe(**values), seed=1)
    return pair


def test_languages_come_nearer_to_the_wanted_rows() -> None:
    few = [Pair("mine", "vi", f"a{n}", "b") for n in range(100)]
    many = [Pair("mine", "tl", f"a{n}", "b") for n in range(10_000)]
    rows = sample(few + many, 2500, random.Random(1))
    assert Counter(pair.language for pair in rows) == {"vi": 500, "tl": 5000}
    assert set(Counter(pair for pair in rows if pair.language == "vi").values()) == {5}
    assert len(set(rows)) == 5100
    assert sample(few, 0, random.Random(1)) == few


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("lowercase_share", "well he said it's over 3-2 at 7:30"),
        ("uppercase_share", "WELL, HE SAID IT'S OVER: 3-2 AT 7:30!"),
        ("unpunctuated_share", "Well, he said it's over: 3-2 at 7:30"),
    ],
)
def test_sources_take_the_forms_of_recognisers(share: str, expected: str) -> None:
    pair = _augment("Well, he said it's over: 3-2 at 7:30!", "Fini : 3-2 !", **{share: 1.0})
    assert pair.source == expected
    assert pair.target == "Fini : 3-2 !"


def test_placeholders_survive_the_form_of_recognisers() -> None:
    pair = _augment("Tom, go!", "Va, Tom !", placeholder_share=1.0, lowercase_share=1.0)
    assert pair.source[0] in NAMES
    assert pair.source[1:] == " go"
    assert pair.target == f"Va, {pair.source[0]} !"


def test_a_number_is_exchanged_on_both_sides() -> None:
    pair = _augment("He scored 34 of 50.", "Il en a mis 34 sur 50.", renumber_share=1.0)
    assert pair.source != "He scored 34 of 50."
    assert figures.shared(pair.source, pair.target)
    assert [len(number) for number in figures.shared(pair.source, pair.target)] == [2, 2]


def test_another_number_has_the_same_plural_form_and_years_stay_years() -> None:
    for _ in range(50):
        _, russian = figures.exchange("Now 22 points.", "Уже 22 очка.", "ru", CHANCE)
        assert plural("ru", int(russian.split()[1])) == "few"
        english, _ = figures.exchange("In 1984.", "En 1984.", "fr", CHANCE)
        assert 1900 <= int(english[3:-1]) <= 2029


@pytest.mark.parametrize(
    ("source", "target", "numbers"),
    [
        ("It's 98-95 at 7:30.", "98-95 à 7:30.", ["98-95", "7:30"]),
        ("He is 24.", "24 éves.", ["24"]),
        ("He has 24 now.", "24-et dobott.", ["24"]),
        ("The 3rd of 5.", "Le 3e de 5.", []),
        ("A 24-second clock.", "Une horloge de 24 secondes.", []),
        ("5 of 5.", "5 sur 5.", []),
        ("At 5 pm.", "À 17 h.", []),
    ],
)
def test_numbers_are_shared_if_both_sides_have_them_once(
    source: str, target: str, numbers: list[str]
) -> None:
    assert figures.shared(source, target) == numbers


@pytest.mark.parametrize(
    ("source", "target", "language", "hidden"),
    [
        ("Tom saw Mary at 5:30.", "Tom a vu Mary à 5:30.", "fr", 3),
        ("Tom saw Mary.", "Том видел Мэри.", "ru", 2),
        ("Tom saw Mary.", "汤姆看见了玛丽。", "zh", 2),
        ("Tom saw Mary.", "Том видел Мэрию.", "ru", 1),
        ("Tom left.", "टॉम चला गया।", "hi", 1),
        ("Tom left.", "टॉमी चला गया।", "hi", 0),
        ("Tom and Tom.", "Tom et Tom.", "fr", 0),
        ("Tomorrow.", "Tom.", "fr", 0),
    ],
)
def test_names_and_numbers_become_the_same_placeholders_on_both_sides(
    source: str, target: str, language: str, hidden: int
) -> None:
    marks = {*NAMES, *NUMBERS}
    source, target = hide(source, target, language, CHANCE)
    assert len(marks & set(source)) == hidden
    assert marks & set(source) == marks & set(target)


@pytest.mark.parametrize(
    ("language", "template", "value", "expected"),
    [
        ("hu", "a {x}", "Eagles", "az Eagles"), ("hu", "A {x}", "Hawks", "A Hawks"),
        ("hu", "a {x}", "5", "az 5"), ("hu", "a {x}", "15", "a 15"),
        ("hu", "a {x}", "1990", "az 1990"), ("hu", "a {x}", "1:30", "az 1:30"),
        ("fr", "de {x}", "Irving", "d'Irving"), ("fr", "Que {x}", "Allen", "Qu'Allen"),
        ("fr", "lorsque {x}", "Allen", "lorsqu'Allen"), ("fr", "presque {x}", "Al", "presque Al"),
        ("fr", "de {x}", "12", "de 12"), ("it", "i {x}", "Eagles", "gli Eagles"),
        ("it", "dei {x}", "Spurs", "degli Spurs"), ("it", "I {x}", "Jazz", "I Jazz"),
        ("it", "poi {x}", "Allen", "poi Allen"), ("it", "dei {x}", "11", "degli 11"),
        ("ro", "{x} de puncte", "19", "19 puncte"), ("ro", "{x} de puncte", "20", "20 de puncte"),
        ("ro", "{x} de puncte", "Deva", "Deva de puncte"),
        ("hu", "a {x}", NAMES[0], f"a {NAMES[0]}"),
    ],
)  # fmt: skip
def test_the_words_beside_a_slot_agree_with_its_value(
    language: str, template: str, value: str, expected: str
) -> None:
    assert fill(template, {"x": value}, language) == expected


def test_numbers_agree_with_the_fixed_plural_of_the_templates() -> None:
    assert counts(("fr",), 2, 5) == [2, 3, 4, 5]
    assert counts(("ru",), 2, 26) == [*range(5, 21), 25, 26]
    assert counts(("pl", "ru"), 20, 26) == [20, 25, 26]
    assert counts(("ar", "he"), 2, 13) == [11, 12, 13]


def _tables() -> dict[str, list[Template]]:
    slots = " ".join(f"{{{slot}}}" for slot in sorted(SLOTS))
    filled = Template("a", "train", slots, {"fr": slots, "ru": slots})
    plain = Template("b", "train", "What a game!", {"fr": "Quel match !"})
    return {"mine": [filled, plain, dataclasses.replace(filled, id="c", split="heldout")]}


def test_lines_are_filled_as_often_as_the_recipe_says() -> None:
    recipe = _recipe(filled_copies=50, plain_copies=3, placeholder_share=0.4)
    pairs = list(training_pairs(_tables(), recipe, random.Random(1)))
    assert Counter(pair.language for pair in pairs if pair.source == "What a game!") == {"fr": 3}
    filled = [pair for pair in pairs if pair.source != "What a game!"]
    assert 90 <= len(filled) <= 100  # one in 66 is held out by its hash
    assert all(pair.source == pair.target and "{" not in pair.source for pair in filled)
    hidden = [pair for pair in filled if set(pair.source) & {*NAMES, *NUMBERS}]
    assert 0.25 * len(filled) < len(hidden) < 0.55 * len(filled)


def test_held_out_lines_are_the_same_in_all_languages_and_runs() -> None:
    lines = list(held_out_lines(_tables(), _recipe()))
    assert [line.pair.language for line in lines] == ["fr", "ru"]
    assert lines[0].pair.source == lines[1].pair.source
    assert lines == list(held_out_lines(_tables(), _recipe()))
    assert all(entity in lines[0].pair.target for entity in lines[0].entities)


def test_templates_are_in_english(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    table = tmp_path / "mine" / "templates.tsv"
    table.write_text("id\tsplit\ten\tfr\na\ttrain\tGo!\tAllez !\n", encoding="utf-8")
    assert list(read_tables(tmp_path, _recipe())) == ["mine"]
    with pytest.raises(ValueError, match="templates are in English, not de"):
        read_tables(tmp_path, dataclasses.replace(_recipe(), source="de"))
