"""Training data: corpora in, tokenizer, token-id shards and held-out texts out."""

from __future__ import annotations

import json
import random
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from surtitle_export.translate import broadcast, commentary
from surtitle_export.translate.augment import augment, commentary_pairs, sample
from surtitle_export.translate.broadcast import Line, Tables
from surtitle_export.translate.corpora import Dropped, Pair, is_held_out, read_corpora
from surtitle_export.translate.credits import write_credits
from surtitle_export.translate.recipe import Recipe
from surtitle_export.translate.tokenizer import (
    END_ID,
    load_tokenizer,
    placeholders,
    train_tokenizer,
)

_ENCODED_AT_ONCE = 20_000


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


def prepare(
    folder: Path,
    recipe: Recipe,
    output: Path,
    log: Callable[[str], None],
    vocabulary: Path | None = None,
) -> None:
    """Write `tokenizer.json`, `shard-N.npz`, `dev.npz`, the held-out texts and the credits.

    `vocabulary` is the tokenizer of a network to go on with; without it, one is learnt.
    """
    output.mkdir(parents=True, exist_ok=True)
    tables = broadcast.read_tables(folder, recipe)
    dropped: Dropped = Counter()
    pairs = list(read_corpora(folder, recipe, dropped))
    train = [pair for pair in pairs if not is_held_out(pair.source)]
    held_out = [pair for pair in pairs if is_held_out(pair.source)]
    unseen = list(broadcast.held_out_lines(tables, recipe))
    _log_rows(train, held_out, dropped, log)

    tokenizer = (
        _known_tokenizer(vocabulary, recipe)
        if vocabulary
        else train_tokenizer(
            _tokenizer_texts(train, tables, recipe),
            recipe.vocabulary,
            recipe.alphabet,
            placeholders=recipe.placeholder_share > 0,
        )
    )
    tokenizer.save(str(output / "tokenizer.json"))
    _write_held_out(held_out, unseen, recipe, output)
    write_credits(recipe.corpora, _counted(train), folder, output)
    held_out += [line.pair for line in unseen]
    encode(_dev_rows(held_out, recipe), tokenizer, recipe).save(output / "dev.npz")
    for number in range(recipe.shards):
        rows = augment(train, tables, recipe, seed=recipe.seed * 1000 + number)
        shard = encode(rows, tokenizer, recipe)
        shard.save(output / f"shard-{number}.npz")
        log(f"shard {number}: {len(shard.language)} rows, {len(shard.target_ids)} target tokens")


def _known_tokenizer(file: Path, recipe: Recipe) -> Tokenizer:
    tokenizer = load_tokenizer(file)
    if tokenizer.get_vocab_size() > recipe.vocabulary:
        raise ValueError(
            f"{file} has {tokenizer.get_vocab_size()} subwords, but the recipe's 'vocabulary' is "
            f"{recipe.vocabulary}; give the recipe that the tokenizer was made for"
        )
    if recipe.placeholder_share > 0 and not placeholders(tokenizer):
        raise ValueError(
            f"{file} has no placeholders; set the recipe's 'placeholder_share' to 0, or learn a "
            "new vocabulary without --tokenizer"
        )
    return tokenizer


def _log_rows(
    train: list[Pair], held_out: list[Pair], dropped: Dropped, log: Callable[[str], None]
) -> None:
    for corpus, rows in _counted(train).items():
        counts = ", ".join(f"{language} {count}" for language, count in rows.items())
        reasons = ", ".join(f"{n} {why}" for (of, why), n in dropped.items() if of == corpus)
        log(f"{corpus}: {counts}" + (f"; left out: {reasons}" if reasons else ""))
    log(f"{len(train)} training pairs, {len(held_out)} held out")


def _counted(pairs: list[Pair]) -> dict[str, dict[str, int]]:
    """Rows by corpus and language."""
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        rows[pair.corpus][pair.language] += 1
    return {corpus: dict(counts) for corpus, counts in rows.items()}


def _dev_rows(held_out: list[Pair], recipe: Recipe) -> list[Pair]:
    """A random sample of held-out rows, to follow the loss during training."""
    if not held_out:
        held_out = list(commentary_pairs(recipe, "heldout", 200, recipe.seed))
    return random.Random(recipe.seed).sample(held_out, min(1500, len(held_out)))


def _tokenizer_texts(train: list[Pair], tables: Tables, recipe: Recipe) -> Iterator[str]:
    """Each source once, and the targets in the proportions of the languages in training."""
    choose = random.Random(recipe.seed)
    yield from dict.fromkeys(pair.source for pair in train)
    yield from (pair.target for pair in sample(train, recipe.language_rows, choose))
    few = replace(recipe, filled_copies=3, plain_copies=1)
    for row in (
        *commentary_pairs(recipe, "train", 3000, recipe.seed),
        *broadcast.training_pairs(tables, few, choose),
    ):
        yield row.source
        yield row.target


def encode(pairs: Iterable[Pair], tokenizer: Tokenizer, recipe: Recipe) -> Shard:
    """Encode the pairs that have at most `max_tokens` tokens on both sides."""
    rows = list(pairs)
    kept = [row for some in _parts(rows) for row in _encoded(some, tokenizer, recipe)]
    if not kept:
        raise ValueError(f"no sentence has at most {recipe.max_tokens} tokens on both sides")
    sources, targets, languages = zip(*kept, strict=True)
    return Shard(
        np.concatenate(sources),
        np.cumsum([len(source) for source in sources]),
        np.concatenate(targets),
        np.cumsum([len(target) for target in targets]),
        np.array(languages, np.uint8),
    )


def _parts(rows: list[Pair]) -> Iterator[list[Pair]]:
    """The rows in parts, since the tokenizer's own results take a hundred times their room."""
    for start in range(0, len(rows), _ENCODED_AT_ONCE):
        yield rows[start : start + _ENCODED_AT_ONCE]


def _encoded(
    rows: list[Pair], tokenizer: Tokenizer, recipe: Recipe
) -> Iterator[tuple[np.ndarray, np.ndarray, int]]:
    sources = tokenizer.encode_batch_fast([row.source for row in rows])
    targets = tokenizer.encode_batch_fast([row.target for row in rows])
    for row, source, target in zip(rows, sources, targets, strict=True):
        if len(source.ids) < recipe.max_tokens and len(target.ids) < recipe.max_tokens:
            yield (
                np.array([*source.ids, END_ID], np.uint16),
                np.array([*target.ids, END_ID], np.uint16),
                recipe.targets.index(row.language),
            )


def _write_held_out(held_out: list[Pair], unseen: list[Line], recipe: Recipe, output: Path) -> None:
    """Write one JSON Lines file per corpus and language: `{"source": ..., "references": [...]}`.

    Lines with slots also list the `entities` that a translation must copy. A hyphen in the name
    of a corpus becomes an underscore in the name of the file, where hyphens separate.
    """
    lines: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for pair in held_out:
        empty: dict[str, Any] = {"source": pair.source, "references": []}
        line = lines[pair.corpus, pair.language].setdefault(pair.source, empty)
        line["references"].append(pair.target)
    for pair, entities in (*_commentary(recipe), *((line.pair, line.entities) for line in unseen)):
        line = {"source": pair.source, "references": [pair.target], "entities": entities}
        lines[pair.corpus, pair.language][pair.source] = line
    for (corpus, language), sentences in lines.items():
        file = output / f"heldout-{corpus.replace('-', '_')}-{language}.jsonl"
        with file.open("w", encoding="utf-8") as stream:
            for line in sentences.values():
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def _commentary(recipe: Recipe) -> Iterator[tuple[Pair, tuple[str, ...]]]:
    if "commentary" in recipe.corpora:
        for row in commentary.generate(commentary.FOLDER, "heldout", 600, recipe.seed):
            for language, target in row.translations.items():
                if language in recipe.targets:
                    yield Pair("commentary", language, row.en, target), row.entities
