"""Makes a bundle of somebody else's detector, unmodified."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from surtitle_export.detect.card import adopted_card
from surtitle_export.detect.describe import describe
from surtitle_export.detect.parts import Hints, assign, given_values, questions, with_shapes
from surtitle_export.detect.settings import GRAPH
from surtitle_export.detect.verify import check_rows, describe_difference
from surtitle_export.inspection import inspect
from surtitle_export.manifest import FORMAT, MANIFEST, describe_files, write_manifest
from surtitle_export.origin import Origin
from surtitle_export.questions import answer
from surtitle_export.recipe import DETECT
from surtitle_export.stepped import SteppedGraph

CARD, LICENCE = "MODEL_CARD.md", "LICENSE"
Log = Callable[[str], None]


def adopt(
    origin: Origin, hints: Hints, options: Mapping[str, str | None], output: Path, log: Log
) -> dict[str, Any]:
    """Write the bundle of a foreign detector to `output` and return its manifest.

    `options` maps options to values, or to None if the user is to be asked. A graph that does not
    fit, does not run or fails verification raises ValueError, and nothing is written.
    """
    with tempfile.TemporaryDirectory() as work:
        manifest = _make(origin, hints, options, Path(work), log)
        output.mkdir(parents=True, exist_ok=True)
        for name in (*(entry["name"] for entry in manifest["files"]), MANIFEST):
            shutil.copyfile(Path(work) / name, output / name)
    return manifest


def _make(
    origin: Origin, hints: Hints, options: Mapping[str, str | None], folder: Path, log: Log
) -> dict[str, Any]:
    file = folder / origin.name
    file.write_bytes(origin.content)
    declared = with_shapes(inspect(file), hints.shapes)
    parts = assign(declared, hints)
    for name, successor in parts.states.items():
        log(f"state: {name} -> {successor}")
    given = _known(origin) | given_values(options, parts)
    answers = answer(questions(parts, given), given)
    graph, settings = describe(file, declared, parts, answers)
    worst = check_rows(SteppedGraph(folder, graph), settings.output, seed=7)
    log(f"rows in a batch are {describe_difference(worst)}")
    manifest = {
        "format": FORMAT,
        "name": answers["--name"],
        "version": answers["--version"],
        "task": DETECT,
        **settings.manifest(),
        "graphs": {GRAPH: graph},
    }
    origin = replace(origin, source=answers["--source"], licence=answers["--licence"])
    _write(folder, manifest, origin, worst)
    return manifest


def _known(origin: Origin) -> dict[str, str]:
    values = {
        "--name": origin.title,
        "--version": origin.version,
        "--source": origin.source,
        "--licence": origin.licence,
    }
    return {option: text for option, text in values.items() if text is not None}


def _write(folder: Path, manifest: dict[str, Any], origin: Origin, worst: float) -> None:
    """Write the files beside the graph, the manifest last."""
    (folder / CARD).write_text(adopted_card(manifest, origin, worst), encoding="utf-8")
    names = [CARD, origin.name]
    if origin.licence_text:
        (folder / LICENCE).write_text(origin.licence_text, encoding="utf-8")
        names.append(LICENCE)
    manifest["files"] = describe_files(folder, sorted(names))
    write_manifest(folder, manifest)
