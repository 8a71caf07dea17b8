"""Lines with slots, and their translations, in tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from surtitle_export.translate.entities import SPLITS

SLOT = re.compile(r"\{([^{}]*)\}")
_HEAD = ["id", "split", "en"]  # then one column for each language


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence with slots, in English and in each target language."""

    id: str
    split: str
    en: str
    translations: dict[str, str]


def load_templates(path: Path, known: frozenset[str]) -> list[Template]:
    """Read and check a table whose lines have only `known` slots.

    A fault raises ValueError with the file and the line.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t") if lines else []
    languages = header[len(_HEAD) :]
    if header[: len(_HEAD)] != _HEAD or not languages:
        raise ValueError(
            f"{path}:1: the header must be {' '.join(_HEAD)} and languages, separated by tabs."
        )
    templates: dict[str, Template] = {}
    for number, line in enumerate(lines[1:], start=2):
        where = f"{path}:{number}"
        fields = line.split("\t")
        if len(fields) != len(header) or not all(field.strip() for field in fields):
            raise ValueError(f"{where}: expected {len(header)} non-empty fields.")
        name, split, english, *others = fields
        if name in templates:
            raise ValueError(f"{where}: the id {name} is used twice.")
        if split not in SPLITS:
            raise ValueError(f"{where}: the split must be train or heldout, not {split}.")
        translations = dict(zip(languages, others, strict=True))
        _check_slots(english, translations, known, where)
        templates[name] = Template(name, split, english, translations)
    return list(templates.values())


def _check_slots(
    english: str, translations: dict[str, str], known: frozenset[str], where: str
) -> None:
    slots = _slots(english, known, where)
    for language, text in translations.items():
        if _slots(text, known, where) != slots:
            raise ValueError(f"{where}: the slots in {language} differ from those in en.")


def _slots(text: str, known: frozenset[str], where: str) -> Counter[str]:
    """Count the slots of a text; an unknown one or a stray brace raises ValueError."""
    found = Counter(SLOT.findall(text))
    for slot in found:
        if slot not in known:
            raise ValueError(f"{where}: unknown slot {{{slot}}}.")
    if "{" in SLOT.sub("", text) or "}" in SLOT.sub("", text):
        raise ValueError(f"{where}: a brace is not part of a slot.")
    return found
