"""Augmented copies of the training rows, as they differ from shard to shard."""

from __future__ import annotations

import math
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from surtitle_export.translate import broadcast, commentary, figures
from surtitle_export.translate.broadcast import Tables
from surtitle_export.translate.corpora import Pair, clean, is_held_out
from surtitle_export.translate.entities import read_names
from surtitle_export.translate.placeholders import COMMON_NAMES, hide
from surtitle_export.translate.recipe import Recipe
from surtitle_export.translate.tokenizer import NAMES, NUMBERS

_SPOKEN = rf"\w\s'{''.join((*NAMES, *NUMBERS))}-"
_PUNCTUATION = re.compile(rf"(?<!\d)[^{_SPOKEN}]+|[^{_SPOKEN}]+(?!\d)")


def augment(train: list[Pair], tables: Tables, recipe: Recipe, seed: int) -> list[Pair]:
    """One augmented copy of the training rows, with newly generated commentary and broadcasts.

    Some rows get other names and numbers or placeholders, and some sources are written as speech
    recognisers would. None of these sources is held out.
    """
    choose = random.Random(seed)
    names = read_names(commentary.FOLDER, "train")
    people = [*names.first, *names.last]
    rows = [
        *sample(train, recipe.language_rows, choose),
        *commentary_pairs(recipe, "train", recipe.commentary_rows, seed),
    ]
    result = [
        _as_heard(_exchanged(pair, people, recipe, choose), recipe, choose.random())
        for pair in rows
    ]
    lines = broadcast.training_pairs(tables, recipe, choose)
    result.extend(_as_heard(pair, recipe, choose.random()) for pair in lines)
    return result


def commentary_pairs(recipe: Recipe, split: str, count: int, seed: int) -> Iterator[Pair]:
    """Generated commentary of a split, if the recipe has it."""
    if "commentary" not in recipe.corpora:
        return
    for row in commentary.generate(commentary.FOLDER, split, count, seed):
        if split == "train" and is_held_out(row.en):
            continue
        for language in recipe.targets:
            if language in row.translations:
                yield Pair("commentary", language, row.en, row.translations[language])


def sample(pairs: list[Pair], wanted: int, choose: random.Random) -> list[Pair]:
    """Bring each language nearer to the wanted number of rows: n become sqrt(n * wanted).

    If `wanted` is 0, all rows stay as they are.
    """
    if wanted == 0:
        return pairs
    languages: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        languages[pair.language].append(pair)
    result: list[Pair] = []
    for rows in languages.values():
        copies, rest = divmod(round(math.sqrt(len(rows) * wanted)), len(rows))
        result += rows * copies + choose.sample(rows, rest)
    return result


def _exchanged(pair: Pair, people: list[str], recipe: Recipe, choose: random.Random) -> Pair:
    """The pair with other names, other numbers or placeholders, as the recipe's shares have it."""
    source, target = pair.source, pair.target
    if choose.random() < recipe.rename_share:
        source, target = _rename(source, target, people, choose)
    if recipe.renumber_share and choose.random() < recipe.renumber_share:
        source, target = figures.exchange(source, target, pair.language, choose)
    if recipe.placeholder_share and choose.random() < recipe.placeholder_share:
        source, target = hide(source, target, pair.language, choose)
    if source == pair.source or is_held_out(source):
        return pair
    return replace(pair, source=source, target=target)


def _rename(source: str, target: str, people: list[str], choose: random.Random) -> tuple[str, str]:
    for name in COMMON_NAMES:
        word = re.compile(rf"\b{name}\b")
        if word.search(source) and word.search(target):
            other = choose.choice(people)
            return word.sub(other, source), word.sub(other, target)
    return source, target


def _as_heard(pair: Pair, recipe: Recipe, chance: float) -> Pair:
    """The pair with its source in the form that a chance within 0 and 1 falls on."""
    forms = (
        (recipe.lowercase_share, as_recognised),
        (recipe.uppercase_share, str.upper),
        (recipe.unpunctuated_share, without_end_mark),
    )
    for share, form in forms:
        if chance < share:
            return replace(pair, source=form(pair.source))
        chance -= share
    return pair


def as_recognised(text: str) -> str:
    """Lower case without punctuation, as speech recognisers write.

    Apostrophes, hyphens and what separates digits stay.
    """
    return clean(_PUNCTUATION.sub(" ", text.lower())) or text


def without_end_mark(text: str) -> str:
    """The text without the punctuation at its end."""
    return re.sub(r"[\s.!?…]+$", "", text) or text
