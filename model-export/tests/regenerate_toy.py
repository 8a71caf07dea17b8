"""Makes the toy bundle of the engine's tests anew, with its expected outputs.

    python tests/regenerate_toy.py

It trains for some seconds on generated commentary and writes `toy-bundle/` and `toy-golden.json`
to streams/src/test/resources. Do it when the format of bundles or the network changes, and commit
what it wrote: another machine may train slightly different weights.
"""

from __future__ import annotations

import json
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from rich.console import Console

from surtitle_export.translate import commentary
from surtitle_export.translate.augment import augment
from surtitle_export.translate.commentary import FOLDER
from surtitle_export.translate.data import prepare
from surtitle_export.translate.decoding import Bundle
from surtitle_export.translate.export import export_bundle
from surtitle_export.translate.golden import MARGIN, golden
from surtitle_export.translate.recipe import load_recipe
from surtitle_export.translate.train import Trainer

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "streams" / "src" / "test" / "resources"
RECIPE = ROOT / "model-export" / "recipes" / "toy.toml"
CANDIDATES = (
    "Good evening, and welcome to the arena!",
    "What a shot!",
    "The Badgers lead by three.",
    "He misses the free throw.",
    "Time out.",
    "The crowd is on its feet.",
    "Two minutes to go in the fourth quarter.",
    "It's a close game tonight.",
    "Foul on number 23, his third of the night.",
    "The score is 98-95.",
    "She passes, he shoots, it's in!",
    "No basket: naïve defence, €5 says they lose.",
    "Rebound.",
    "the lakers bring the ball up",
    "Over.",
    "Another three-pointer from the corner, and the lead is down to two points!",
)


def build_toy(work: Path, output: Path) -> Bundle:
    """Train the toy in the empty folder `work` and export it to `output`."""
    torch.set_num_threads(1)
    recipe = load_recipe(RECIPE)
    prepare(work, recipe, work / "prepared", lambda _: None)
    trainer = Trainer(recipe, work / "prepared", work / "run", "cpu")
    trainer.run(None, Console(quiet=True))
    export_bundle(work / "run", work / "prepared" / "tokenizer.json", output, "float16")
    return Bundle(output)


def _sentences(bundle: Bundle) -> list[dict[str, Any]]:
    """Three new sentences, three learnt ones, and two where an early END was read past."""
    recipe = load_recipe(RECIPE)
    learnt = dict.fromkeys(pair.source for pair in augment([], {}, recipe, recipe.seed * 1000))
    others = (row.en for row in commentary.generate(FOLDER, "heldout", 400, seed=1))
    early = filter(_reads_past_an_end, golden(bundle, others))
    return [
        *islice(golden(bundle, CANDIDATES), 3),
        *islice(golden(bundle, learnt), 3),
        *islice(early, 2),
    ]


def _reads_past_an_end(row: dict[str, Any]) -> bool:
    return any(
        delay > min(step + int(wait), len(row["source"]))
        for wait in ("1", "3")
        for output in row["waitK"][wait].values()
        for step, delay in enumerate(output["delays"])
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        bundle = build_toy(Path(work), RESOURCES / "toy-bundle")
    expected = {"margin": MARGIN, "sentences": _sentences(bundle)}
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    (RESOURCES / "toy-golden.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
