"""The commentary data set and its generator."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from surtitle_export.translate import commentary
from surtitle_export.translate.entities import SPLITS, split_names

FOLDER = Path(__file__).resolve().parents[1] / "data" / "commentary"
HEADER = "id\tsplit\ten\tfr\tde\tes\n"


def test_the_templates_load_with_thirty_held_out() -> None:
    templates = commentary.read_templates(FOLDER)
    assert len(templates) >= 150
    assert sum(template.split == "heldout" for template in templates) == 30
    sources = [template.en for template in templates]
    assert len(set(sources)) == len(sources)


def test_every_slot_agrees_between_the_languages() -> None:
    for template in commentary.read_templates(FOLDER):
        slots = sorted(re.findall(r"\{.*?\}", template.en))
        for text in template.translations.values():
            assert sorted(re.findall(r"\{.*?\}", text)) == slots, template.id


def test_no_french_template_needs_an_elision_before_a_name() -> None:
    for template in commentary.read_templates(FOLDER):
        french = template.translations["fr"]
        assert not re.search(r"\b(de|que|le|la) \{(player|team|city)", french), template.id


def test_generation_is_deterministic() -> None:
    first = list(commentary.generate(FOLDER, "train", 200, seed=3))
    assert first == list(commentary.generate(FOLDER, "train", 200, seed=3))
    assert first != list(commentary.generate(FOLDER, "train", 200, seed=4))


@pytest.mark.parametrize("split", SPLITS)
def test_rows_are_filled_and_copy_their_entities(split: str) -> None:
    for row in commentary.generate(FOLDER, split, 2000, seed=5):
        assert set(row.translations) == set(commentary.LANGUAGES)
        for text in (row.en, *row.translations.values()):
            assert "{" not in text
            assert "}" not in text
            for entity in row.entities:
                assert entity in text


def test_no_held_out_name_is_in_train() -> None:
    slots = json.loads((FOLDER / "slots.json").read_text(encoding="utf-8"))
    held = {
        name for slot in ("first", "last", "team") for name in split_names(slots[slot], "heldout")
    }
    rows = list(commentary.generate(FOLDER, "train", 5000, seed=6))
    words = {word for row in rows for entity in row.entities for word in entity.split()}
    assert not words & held
    unseen = list(commentary.generate(FOLDER, "heldout", 2000, seed=6))
    assert {word for row in unseen for entity in row.entities for word in entity.split()} & held


def test_no_name_of_a_held_out_row_is_in_train() -> None:
    def names(split: str) -> set[str]:
        rows = commentary.generate(FOLDER, split, 5000, seed=7)
        words = {word for row in rows for entity in row.entities for word in entity.split()}
        return {word for word in words if word[0].isalpha()}

    assert not names("train") & names("heldout")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["c001\ttrain\tA {dog}.\tA {dog}.\tA {dog}.\tA {dog}."], ":2: unknown slot {dog}"),
        (["c001\ttrain\tA {team}.\tA {team}.\tA.\tA {team}."], ":2: the slots in de differ"),
        (["c001\ttrain\tA.\tA.\tA.\tA.", "c001\ttrain\tB.\tB.\tB.\tB."], ":3: the id c001"),
        (["c001\ttest\tA.\tA.\tA.\tA."], ":2: the split must be"),
        (["c001\ttrain\tA.\tA.\tA."], ":2: expected 6"),
        (["c001\ttrain\tA {.\tA {.\tA {.\tA {."], ":2: a brace"),
    ],
)
def test_a_fault_names_the_file_and_the_line(
    tmp_path: Path, lines: list[str], message: str
) -> None:
    text = HEADER + "".join(f"{line}\n" for line in lines)
    (tmp_path / "templates.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"templates\.tsv" + re.escape(message)):
        commentary.read_templates(tmp_path)


def test_a_wrong_header_or_split_is_refused(tmp_path: Path) -> None:
    (tmp_path / "templates.tsv").write_text("id\ten\n", encoding="utf-8")
    with pytest.raises(ValueError, match="header"):
        commentary.read_templates(tmp_path)
    with pytest.raises(ValueError, match="split"):
        next(commentary.generate(FOLDER, "test", 1, seed=1))
