"""The commands of the task `translate`: from corpora to a bundle, and from scores to labels."""

from __future__ import annotations

import argparse
import dataclasses
import json
from datetime import date
from pathlib import Path

from surtitle_export.terminal import CONSOLE, Commands, paths, say
from surtitle_export.translate.recipe import Recipe, load_recipe

# The modules behind each command are imported when it runs: torch alone takes seconds.


def add_commands(commands: Commands) -> None:
    """Add these commands to the command line."""
    command = commands.add_parser("prepare", help="corpora to tokenizer, shards and held-out sets")
    command.set_defaults(command=_prepare)
    paths(command, recipe="the recipe", data="the corpora", output="folder to write")
    command.add_argument("--seed", type=int, help="overrides the recipe's seed")
    command.add_argument(
        "--tokenizer",
        type=Path,
        help="tokenizer.json to encode with, of a bundle that training goes on from; without it, "
        "a vocabulary is learnt",
    )

    command = commands.add_parser("train", help="train a network, or resume its training")
    command.set_defaults(command=_train)
    paths(command, recipe="the recipe", data="what 'prepare' wrote", output="folder to write")
    command.add_argument("--seed", type=int, help="overrides the recipe's seed")
    command.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    command.add_argument(
        "--minutes", type=float, help="train for this long in all, instead of the recipe's steps"
    )
    command.add_argument(
        "--from",
        type=Path,
        dest="parent",
        help="bundle or folder of 'train' whose weights a new training starts from",
    )

    command = commands.add_parser("export", help="write the bundle of a trained network")
    command.set_defaults(command=_export)
    paths(command, run="what 'train' wrote", output="the bundle")
    command.add_argument("--tokenizer", type=Path, help="tokenizer.json of a translation network")
    command.add_argument("--weights", default="float16", choices=("float16", "float32", "int8"))
    command.add_argument(
        "--scores", type=Path, help="what 'evaluate' wrote, for the model card and the label"
    )

    command = commands.add_parser("evaluate", help="score bundles with the engine")
    command.set_defaults(command=_evaluate)
    _bundles(command)
    paths(command, held_out="what 'prepare' wrote", output="JSON to write")
    command.add_argument(
        "--engine", type=Path, default=_engine(), help="the surtitle launcher (default %(default)s)"
    )
    command.add_argument("--translations", type=Path, help="folder that caches the engine's output")
    command.add_argument("--limit", type=int, help="sentences to draw at random from each test set")
    command.add_argument(
        "--glossary", action="store_true", help="also score names, without and with a glossary"
    )

    command = commands.add_parser("label", help="write measured quality into exported bundles")
    command.set_defaults(command=_label)
    _bundles(command)
    _scores(command)
    command.add_argument("--set", help="the test set that counts (default: broadcast, commentary)")
    command.add_argument(
        "--date", type=_day, help="YYYY-MM-DD, for scores that do not state when they were measured"
    )

    command = commands.add_parser("plots", help="draw scores, and write their tables into a page")
    command.set_defaults(command=_plots)
    _scores(command)
    paths(command, output="the folder with quality.md, such as docs")

    command = commands.add_parser(
        "carried", help="count the numbers, addresses and handles that the engine keeps"
    )
    command.set_defaults(command=_carried)
    paths(command, bundle="the bundle", output="JSON to write")
    command.add_argument(
        "--engine", type=Path, default=_engine(), help="the surtitle launcher (default %(default)s)"
    )
    command.add_argument("--translations", type=Path, help="folder that caches the engine's output")
    command.add_argument("--wait", default="3", help="values of k, separated by commas (default 3)")


def _bundles(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--bundle",
        type=Path,
        required=True,
        action="append",
        help="a bundle, or a folder of bundles; may be repeated",
    )


def _scores(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scores", type=Path, required=True, nargs="+", help="files that 'evaluate' wrote"
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date such as 2026-11-27") from None


def _prepare(options: argparse.Namespace) -> None:
    from surtitle_export.translate.data import prepare

    with CONSOLE.status("preparing"):
        prepare(options.data, _recipe(options), options.output, say, options.tokenizer)


def _train(options: argparse.Namespace) -> None:
    from surtitle_export.translate.train import Trainer

    trainer = Trainer(_recipe(options), options.data, options.output, options.device)
    if trainer.resume():
        say(f"resuming at update {trainer.step}")
    elif options.parent:
        say(trainer.start_from(options.parent))
    trainer.run(options.minutes, CONSOLE)


def _export(options: argparse.Namespace) -> None:
    from surtitle_export.translate.export import export_bundle

    if options.tokenizer is None:
        raise ValueError("give --tokenizer, the tokenizer.json that 'prepare' wrote")
    manifest = export_bundle(
        options.run, options.tokenizer, options.output, options.weights, options.scores
    )
    size = sum(entry["bytes"] for entry in manifest["files"])
    say(f"{options.output}: {size / 1e6:.1f} MB, weights as {options.weights}")


def _evaluate(options: argparse.Namespace) -> None:
    from surtitle_export.translate.evaluate import Evaluation, evaluate, translation_bundles
    from surtitle_export.translate.report import comparison, markdown
    from surtitle_export.translate.results import merged

    kept = options.translations or options.output.with_suffix(".translations")
    asked = Evaluation(options.held_out, options.engine, options.limit, options.glossary, say)
    bundles = translation_bundles(options.bundle)
    results = merged(
        evaluate(bundle, kept / bundle.name if len(bundles) > 1 else kept, asked)
        for bundle in bundles
    )
    text = json.dumps(results.json(), ensure_ascii=False, indent=1) + "\n"
    options.output.write_text(text, encoding="utf-8")
    if len(bundles) == 1:
        print(markdown(results))
    print(comparison(results), end="")


def _label(options: argparse.Namespace) -> None:
    from surtitle_export.translate.evaluate import translation_bundles
    from surtitle_export.translate.label import label_bundles
    from surtitle_export.translate.results import read_results

    bundles = translation_bundles(options.bundle)
    label_bundles(bundles, read_results(options.scores), options.set, options.date, say)


def _plots(options: argparse.Namespace) -> None:
    from surtitle_export.translate.page import write_page
    from surtitle_export.translate.results import read_results

    for file in write_page(read_results(options.scores), options.output):
        say(f"{file}")


def _carried(options: argparse.Namespace) -> None:
    from surtitle_export.translate.carried import carried_json, count_carried

    kept = options.translations or options.output.with_suffix(".translations")
    scores = count_carried(options.bundle, options.engine, kept, options.wait.split(","), say)
    result = carried_json(scores)
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    options.output.write_text(text, encoding="utf-8")
    print(result["markdown"], end="")


def _recipe(options: argparse.Namespace) -> Recipe:
    recipe = load_recipe(options.recipe)
    return recipe if options.seed is None else dataclasses.replace(recipe, seed=options.seed)


def _engine() -> Path:
    return Path(__file__).resolve().parents[4] / "surtitle"
