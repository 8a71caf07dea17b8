"""Scores on examples small enough to compute by hand."""

from __future__ import annotations

import pytest

from surtitle_export.translate.scores import (
    average_lagging,
    copied,
    in_place,
    length_adaptive_average_lagging,
    quality,
)


@pytest.mark.parametrize(
    ("delays", "source", "expected"),
    [
        ([3, 4, 5, 6], 6, (3 + 2.5 + 2 + 1.5) / 4),  # the even pace reads 1.5 a token
        ([1, 2, 3, 4], 4, 1.0),  # wait-1 of equal lengths lags by 1
        ([3, 4, 5, 5, 5], 5, 3.0),  # and wait-3 by 3; what follows the whole source is free
        ([6, 6, 6], 6, 6.0),  # the full sentence lags by all of it
        ([1, 2], 4, (1 + 0) / 2),  # stopped before the end: over all tokens
    ],
)
def test_average_lagging(delays: list[int], source: int, expected: float) -> None:
    assert average_lagging(delays, source) == pytest.approx(expected)


def test_length_adaptive_lagging_does_not_reward_writing_too_much() -> None:
    # 4 read, 8 written, 4 wanted: AL credits half a token of pace, and so does LAAL.
    delays = [1, 2, 3, 4, 4, 4, 4, 4]
    assert average_lagging(delays, 4) == pytest.approx((1 + 1.5 + 2 + 2.5) / 4)
    assert length_adaptive_average_lagging(delays, 4, 4) == pytest.approx(1.75)
    # 4 read, 2 written, 4 wanted: AL asks for 2 tokens of pace, LAAL for 1.
    assert average_lagging([2, 4], 4) == pytest.approx((2 + 2) / 2)
    assert length_adaptive_average_lagging([2, 4], 4, 4) == pytest.approx((2 + 3) / 2)


def test_an_empty_translation_has_no_lagging() -> None:
    with pytest.raises(ValueError, match="empty"):
        average_lagging([], 3)


def test_every_reference_counts_however_many_a_sentence_has() -> None:
    texts = ["the cat sat on the mat", "a dog ran over the hill", "we go home now then"]
    references = [
        ["one cat is lying there", "the cat sat on the mat"],
        ["a dog ran over the hill"],
        ["no", "never", "we go home now then"],
    ]
    perfect = quality(texts, references)
    assert perfect.bleu == pytest.approx(100)
    assert perfect.chrf == pytest.approx(100)
    assert "nrefs:var" in perfect.signatures[0]
    assert quality(texts, [row[:1] for row in references]).bleu < 60


@pytest.mark.parametrize(
    ("language", "tokenizer"),
    [("fr", "13a"), ("zh-Hans", "zh"), ("ja", "char"), ("ko", "char"), ("pt-BR", "13a")],
)
def test_words_of_bleu_are_those_of_the_language(language: str, tokenizer: str) -> None:
    measured = quality(["东京 2020 です 我们"], [["东京 2020 です 我们"]], language)
    assert measured.chrf == pytest.approx(100)
    assert f"tok:{tokenizer}|" in measured.signatures[0]


def test_names_end_where_another_script_begins() -> None:
    assert copied(["Hawks", "23"], "Hawks는 23점") == 2
    assert copied(["Hawks", "23"], "由Hawks以23分") == 2
    assert copied(["Hawks", "23"], "Hawksów 123") == 0


def test_entities_count_whole_and_unchanged() -> None:
    entities = ("Kai Liu", "23", "98-95", "7:05")
    assert copied(entities, "Kai Liu, n° 23 : 98-95, 7:05.") == 4
    assert copied(entities, "Kai Lius 123, 98-9, 7:052") == 0


def test_names_are_in_place_in_the_order_of_a_reference() -> None:
    entities = ["Hawks", "Kai Liu", "23"]
    reference = "Kai Liu met 23 voor de Hawks"
    assert in_place(entities, "Kai Liu, 23, Hawks", [reference]) == 3
    assert in_place(entities, "Hawks 23 Kai Liu", [reference]) == 1
    assert in_place(entities, "Hawks 23 Kai Liu", [reference, "Hawks: 23, Kai Liu"]) == 3
    assert in_place(entities, "Kai Liu en de Hawks", [reference]) == 2
    assert in_place(entities, "niets", [reference]) == 0


def test_the_longer_of_two_names_at_one_place_is_first() -> None:
    assert in_place(["Kai", "Kai Liu"], "Kai Liu", ["voor Kai Liu"]) == 2
