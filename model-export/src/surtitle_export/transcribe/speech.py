"""Corpora of speech: where their clips, transcripts and speakers stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

AUDIO = (".opus", ".flac", ".wav", ".ogg", ".mp3")

_SPHINX = re.compile(r"<s> (.*) </s> \((.*)\)")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording, what is said in it and by whom."""

    file: Path
    text: str  # as the corpus writes it
    speaker: str


def read_corpus(folder: Path) -> list[Clip]:
    """The clips of a corpus, in the order of their names; ValueError where it has no transcripts.

    Transcripts stand in a file of one of these forms, in the folder or below it: `transcripts.tsv`
    (name, tab, text), `transcripts.txt` or `*.trans.txt` as LibriSpeech has them (name, space,
    text), `*.transcription` as AN4 (`<s> TEXT </s> (name)`). Names are those of audio files without
    their ending. Where there is none, files named `DIGIT_SPEAKER_TAKE` are digits, and files in
    folders of their own are the words that these are named after.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is missing")
    files = {file.stem: file for file in sorted(folder.rglob("*")) if file.suffix in AUDIO}
    texts = dict(_transcripts(folder)) or dict(_digits(files)) or dict(_words(files, folder))
    if not texts:
        raise ValueError(f"{folder} has no transcripts")
    speaker = _speaker(folder)
    return [
        Clip(files[name], text, speaker(files[name]))
        for name, text in texts.items()
        if name in files
    ]


def _transcripts(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*")):
        if file.name == "transcripts.tsv":
            yield from _lines(file, lambda line: tuple(line.split("\t")[:2]))
        elif file.name == "transcripts.txt" or file.name.endswith(".trans.txt"):
            yield from _lines(file, lambda line: tuple(line.split(" ", 1)))
        elif file.suffix == ".transcription":
            yield from _lines(file, _sphinx)


def _lines(file: Path, parse: Callable[[str], tuple[str, ...] | None]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        fields = parse(line.strip()) if line.strip() else ()
        if fields is None or len(fields) not in (0, 2):
            raise ValueError(f"{file}:{number}: not the name of a clip and its text")
        if fields:
            yield fields[0], fields[1]


def _sphinx(line: str) -> tuple[str, ...] | None:
    found = _SPHINX.fullmatch(line)
    return (found[2], found[1]) if found else None


def _digits(files: dict[str, Path]) -> Iterator[tuple[str, str]]:
    for name in files:
        digit, *others = name.split("_")
        if len(others) == 2 and digit.isdecimal() and len(digit) == 1:
            yield name, _DIGITS[int(digit)]


def _words(files: dict[str, Path], folder: Path) -> Iterator[tuple[str, str]]:
    for name, file in files.items():
        if file.parent != folder:
            yield name, file.parent.name


def _speaker(folder: Path) -> Callable[[Path], str]:
    """How the speaker of a clip is found: by its name, its folder, or one for the corpus."""
    kind = folder.name.lower()
    if kind.startswith("librispeech"):
        return lambda file: f"libri-{file.stem.split('-')[0]}"
    if kind == "digits":
        return lambda file: f"digits-{file.stem.split('_')[1]}"
    if kind == "an4":
        return lambda file: f"an4-{file.parent.name}"
    return lambda file: kind
