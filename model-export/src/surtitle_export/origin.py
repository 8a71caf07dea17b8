"""Where a foreign model comes from: a file, or a Python package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from surtitle_export import package


@dataclass(frozen=True, slots=True)
class Origin:
    """A graph file and where it comes from; None is unknown."""

    name: str  # of the file
    content: bytes
    title: str | None = None
    version: str | None = None
    source: str | None = None
    licence: str | None = None
    licence_text: str | None = None


def from_file(file: Path, licence_file: Path | None) -> Origin:
    """A graph in a file, and the text of its licence in another."""
    text = licence_file.read_text(encoding="utf-8") if licence_file else None
    return Origin(file.name, file.read_bytes(), licence_text=text)


def from_package(spec: str, member: str) -> Origin:
    """A graph in a Python package, opened by `open_package`."""
    with package.open_package(spec) as found:
        where = package.home(found)
        return Origin(
            Path(member).name,
            package.read_member(found, member),
            found.name,
            found.version,
            f"`{member}` of the Python package {found.name} {found.version}"
            + (f", {where}" if where else ""),
            package.licence_name(found),
            package.licence_text(found),
        )
