"""Training data: corpora in, tokenizer and token-id shards out.

Sentences are split by their English source: a source and all its translations are on one side.
The side is a hash of the normalised source, so it never depends on order or on other data.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from surtitle_export import commentary
from surtitle_export.config import Recipe
from surtitle_export.tokenizer import END_ID, train_tokenizer

HELD_OUT_PER_MILLE = 15  # of the sources of each corpus without an official split
COMMENTARY = Path(__file__).resolve().parents[2] / "data" / "commentary"

# Slots of MASSIVE that hold names, which its translators often swapped for local ones.
_NAME_SLOTS = frozenset(
    "person place_name business_name artist_name song_name radio_name audiobook_name playlist_name"
    " podcast_name movie_name game_name app_name transport_agency email_address transport_name"
    " audiobook_author music_album".split()
)
_SLOT = re.compile(r"\[(\w+) : ([^\]]*)\]")
_COMMON_NAMES = ("Tom", "Mary", "John", "Maria", "Jack", "Bill", "Ken", "Bob", "Jim", "Alice")


@dataclass(frozen=True, slots=True)
class Pair:
    """One source sentence with one translation."""

    corpus: str
    language: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Shard:
    """Encoded rows of one augmented copy of the data; `*_ends` are running offsets into ids."""

    source_ids: np.ndarray  # uint16 [sum of source lengths], each row ending in END
    source_ends: np.ndarray  # int64 [rows]
    target_ids: np.ndarray  # uint16 [sum of target lengths], each row ending in END
    target_ends: np.ndarray  # int64 [rows]
    language: np.ndarray  # uint8 [rows], index into the recipe's targets

    def save(self, file: Path) -> None:
        """Write the arrays as one compressed `.npz`."""
        np.savez_compressed(file, **{key: getattr(self, key) for key in Shard.__slots__})

    @staticmethod
    def load(file: Path) -> Shard:
        """Read what `save` wrote."""
        with np.load(file) as arrays:
            return Shard(**{key: arrays[key] for key in Shard.__slots__})


def clean(text: str) -> str:
    """NFC, one kind of space and apostrophe, nothing invisible."""
    text = unicodedata.normalize("NFC", text).replace("’", "'")
    return re.sub(r"[\s\u200b-\u200f\ufeff]+", " ", text).strip()


def is_held_out(source: str) -> bool:
    """True for the sentences that no training may see; case and punctuation do not matter."""
    key = re.sub(r"[\W_]+", " ", source.casefold()).strip()
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest) % 1000 < HELD_OUT_PER_MILLE


def read_corpora(folder: Path, recipe: Recipe) -> Iterator[Pair]:
    """All file-based pairs of the recipe's languages, train and held out, in a fixed order.

    Raises FileNotFoundError when a language has no file in any corpus.
    """
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
    """The plain target with the source's names; None where the slots do not correspond."""
    names = {slot: value for slot, value in _SLOT.findall(source) if slot in _NAME_SLOTS}
    wanted = sorted(slot for slot, _ in _SLOT.findall(source) if slot in _NAME_SLOTS)
    found = sorted(slot for slot, _ in _SLOT.findall(target) if slot in _NAME_SLOTS)
    if wanted != found or len(set(wanted)) != len(wanted):
        return None
    return _SLOT.sub(lambda match: names.get(match[1], match[2]).strip(), target)


_READERS: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    "manythings": _read_pairs,
    "massive": _read_massive,
    "tico19": _read_pairs,
}


def prepare(folder: Path, recipe: Recipe, output: Path, log: Callable[[str], None]) -> None:
    """Write `tokenizer.json`, `shard-N.npz`, `dev.npz` and the held-out text files to `output`."""
    output.mkdir(parents=True, exist_ok=True)
    pairs = list(read_corpora(folder, recipe))
    train = [pair for pair in pairs if not is_held_out(pair.source)]
    held_out = [pair for pair in pairs if is_held_out(pair.source)]
    log(f"{len(train)} training pairs, {len(held_out)} held out")

    tokenizer = train_tokenizer(_tokenizer_texts(train, recipe), recipe.vocabulary)
    tokenizer.save(str(output / "tokenizer.json"))
    _write_held_out(held_out, recipe, output)
    encode(_dev_rows(held_out, recipe), tokenizer, recipe).save(output / "dev.npz")
    for number in range(recipe.shards):
        rows = augment(train, recipe, seed=recipe.seed * 1000 + number)
        shard = encode(rows, tokenizer, recipe)
        shard.save(output / f"shard-{number}.npz")
        log(f"shard {number}: {len(shard.language)} rows, {len(shard.target_ids)} target tokens")


def _dev_rows(held_out: list[Pair], recipe: Recipe) -> list[Pair]:
    """Enough rows to follow the loss during training, at random."""
    return random.Random(recipe.seed).sample(held_out, min(1500, len(held_out)))


def _tokenizer_texts(train: list[Pair], recipe: Recipe) -> Iterator[str]:
    yield from {pair.source for pair in train}
    yield from (pair.target for pair in train)
    for row in _commentary(recipe, "train", 3000, recipe.seed):
        yield row.source
        yield row.target


def _commentary(recipe: Recipe, split: str, count: int, seed: int) -> Iterator[Pair]:
    if "commentary" not in recipe.corpora:
        return
    for row in commentary.generate(COMMENTARY, split, count, seed):
        for language in recipe.targets:
            if language in row.translations:
                yield Pair("commentary", language, row.en, row.translations[language])


def augment(train: list[Pair], recipe: Recipe, seed: int) -> list[Pair]:
    """One epoch of training rows: names exchanged, some sources as a recogniser would write them.

    Fresh commentary rows are added; the order is left for the batches to mix.
    """
    choose = random.Random(seed)
    slots = json.loads((COMMENTARY / "slots.json").read_text(encoding="utf-8"))
    names = [n for key in ("first", "last") for n in commentary.split_names(slots[key], "train")]
    rows = train + list(_commentary(recipe, "train", recipe.commentary_rows, seed))
    result = []
    for pair in rows:
        source, target = pair.source, pair.target
        if choose.random() < recipe.rename_share:
            source, target = _rename(source, target, names, choose)
        if choose.random() < recipe.lowercase_share:
            source = as_recognised(source)
        result.append(Pair(pair.corpus, pair.language, source, target))
    return result


def _rename(source: str, target: str, names: list[str], choose: random.Random) -> tuple[str, str]:
    for name in _COMMON_NAMES:
        word = re.compile(rf"\b{name}\b")
        if word.search(source) and word.search(target):
            other = choose.choice(names)
            return word.sub(other, source), word.sub(other, target)
    return source, target


def as_recognised(text: str) -> str:
    """Lower case without punctuation, as speech recognisers write; apostrophes stay."""
    return clean(re.sub(r"[^\w\s'-]+", " ", text.lower())) or text


def encode(pairs: Iterable[Pair], tokenizer: Tokenizer, recipe: Recipe) -> Shard:
    """Token ids of every pair of at most `max_tokens` on both sides."""
    rows = list(pairs)
    sources = tokenizer.encode_batch_fast([row.source for row in rows])
    targets = tokenizer.encode_batch_fast([row.target for row in rows])
    kept = [
        (row, [*source.ids, END_ID], [*target.ids, END_ID])
        for row, source, target in zip(rows, sources, targets, strict=True)
        if len(source.ids) < recipe.max_tokens and len(target.ids) < recipe.max_tokens
    ]
    return Shard(
        np.concatenate([np.array(source, np.uint16) for _, source, _ in kept]),
        np.cumsum([len(source) for _, source, _ in kept]),
        np.concatenate([np.array(target, np.uint16) for _, _, target in kept]),
        np.cumsum([len(target) for _, _, target in kept]),
        np.array([recipe.targets.index(row.language) for row, _, _ in kept], np.uint8),
    )


def _write_held_out(held_out: list[Pair], recipe: Recipe, output: Path) -> None:
    """One JSON-lines file per corpus and language: `{"source": ..., "references": [...]}`."""
    texts: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for pair in held_out:
        references = texts[pair.corpus, pair.language].setdefault(pair.source, [])
        if pair.target not in references:
            references.append(pair.target)
    for row in commentary.generate(COMMENTARY, "heldout", 600, recipe.seed):
        for language, target in row.translations.items():
            if language in recipe.targets:
                texts["commentary", language][row.en] = [target]
    for (corpus, language), sentences in texts.items():
        with (output / f"heldout-{corpus}-{language}.jsonl").open("w", encoding="utf-8") as stream:
            for source, references in sentences.items():
                line = {"source": source, "references": references}
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
