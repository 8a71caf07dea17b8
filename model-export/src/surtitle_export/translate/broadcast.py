"""Lines of broadcasts with slots, filled for training and for held-out sets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from surtitle_export.translate import commentary
from surtitle_export.translate.agreement import counts, fill, slots
from surtitle_export.translate.corpora import TEMPLATES, Pair, is_held_out
from surtitle_export.translate.entities import Names, copied_values, read_names
from surtitle_export.translate.placeholders import hide_values
from surtitle_export.translate.recipe import Recipe
from surtitle_export.translate.templates import Template, load_templates

SLOTS = commentary.COPIED | {"number2", "year"}
_NUMBERS = (2, 60)
_YEARS = (1891, 2026)

Tables = dict[str, list[Template]]  # by corpus


@dataclass(frozen=True, slots=True)
class Line:
    """A held-out line, its translation, and the values of slots that both contain."""

    pair: Pair
    entities: tuple[str, ...]


def read_tables(folder: Path, recipe: Recipe) -> Tables:
    """The templates of the recipe's corpora that have a `templates.tsv`."""
    files = {name: folder / name / TEMPLATES for name in recipe.corpora}
    tables = {name: load_templates(file, SLOTS) for name, file in files.items() if file.is_file()}
    if tables and recipe.source != "en":
        raise ValueError(f"{', '.join(tables)}: templates are in English, not {recipe.source}")
    return tables


def training_pairs(tables: Tables, recipe: Recipe, choose: random.Random) -> Iterator[Pair]:
    """Several fillings of each line, in part with placeholders; the plain lines several times."""
    names = read_names(commentary.FOLDER, "train")
    for corpus, template, language in _each(tables, recipe, "train"):
        text = template.translations[language]
        open_slots = list(slots(template.en))
        for _ in range(recipe.filled_copies if open_slots else recipe.plain_copies):
            values = _values(open_slots, names, (language,), choose)
            if choose.random() < recipe.placeholder_share:
                values = hide_values(values, choose)
            source = fill(template.en, values, "en")
            if not is_held_out(source):
                yield Pair(corpus, language, source, fill(text, values, language))


def held_out_lines(tables: Tables, recipe: Recipe) -> Iterator[Line]:
    """Each held-out line once, with names that training never uses.

    All languages share the values, and so the sources.
    """
    names = read_names(commentary.FOLDER, "heldout")
    drawn: dict[str, dict[str, str]] = {}
    for corpus, template, language in _each(tables, recipe, "heldout"):
        if template.id not in drawn:
            choose = random.Random(f"{recipe.seed} {template.id}")
            drawn[template.id] = _values(list(slots(template.en)), names, recipe.targets, choose)
        values = drawn[template.id]
        source = fill(template.en, values, "en")
        target = fill(template.translations[language], values, language)
        yield Line(Pair(corpus, language, source, target), tuple(dict.fromkeys(values.values())))


def _each(tables: Tables, recipe: Recipe, split: str) -> Iterator[tuple[str, Template, str]]:
    for corpus, templates in tables.items():
        for template in templates:
            for language in recipe.targets:
                if template.split == split and language in template.translations:
                    yield corpus, template, language


def _values(
    wanted: list[str], names: Names, languages: tuple[str, ...], choose: random.Random
) -> dict[str, str]:
    """Values of the wanted slots, with numbers that agree with the templates of the languages."""
    if not wanted:
        return {}
    values = copied_values(names, choose)
    values["number"], values["number2"] = map(str, choose.sample(counts(languages, *_NUMBERS), 2))
    values["year"] = str(choose.randint(*_YEARS))
    return {slot: values[slot] for slot in wanted}
