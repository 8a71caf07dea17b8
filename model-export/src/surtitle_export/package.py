"""Files of a Python package, installed or fetched from the package index."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import Distribution, PackageNotFoundError, PathDistribution, distribution
from pathlib import Path

_PINNED = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.!+_-]+)")


@contextmanager
def open_package(spec: str) -> Iterator[Distribution]:
    """Open the package `NAME==VERSION`, or a wheel by its path.

    If this version is not installed, pip downloads its wheel, without dependencies.
    """
    if spec.endswith(".whl"):
        yield _wheel(Path(spec))
        return
    pinned = _PINNED.fullmatch(spec)
    if pinned is None:
        raise ValueError(f"a package must be given as NAME==VERSION or as a wheel, not '{spec}'")
    try:
        installed = distribution(pinned[1])
        if installed.version == pinned[2]:
            yield installed
            return
    except PackageNotFoundError:
        pass
    with tempfile.TemporaryDirectory() as folder:
        yield _wheel(_download(spec, Path(folder)))


def _download(spec: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
    command += [str(folder), "--only-binary", ":all:", "--disable-pip-version-check", spec]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise ValueError(f"pip cannot download {spec}: {lines[-1]}")
    return next(folder.glob("*.whl"))


def _wheel(file: Path) -> Distribution:
    if not zipfile.is_zipfile(file):
        raise ValueError(f"{file} is not a wheel")
    info = next((path for path in zipfile.Path(file).iterdir() if _is_info(path.name)), None)
    if info is None:
        raise ValueError(f"{file} is not a wheel")
    return PathDistribution(info)  # a zipfile.Path is path enough


def _is_info(name: str) -> bool:
    return name.endswith(".dist-info")


def read_member(package: Distribution, member: str) -> bytes:
    """Read a file of a package; if it is missing, ValueError names the package's ONNX files."""
    files = [str(file) for file in package.files or ()]
    if member not in files:
        models = ", ".join(file for file in files if file.endswith(".onnx")) or "none"
        raise ValueError(f"{package.name} {package.version} has no '{member}'; models: {models}")
    content: bytes = package.locate_file(member).read_bytes()  # type: ignore[attr-defined]
    return content


def licence_text(package: Distribution) -> str | None:
    """The text of the licence that a package carries."""
    for name in _fields(package, "License-File"):
        text = package.read_text(f"licenses/{name}") or package.read_text(name)
        if text:
            return text
    return None


def licence_name(package: Distribution) -> str | None:
    """The licence as the package's metadata name it."""
    classified = [
        entry.rpartition(" :: ")[2]
        for entry in _fields(package, "Classifier")
        if entry.startswith("License :: ")
    ]
    return next(iter([*_fields(package, "License-Expression"), *classified]), None)


def home(package: Distribution) -> str | None:
    """Where a package comes from, as its metadata say."""
    links = dict(link.split(", ", 1) for link in _fields(package, "Project-URL") if ", " in link)
    return links.get("Homepage") or links.get("Repository")


def _fields(package: Distribution, name: str) -> list[str]:
    return list(package.metadata.get_all(name) or ())
