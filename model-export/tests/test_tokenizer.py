"""Words as they arrive, or a sentence at once: the ids are the same."""

from __future__ import annotations

import random

import pytest
from regenerate_toy import CANDIDATES

from surtitle_export.translate import commentary
from surtitle_export.translate.decoding import Bundle
from surtitle_export.translate.tokenizer import (
    BEGIN_ID,
    END_ID,
    NAMES,
    NUMBERS,
    PAD_ID,
    UNKNOWN_ID,
    placeholders,
    train_tokenizer,
)

ODD = (
    "  two   spaces\tand a tab ",
    "¿Qué? «Oui», dit-il… 3,5 % – l’été",
    "漢字 и кириллица 🙂 e\u0301 ﬁn",
    "<s> </s> <0x41> ▁ a▁b",
    "an invisible \u200d word, a\u200bspace",
    "1:07 98-95 #23 don't rock'n'roll",
)


def _sentences() -> list[str]:
    rows = commentary.generate(commentary.FOLDER, "heldout", 300, seed=3)
    return [*CANDIDATES, *ODD, *(text for row in rows for text in (row.en, row.translations["de"]))]


@pytest.mark.parametrize("marks", ["", "?!"])
def test_word_by_word_gives_the_ids_of_the_whole(toy: Bundle, marks: str) -> None:
    for sentence in _sentences():
        text = sentence + marks
        whole = toy.tokenizer.encode(text).ids
        assert whole == [i for word in text.split() for i in toy.tokenizer.encode(word).ids], text


def test_random_characters_keep_the_law_and_come_back(toy: Bundle) -> None:
    chance = random.Random(1)
    letters = "abcé'’ -.,!?¿0123456789ßñ▁漢🙂<>/s"
    for _ in range(500):
        text = " ".join("".join(chance.choices(letters, k=30)).split())
        ids = toy.tokenizer.encode(text).ids
        assert ids == [i for word in text.split() for i in toy.tokenizer.encode(word).ids], text


def test_no_text_spells_a_special_token(toy: Bundle) -> None:
    ids = toy.tokenizer.encode("<pad> <s> </s> <unk> <0x41>").ids
    assert not {PAD_ID, BEGIN_ID, END_ID, UNKNOWN_ID, 4 + 0x41} & set(ids)
    assert toy.tokenizer.token_to_id("</s>") == END_ID


def test_known_text_survives_the_way_there_and_back(toy: Bundle) -> None:
    for sentence in CANDIDATES:
        assert toy.tokenizer.decode(toy.tokenizer.encode(sentence).ids) == sentence


def test_placeholders_are_tokens_of_their_own_whatever_stands_beside_them() -> None:
    texts = [f"{name}'s ball, {number}-{number} for {name}" for name in NAMES for number in NUMBERS]
    tokenizer = train_tokenizer(texts * 20, 400)

    assert placeholders(tokenizer) == {"names": list(NAMES), "numbers": list(NUMBERS)}
    for text in (f"x{NAMES[0]}{NUMBERS[1]}s", f"{NUMBERS[0]}-{NUMBERS[1]}.", NAMES[7]):
        tokens = tokenizer.encode(text).tokens
        assert [token for token in tokens if set(token) & {*NAMES, *NUMBERS}] == [
            mark for mark in text if mark in {*NAMES, *NUMBERS}
        ]


def test_a_tokenizer_that_never_saw_them_has_no_placeholders(toy: Bundle) -> None:
    assert placeholders(toy.tokenizer) == {}
    assert "placeholders" not in toy.manifest
