"""Parallel corpora in files, and their split into training and held-out sentences.

A hash of the normalised source sentence decides, so a source and all its translations are on the
same side, whatever the order of the data and whatever other data there is.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from surtitle_export.translate.recipe import Recipe

HELD_OUT_PER_MILLE = 15  # of the sources of every corpus in files

# Slots of MASSIVE that hold names, which its translators often swapped for local ones.
_NAME_SLOTS = frozenset(
    {
        "app_name",
        "artist_name",
        "audiobook_author",
        "audiobook_name",
        "business_name",
        "email_address",
        "game_name",
        "movie_name",
        "music_album",
        "person",
        "place_name",
        "playlist_name",
        "podcast_name",
        "radio_name",
        "song_name",
        "transport_agency",
        "transport_name",
    }
)
_SLOT = re.compile(r"\[(\w+) : ([^\]]*)\]")


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


def read_corpora(folder: Path, recipe: Recipe) -> Iterator[Pair]:
    """All pairs of the recipe's languages in files, training and held-out, in a fixed order.

    Raises FileNotFoundError when a language has no file in any corpus. A recipe that
    uses only generated commentary needs no file.
    """
    if not _READERS.keys() & set(recipe.corpora):
        return
    for language in recipe.targets:
        found = False
        for corpus, reader in _READERS.items():
            file = folder / corpus / f"{recipe.source}-{language}.tsv.gz"
            if corpus in recipe.corpora and file.is_file():
                found = True
                for source, target in reader(file):
                    source, target = clean(source), clean(target)
                    if source and target:
                        yield Pair(corpus, language, source, target)
        if not found:
            raise FileNotFoundError(f"{folder}: no corpus holds {recipe.source}-{language}.tsv.gz")


def _rows(file: Path) -> Iterator[list[str]]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _read_pairs(file: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(file):
        yield row[0], row[1]


def _read_massive(file: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(file):
        target = _copy_names(row[6], row[7])
        if target is not None:
            yield row[4], target


def _copy_names(source: str, target: str) -> str | None:
    """The plain target with the source's names; None if the slots do not correspond."""
    names = {slot: value for slot, value in _SLOT.findall(source) if slot in _NAME_SLOTS}
    wanted = sorted(slot for slot, _ in _SLOT.findall(source) if slot in _NAME_SLOTS)
    found = sorted(slot for slot, _ in _SLOT.findall(target) if slot in _NAME_SLOTS)
    if wanted != found or len(set(wanted)) != len(wanted):
        return None
    return _SLOT.sub(lambda match: str(names.get(match[1], match[2])).strip(), target)


_READERS: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    "manythings": _read_pairs,
    "massive": _read_massive,
    "tico19": _read_pairs,
}
