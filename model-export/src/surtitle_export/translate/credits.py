"""What a model card says of the corpora: text, licence, and rows by language."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

FILE = "corpora.json"  # beside the tokenizer, written by `prepare`
_TABLE = Path(__file__).resolve().parents[3] / "data" / "corpora.toml"
_LICENCES = ("LICENCE", "LICENSE", "LICENCE.txt", "LICENSE.txt")

Rows = Mapping[str, Mapping[str, int]]  # corpus -> language -> rows


@cache
def known() -> dict[str, dict[str, str]]:
    """What `data/corpora.toml` says of each corpus."""
    with _TABLE.open("rb") as stream:
        return tomllib.load(stream)


def credit(corpus: str, folder: Path | None = None) -> str:
    """One sentence on a corpus, with its licence.

    Of a corpus that is not known, the licence is the first line of the file LICENCE in `folder`.
    """
    entry = known().get(corpus)
    if entry is not None:
        home = f"; {entry['home']}" if "home" in entry else ""
        return f"{entry['what']}; {entry['licence']}{home}"
    licence = _first_line(folder) if folder else None
    return f"`{corpus}`, the user's own text; {licence or 'no licence stated'}"


def _first_line(folder: Path) -> str | None:
    for file in (folder / name for name in _LICENCES):
        if file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            return next((line.strip() for line in lines if line.strip()), None)
    return None


def write_credits(corpora: Sequence[str], rows: Rows, data: Path, output: Path) -> None:
    """Write the credit of each corpus, and how many rows of each language train."""
    table = {
        corpus: {"credit": credit(corpus, data / corpus), "rows": rows.get(corpus, {})}
        for corpus in corpora
    }
    text = json.dumps(table, ensure_ascii=False, indent=1) + "\n"
    (output / FILE).write_text(text, encoding="utf-8")


def read_credits(folder: Path, corpora: Sequence[str]) -> str:
    """The list of corpora for a card, as Markdown; without rows where `prepare` wrote no file."""
    file = folder / FILE
    if not file.is_file():
        return "\n".join(f"- {credit(corpus)}" for corpus in corpora)
    table = json.loads(file.read_text(encoding="utf-8"))
    return "\n".join(f"- {entry['credit']}{_counted(entry['rows'])}" for entry in table.values())


def _counted(rows: Mapping[str, int]) -> str:
    counts = ", ".join(f"{language} {count:,}" for language, count in rows.items())
    return f" (rows: {counts})" if counts else ""
