"""Reading corpora: layouts, rules for rows, MASSIVE's two forms, simplified characters."""

from __future__ import annotations

import dataclasses
import gzip
from collections import Counter
from pathlib import Path

import pytest

from surtitle_export.translate.casing import Truecaser, is_question, punctuate
from surtitle_export.translate.corpora import Dropped, read_corpora
from surtitle_export.translate.filters import fault
from surtitle_export.translate.recipe import load_recipe

TOY = load_recipe(Path(__file__).resolve().parents[1] / "recipes" / "toy.toml")


def _table(folder: Path, corpus: str, language: str, *rows: tuple[str, ...]) -> None:
    file = folder / corpus / f"en-{language}.tsv"
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def _read(folder: Path, language: str, *corpora: str) -> tuple[list[tuple[str, str]], Dropped]:
    dropped: Dropped = Counter()
    recipe = dataclasses.replace(TOY, targets=(language,), corpora=corpora)
    pairs = read_corpora(folder, recipe, dropped)
    return [(pair.source, pair.target) for pair in pairs], dropped


def test_tables_plain_and_compressed_and_moses_pairs_are_one_corpus(tmp_path: Path) -> None:
    _table(tmp_path, "mine", "fr", ("One.", "Un.", "a third column"))
    with gzip.open(tmp_path / "mine" / "en-fr.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.write("Two.\tDeux.\r\n\n")
    (tmp_path / "mine" / "talks.en-fr.en").write_text("Three.\nFour.\n", encoding="utf-8")
    (tmp_path / "mine" / "talks.en-fr.fr").write_text("Trois.\nQuatre.\n", encoding="utf-8")
    pairs, _ = _read(tmp_path, "fr", "mine")
    assert pairs == [("Two.", "Deux."), ("One.", "Un."), ("Three.", "Trois."), ("Four.", "Quatre.")]


def test_moses_sides_of_different_length_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "talks.en").write_text("One.\nTwo.\n", encoding="utf-8")
    (tmp_path / "mine" / "talks.fr").write_text("Un.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"talks\.en has 2 lines, but .*talks\.fr has 1"):
        _read(tmp_path, "fr", "mine")


def test_a_line_without_a_tab_is_named(tmp_path: Path) -> None:
    _table(tmp_path, "mine", "fr", ("One.", "Un."), ("Two. Deux.",))
    with pytest.raises(ValueError, match=r"en-fr\.tsv:2: expected 2 columns"):
        _read(tmp_path, "fr", "mine")


@pytest.mark.parametrize(
    ("name", "content"), [("en-fr.tsv", b"\xff\t\xfe\n"), ("en-fr.tsv.gz", b"x")]
)
def test_an_unreadable_file_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / name).write_bytes(content)
    with pytest.raises(ValueError, match=rf"{name} cannot be read"):
        _read(tmp_path, "fr", "mine")


def test_a_language_without_data_is_named(tmp_path: Path) -> None:
    _table(tmp_path, "mine", "fr", ("One.", "Un."))
    recipe = dataclasses.replace(TOY, targets=("fr", "de"), corpora=("mine",))
    with pytest.raises(FileNotFoundError, match="en-de"):
        list(read_corpora(tmp_path, recipe, Counter()))


def test_a_pair_is_read_once_from_all_corpora(tmp_path: Path) -> None:
    _table(tmp_path, "one", "fr", ("Go.", "Va."), ("Go.", "Allez."))
    _table(tmp_path, "two", "fr", ("Go.", "Va."))
    pairs, dropped = _read(tmp_path, "fr", "one", "two")
    assert pairs == [("Go.", "Va."), ("Go.", "Allez.")]
    assert dropped == {("two", "seen before"): 1}


@pytest.mark.parametrize(
    ("source", "target", "language", "rule"),
    [
        ("", "Va.", "fr", "empty"),
        ("a" * 501, "a" * 501, "fr", "more than 500 characters"),
        ("See https://example.org", "Voir https://example.org", "fr", "markup"),
        ("Press <b>OK</b> now", "Appuyez sur OK maintenant", "fr", "markup"),
        ("You have %s new messages", "Vous avez des messages", "fr", "markup"),
        ("What a wonderful game this was!", "Oui.", "fr", "another length"),
        ("What a game!!", "Quel match, " * 5, "fr", "another length"),
        ("What a wonderful game this was!", "精彩的比赛！", "zh", None),
        ("What a wonderful game!", "What a wonderful match", "ru", "another script"),
        ("The NBA is back.", "НБА (NBA) снова с нами.", "ru", None),
        ("all of this is copied", "all of this is copied", "nl", "a copy"),
        ("San Antonio Spurs", "San Antonio Spurs", "nl", None),
        ("Hi!", "Bonjour tout le monde !", "fr", None),
    ],
)
def test_rows_that_teach_inventing_are_left_out(
    source: str, target: str, language: str, rule: str | None
) -> None:
    assert fault(source, target, language) == rule


def _request(number: int, source: str, target: str, *marked: str) -> tuple[str, ...]:
    return (str(number), "train", "s", "i", source, target, *(marked or (source, target)))


def test_names_of_requests_are_copied_or_the_row_is_dropped(tmp_path: Path) -> None:
    rows = (
        ("wake joe", "réveille luc", "wake [person : joe]", "réveille [person : luc]"),
        ("call joe", "appelle", "call [person : joe]", "appelle"),
    )
    _table(tmp_path, "massive", "fr", *(_request(2, *row) for row in rows))
    assert _read(tmp_path, "fr", "massive")[0] == [("wake joe", "Réveille joe.")]


def test_every_second_request_is_cased_as_the_other_corpora_are(tmp_path: Path) -> None:
    _table(
        tmp_path, "massive", "de",
        _request(1, "is it cold in boston", "ist es in boston kalt im winter"),
        _request(2, "set a timer in boston", "stell in boston einen timer"),
    )  # fmt: skip
    _table(tmp_path, "mine", "de", ("I like Boston.", "Ich mag den Winter in Boston."))
    pairs, _ = _read(tmp_path, "de", "massive", "mine")
    assert pairs[1:] == [
        ("Is it cold in Boston?", "Ist es in Boston kalt im Winter?"),
        ("set a timer in boston", "Stell in Boston einen timer."),
    ]


def test_letters_with_their_marks_apart_are_joined_before_words_are_cased(tmp_path: Path) -> None:
    _table(tmp_path, "massive", "vi", _request(2, "next song", "mở ba\u0300i tiếp theo"))
    _table(tmp_path, "mine", "vi", ("What I like.", "Cái tôi I thích."))
    assert _read(tmp_path, "vi", "mine", "massive")[0][1] == ("next song", "Mở bài tiếp theo.")


def test_a_truecaser_does_not_learn_from_the_beginnings_of_sentences() -> None:
    case = Truecaser()
    for text in ("Go home.", "We go home.", "Home is where May is."):
        case.learn(text)
    assert case.restore("in may they go home") == "In May they go home"


@pytest.mark.parametrize(
    ("language", "statement", "question"),
    [
        ("fr", "x.", "x ?"), ("es", "x.", "¿x?"), ("el", "x.", "x;"), ("zh", "x。", "x？"),
        ("hi", "x।", "x?"), ("ur", "x۔", "x؟"), ("ar", "x.", "x؟"), ("ko", "x.", "x?"),
    ],
)  # fmt: skip
def test_text_ends_with_the_mark_of_its_language(
    language: str, statement: str, question: str
) -> None:
    assert punctuate("x", language, question=False) == statement
    assert punctuate("x", language, question=True) == question
    assert punctuate(statement, language, question=False) == statement


def test_questions_are_told_by_their_first_word() -> None:
    assert is_question("what's the time")
    assert is_question("isn't it cold")
    assert not is_question("island news please")


def test_chinese_is_simplified(tmp_path: Path) -> None:
    _table(tmp_path, "mine", "zh", ("He is a basketball player.", "他是籃球運動員。"))
    assert _read(tmp_path, "zh", "mine")[0] == [("He is a basketball player.", "他是篮球运动员。")]


def test_chinese_and_japanese_have_no_spaces_between_their_characters(tmp_path: Path) -> None:
    _table(tmp_path, "mine", "zh", ("Is it March sixth?", "今天是 三月六日 吗？"))
    _table(tmp_path, "mine", "ja", ("Play Abbey Road now.", "今 アビー Abbey Road を再生。"))
    assert _read(tmp_path, "zh", "mine")[0] == [("Is it March sixth?", "今天是三月六日吗？")]
    japanese = ("Play Abbey Road now.", "今アビー Abbey Road を再生。")
    assert _read(tmp_path, "ja", "mine")[0] == [japanese]
