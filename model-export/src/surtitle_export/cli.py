"""The command line: prepare, train, export, verify, evaluate, in this order."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from surtitle_export.config import Recipe, load_recipe

_console = Console(stderr=True, highlight=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it went well, 2 with one sentence on stderr when it could not."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}")
    except ValueError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("stopped", 130)
    return 0


def _fail(message: str, code: int = 2) -> int:
    print(f"surtitle-export: {message}", file=sys.stderr)
    return code


def _say(message: str) -> None:
    _console.print(message, markup=False)


# The modules behind each command are imported when it runs: torch alone takes seconds.


def _prepare(options: argparse.Namespace) -> None:
    from surtitle_export.data import prepare

    with _console.status("preparing"):
        prepare(options.data, _recipe(options), options.output, _say)


def _train(options: argparse.Namespace) -> None:
    from surtitle_export.train import Trainer

    trainer = Trainer(_recipe(options), options.data, options.output, options.device)
    if trainer.resume():
        _say(f"going on from update {trainer.step}")
    trainer.run(options.minutes, _console)


def _export(options: argparse.Namespace) -> None:
    from surtitle_export.export import export_bundle

    manifest = export_bundle(
        options.run, options.tokenizer, options.output, options.weights, options.scores
    )
    size = sum(entry["bytes"] for entry in manifest["files"])
    _say(f"{options.output}: {size / 1e6:.1f} MB, weights as {options.weights}")


def _verify(options: argparse.Namespace) -> None:
    from surtitle_export.verify import verify

    verify(options.run, options.bundle, options.seed, _say)


def _evaluate(options: argparse.Namespace) -> None:
    from surtitle_export.evaluate import evaluate
    from surtitle_export.report import markdown

    kept = options.translations or options.output.with_suffix(".translations")
    result = evaluate(
        options.bundle,
        options.held_out,
        options.engine,
        kept,
        options.limit,
        options.glossary,
        _say,
    )
    result["markdown"] = markdown(result)
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    options.output.write_text(text, encoding="utf-8")
    print(result["markdown"], end="")


def _carried(options: argparse.Namespace) -> None:
    from surtitle_export.carried import carried_json, count_carried

    kept = options.translations or options.output.with_suffix(".translations")
    scores = count_carried(options.bundle, options.engine, kept, options.wait.split(","), _say)
    result = carried_json(scores)
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    options.output.write_text(text, encoding="utf-8")
    print(result["markdown"], end="")


def _recipe(options: argparse.Namespace) -> Recipe:
    recipe = load_recipe(options.recipe)
    return recipe if options.seed is None else dataclasses.replace(recipe, seed=options.seed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="surtitle-export", description="Trains translation models and makes their bundles."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("prepare", help="corpora to tokenizer, shards and held-out sets")
    command.set_defaults(command=_prepare)
    _paths(command, recipe="the recipe", data="the corpora", output="folder to write")
    command.add_argument("--seed", type=int, help="instead of the recipe's")

    command = commands.add_parser("train", help="train, or go on training, a network")
    command.set_defaults(command=_train)
    _paths(command, recipe="the recipe", data="what 'prepare' wrote", output="folder to write")
    command.add_argument("--seed", type=int, help="instead of the recipe's")
    command.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    command.add_argument(
        "--minutes", type=float, help="train for this long in all, not for the recipe's steps"
    )

    command = commands.add_parser("export", help="write the bundle of a trained network")
    command.set_defaults(command=_export)
    _paths(command, run="what 'train' wrote", tokenizer="tokenizer.json", output="the bundle")
    command.add_argument("--weights", default="float16", choices=("float16", "float32", "int8"))
    command.add_argument("--scores", type=Path, help="what 'evaluate' wrote, for the model card")

    command = commands.add_parser("verify", help="compare a bundle with PyTorch")
    command.set_defaults(command=_verify)
    _paths(command, run="what 'train' wrote", bundle="the bundle")
    command.add_argument("--seed", type=int, default=7)

    command = commands.add_parser("evaluate", help="score a bundle with the engine")
    command.set_defaults(command=_evaluate)
    _paths(command, bundle="the bundle", held_out="what 'prepare' wrote", output="JSON to write")
    command.add_argument(
        "--engine", type=Path, default=_engine(), help="the surtitle launcher (default %(default)s)"
    )
    command.add_argument("--translations", type=Path, help="folder that keeps the engine's output")
    command.add_argument("--limit", type=int, help="sentences of each test set, drawn at random")
    command.add_argument(
        "--glossary", action="store_true", help="also score names, without and with a glossary"
    )

    command = commands.add_parser(
        "carried", help="count the numbers, addresses and handles that come through the engine"
    )
    command.set_defaults(command=_carried)
    _paths(command, bundle="the bundle", output="JSON to write")
    command.add_argument(
        "--engine", type=Path, default=_engine(), help="the surtitle launcher (default %(default)s)"
    )
    command.add_argument("--translations", type=Path, help="folder that keeps the engine's output")
    command.add_argument("--wait", default="3", help="values of k, commas between (default 3)")
    return parser


def _paths(command: argparse.ArgumentParser, **helps: str) -> None:
    for name, text in helps.items():
        command.add_argument(f"--{name.replace('_', '-')}", type=Path, required=True, help=text)


def _engine() -> Path:
    return Path(__file__).resolve().parents[3] / "surtitle"


if __name__ == "__main__":
    sys.exit(main())
