"""Training data: corpora in, tokenizer, token-id shards and held-out texts out."""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from surtitle_export.translate import commentary
from surtitle_export.translate.corpora import Pair, clean, is_held_out, read_corpora
from surtitle_export.translate.recipe import Recipe
from surtitle_export.translate.tokenizer import END_ID, train_tokenizer

COMMENTARY = Path(__file__).resolve().parents[3] / "data" / "commentary"
_COMMON_NAMES = ("Tom", "Mary", "John", "Maria", "Jack", "Bill", "Ken", "Bob", "Jim", "Alice")


@dataclass(frozen=True, slots=True)
class Shard:
    """Encoded rows of one augmented copy of the data; `*_ends` are cumulative offsets into ids."""

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
        if not file.is_file():
            raise FileNotFoundError(f"{file} is missing; run 'surtitle-export prepare' first")
        try:
            with np.load(file) as arrays:
                return Shard(**{key: arrays[key] for key in Shard.__slots__})
        except (zipfile.BadZipFile, EOFError, KeyError) as error:
            raise ValueError(f"{file} is damaged; run 'surtitle-export prepare' again") from error


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
    """A random sample of held-out rows, to follow the loss during training."""
    if not held_out:
        held_out = list(_commentary(recipe, "heldout", 200, recipe.seed))
    return random.Random(recipe.seed).sample(held_out, min(1500, len(held_out)))


def _tokenizer_texts(train: list[Pair], recipe: Recipe) -> Iterator[str]:
    yield from dict.fromkeys(pair.source for pair in train)
    yield from (pair.target for pair in train)
    for row in _commentary(recipe, "train", 3000, recipe.seed):
        yield row.source
        yield row.target


def _commentary(recipe: Recipe, split: str, count: int, seed: int) -> Iterator[Pair]:
    if "commentary" not in recipe.corpora:
        return
    for row in commentary.generate(COMMENTARY, split, count, seed):
        if split == "train" and is_held_out(row.en):
            continue
        for language in recipe.targets:
            if language in row.translations:
                yield Pair("commentary", language, row.en, row.translations[language])


def augment(train: list[Pair], recipe: Recipe, seed: int) -> list[Pair]:
    """One augmented copy of the training rows, with newly generated commentary.

    Some rows get other names, and some sources are written as a speech recogniser would.
    """
    choose = random.Random(seed)
    slots = json.loads((COMMENTARY / "slots.json").read_text(encoding="utf-8"))
    names = [n for key in ("first", "last") for n in commentary.split_names(slots[key], "train")]
    rows = train + list(_commentary(recipe, "train", recipe.commentary_rows, seed))
    result = []
    for pair in rows:
        source, target = pair.source, pair.target
        if choose.random() < recipe.rename_share:
            renamed = _rename(source, target, names, choose)
            if not is_held_out(renamed[0]):
                source, target = renamed
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
    """Encode the pairs that have at most `max_tokens` tokens on both sides."""
    rows = list(pairs)
    sources = tokenizer.encode_batch_fast([row.source for row in rows])
    targets = tokenizer.encode_batch_fast([row.target for row in rows])
    kept = [
        (row, [*source.ids, END_ID], [*target.ids, END_ID])
        for row, source, target in zip(rows, sources, targets, strict=True)
        if len(source.ids) < recipe.max_tokens and len(target.ids) < recipe.max_tokens
    ]
    if not kept:
        raise ValueError(f"no sentence has at most {recipe.max_tokens} tokens on both sides")
    return Shard(
        np.concatenate([np.array(source, np.uint16) for _, source, _ in kept]),
        np.cumsum([len(source) for _, source, _ in kept]),
        np.concatenate([np.array(target, np.uint16) for _, _, target in kept]),
        np.cumsum([len(target) for _, _, target in kept]),
        np.array([recipe.targets.index(row.language) for row, _, _ in kept], np.uint8),
    )


def _write_held_out(held_out: list[Pair], recipe: Recipe, output: Path) -> None:
    """Write one JSON Lines file per corpus and language: `{"source": ..., "references": [...]}`.

    Lines of commentary also list the `entities` that a translation must copy.
    """
    lines: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for pair in held_out:
        empty: dict[str, Any] = {"source": pair.source, "references": []}
        line = lines[pair.corpus, pair.language].setdefault(pair.source, empty)
        if pair.target not in line["references"]:
            line["references"].append(pair.target)
    if "commentary" in recipe.corpora:
        for row in commentary.generate(COMMENTARY, "heldout", 600, recipe.seed):
            for language, target in row.translations.items():
                if language in recipe.targets:
                    line = {"source": row.en, "references": [target], "entities": row.entities}
                    lines["commentary", language][row.en] = line
    for (corpus, language), sentences in lines.items():
        with (output / f"heldout-{corpus}-{language}.jsonl").open("w", encoding="utf-8") as stream:
            for line in sentences.values():
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
