"""What came through the engine, played here by a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surtitle_export.cli import main
from surtitle_export.translate.carried import DATA, Sentence, Token, read_sentences
from surtitle_export.translate.decoding import Bundle

# Groups digits as French does, and puts the second number first in German.
ENGINE = """#!/usr/bin/env python3
import json, sys
for line in sys.stdin:
    text = line.strip().replace("1,234.50", "1\\u202f234,50").replace("rebounds", "rebonds")
    turned = text.replace("points", "Punkte").replace("rebonds", "Rebounds")
    turned = turned.replace("24", "_").replace("11", "24").replace("_", "11")
    both = {"fr": text, "de": turned, "es": ""}
    print(json.dumps({"text": both, "delays": {}, "sourceTokens": 1}))
"""


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    file = tmp_path / "engine"
    file.write_text(ENGINE, encoding="utf-8")
    file.chmod(0o755)
    return file


def test_the_sentences_are_those_that_the_card_tells() -> None:
    sentences = read_sentences(DATA / "sentences.txt")
    assert len(sentences) == len(set(sentences)) == 300
    assert sum(len(sentence.tokens) > 1 for sentence in sentences) == 119
    assert sentences[0] == Sentence(
        "He scored 24 points and took 11 rebounds.",
        (Token("24", "point"), Token("11", "rebound")),
    )
    words = json.loads((DATA / "words.json").read_text(encoding="utf-8"))
    assert words.keys() == {t.word for s in sentences for t in s.tokens if t.word}


def test_what_is_kept_and_what_stands_beside_its_word_is_counted(
    toy: Bundle,
    engine: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "He scored [24|point] points and [11|rebound] rebounds.\nIt costs [$1,234.50] today.\n"
    (tmp_path / "sentences.txt").write_text(text, encoding="utf-8")
    (tmp_path / "words.json").write_text((DATA / "words.json").read_text(encoding="utf-8"))
    monkeypatch.setattr("surtitle_export.translate.carried.DATA", tmp_path)
    output = tmp_path / "carried.json"
    paths = ["--bundle", str(toy.folder), "--engine", str(engine), "--output", str(output)]

    assert main(["carried", *paths]) == 0

    scores = json.loads(output.read_text(encoding="utf-8"))["scores"]
    counted = [(s["language"], s["tokens"], s["kept"], s["judged"], s["beside"]) for s in scores]
    assert counted == [
        ("fr", 3, 3, 2, 2),
        ("fr", 2, 2, 2, 2),
        ("de", 3, 3, 2, 0),
        ("de", 2, 2, 2, 0),
        ("es", 3, 0, 0, 0),
        ("es", 2, 0, 0, 0),
    ]
    assert "| 2 | 3 | fr | 100.0 % of 3 | 100.0 % of 2 |" in capsys.readouterr().out
