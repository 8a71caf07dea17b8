"""Parallel corpora in files, and their split into training and held-out sentences.

A hash of the normalised source sentence decides, so a source and all its translations are on the
same side, whatever the order of the data and whatever other data there is.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from opencc import OpenCC

from surtitle_export.translate import massive
from surtitle_export.translate.casing import Truecaser
from surtitle_export.translate.credits import known
from surtitle_export.translate.filters import fault
from surtitle_export.translate.recipe import Recipe

TEMPLATES = "templates.tsv"  # in a folder that holds lines with slots
GENERATED = frozenset({"commentary"})  # corpora without a folder
HELD_OUT_PER_MILLE = 15  # of the sources of every corpus in files

_CJK = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_CJK_SPACE = re.compile(rf"(?<={_CJK}) (?={_CJK})")

Dropped = Counter[tuple[str, str]]  # rows left out, by corpus and rule


@dataclass(frozen=True, slots=True)
class Pair:
    """One source sentence with one translation."""

    corpus: str
    language: str
    source: str
    target: str


def clean(text: str) -> str:
    """NFC, one kind of space and apostrophe, nothing invisible."""
    text = unicodedata.normalize("NFC", text).replace("’", "'")
    return re.sub(r"[\s\u200b-\u200f\ufeff]+", " ", text).strip()


def is_held_out(source: str) -> bool:
    """Whether a sentence is held out from training; case and punctuation do not matter."""
    key = re.sub(r"[\W_]+", " ", source.casefold()).strip()
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest) % 1000 < HELD_OUT_PER_MILLE


def read_corpora(folder: Path, recipe: Recipe, dropped: Dropped) -> Iterator[Pair]:
    """All different pairs of the recipe's languages in files, training and held-out, in order.

    Counts in `dropped` the rows that a rule of `filters` leaves out. Raises FileNotFoundError if a
    corpus has none of the languages, or a language is in no corpus.
    """
    corpora = _corpora(folder, recipe)
    if not corpora:
        return
    for corpus in corpora:
        if not any(find_texts(folder / corpus, recipe.source, into) for into in recipe.targets):
            raise FileNotFoundError(
                f"{folder / corpus} has no text from {recipe.source} into any of "
                f"{', '.join(recipe.targets)}; add it, or leave '{corpus}' out of the recipe"
            )
    for language in recipe.targets:
        if not any(find_texts(folder / corpus, recipe.source, language) for corpus in corpora):
            raise FileNotFoundError(
                f"{folder}: no corpus holds {recipe.source}-{language}.tsv.gz or another form of it"
            )
        yield from _read_language(folder, corpora, recipe.source, language, dropped)


def _corpora(folder: Path, recipe: Recipe) -> list[str]:
    """The recipe's corpora of pairs; MASSIVE last, since others show how words are cased."""
    pairs = [
        name
        for name in recipe.corpora
        if name not in GENERATED and not (folder / name / TEMPLATES).is_file()
    ]
    return sorted(pairs, key=_is_massive)


def _is_massive(corpus: str) -> bool:
    return known().get(corpus, {}).get("layout") == "massive"


def _read_language(
    folder: Path, corpora: list[str], source: str, language: str, dropped: Dropped
) -> Iterator[Pair]:
    cases = Truecaser(), Truecaser()
    seen: set[tuple[str, str]] = set()
    write = _orthography(language)
    for corpus in corpora:
        texts = find_texts(folder / corpus, source, language)
        rows = (list(map(clean, row)) for files in texts for row in _rows(files, _columns(corpus)))
        if _is_massive(corpus):
            pairs = massive.requests(rows, language, *cases)
        else:
            pairs = ((row[0], row[1]) for row in rows)
        for english, other in pairs:
            pair = english, write(other)
            reason = fault(*pair, language) or ("seen before" if pair in seen else None)
            if reason:
                dropped[corpus, reason] += 1
                continue
            seen.add(pair)
            if not _is_massive(corpus):
                cases[0].learn(pair[0])
                cases[1].learn(pair[1])
            yield Pair(corpus, language, *pair)


def _orthography(language: str) -> Callable[[str], str]:
    """How text of a language is written: simplified Chinese, and no spaces between ideographs."""
    if language == "zh":
        simplify = OpenCC("t2s").convert
        return lambda text: _CJK_SPACE.sub("", simplify(text))
    return (lambda text: _CJK_SPACE.sub("", text)) if language == "ja" else str


def _columns(corpus: str) -> int:
    return massive.COLUMNS if _is_massive(corpus) else 2


def find_texts(folder: Path, source: str, language: str) -> list[tuple[Path, ...]]:
    """The files of a corpus in one language: tables (one file each), and Moses pairs (two each).

    Tables are `en-fr.tsv` and `en-fr.tsv.gz`. A Moses pair is `NAME.en` and `NAME.fr`.
    """
    names = (f"{source}-{language}.tsv.gz", f"{source}-{language}.tsv")
    tables = [(folder / name,) for name in names if (folder / name).is_file()]
    sides = sorted(folder.glob(f"*.{source}"))
    pairs = ((file, file.with_suffix(f".{language}")) for file in sides)
    return [*tables, *(pair for pair in pairs if pair[1].is_file())]


def _rows(files: tuple[Path, ...], columns: int) -> Iterator[list[str]]:
    """The rows of a table, or the lines of a Moses pair side by side."""
    if len(files) == 1:
        for number, line in enumerate(_lines(files[0]), start=1):
            row = line.split("\t")
            if line and len(row) < columns:
                raise ValueError(
                    f"{files[0]}:{number}: expected {columns} columns separated by tabs, "
                    f"found {len(row)}"
                )
            if line:
                yield row
        return
    lines = [list(_lines(file)) for file in files]
    if len(lines[0]) != len(lines[1]):
        raise ValueError(
            f"{files[0]} has {len(lines[0])} lines, but {files[1]} has {len(lines[1])}; "
            "they must correspond line by line"
        )
    yield from map(list, zip(*lines, strict=True))


def _lines(file: Path) -> Iterator[str]:
    opened = gzip.open if file.suffix == ".gz" else open
    try:
        with opened(file, "rt", encoding="utf-8", newline="\n") as stream:
            for line in stream:
                yield line.rstrip("\r\n")
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError) as error:
        raise ValueError(f"{file} cannot be read: {error}") from error
