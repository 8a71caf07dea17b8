"""The commands of the task `transcribe`: those of `translate`, for its recipes and bundles."""

from __future__ import annotations

import argparse
import dataclasses
import json
import tomllib
from collections.abc import Callable
from pathlib import Path

from surtitle_export.manifest import MANIFEST, read_manifest
from surtitle_export.recipe import TASK, TRANSCRIBE
from surtitle_export.terminal import CONSOLE, Commands, paths, say
from surtitle_export.transcribe.recipe import Recipe, load_recipe

Command = Callable[[argparse.Namespace], None]


def add_commands(commands: Commands) -> None:
    """Extend the commands prepare, train, export and evaluate, and add `recognise`."""
    _extend(commands, "prepare", _has_recipe, _prepare)
    _extend(commands, "train", _has_recipe, _train)
    _extend(commands, "export", _has_run, _export)
    evaluate = _extend(commands, "evaluate", _has_bundle, _evaluate)
    evaluate.add_argument(
        "--by-engine", action="store_true", help="score the engine's recognition too, not only ours"
    )
    evaluate.add_argument(
        "--weights", type=Path, help="scores whose weights of the language models are taken"
    )
    evaluate.add_argument(
        "--noise", type=int, default=0, help="minutes of noise in which words are counted"
    )

    command = commands.add_parser("recognise", help="print what is said in audio files")
    command.set_defaults(command=_recognise)
    paths(command, bundle="the bundle")
    command.add_argument("--beam", type=int, help="1: without language models")
    command.add_argument("audio", type=Path, nargs="+", help="WAV, or whatever ffmpeg decodes")


def _extend(
    commands: Commands, name: str, ours: Callable[[argparse.Namespace], bool], command: Command
) -> argparse.ArgumentParser:
    """Let a command do as `command` does where the options name what is `ours`."""
    parser: argparse.ArgumentParser = commands.choices[name]
    other: Command = parser.get_default("command")
    parser.set_defaults(
        command=lambda options: command(options) if ours(options) else other(options)
    )
    return parser


def _has_recipe(options: argparse.Namespace) -> bool:
    with options.recipe.open("rb") as stream:
        try:
            return tomllib.load(stream).get(TASK) == TRANSCRIBE
        except tomllib.TOMLDecodeError:
            return False  # the other command says what is wrong


def _has_run(options: argparse.Namespace) -> bool:
    from surtitle_export.transcribe.checkpoint import is_recogniser

    return is_recogniser(options.run)


def _has_bundle(options: argparse.Namespace) -> bool:
    bundle: Path = options.bundle[0]
    if not (bundle / MANIFEST).is_file():
        return False  # a folder of bundles, or nothing
    return bool(read_manifest(bundle).get("task") == TRANSCRIBE)


def _prepare(options: argparse.Namespace) -> None:
    from surtitle_export.transcribe.prepare import prepare

    with CONSOLE.status("preparing"):
        prepare(options.data, _recipe(options), options.output, say)


def _train(options: argparse.Namespace) -> None:
    from surtitle_export.transcribe.text import train_language_models
    from surtitle_export.transcribe.train import Trainer

    if options.parent:
        raise ValueError("a recogniser starts from nothing; leave out --from")
    recipe = _recipe(options)
    trainer = Trainer(recipe, options.data, options.output, options.device)
    train_language_models(recipe, options.data, options.output, CONSOLE)
    if trainer.resume():
        say(f"resuming at update {trainer.step}")
    trainer.run(options.minutes, CONSOLE)


def _export(options: argparse.Namespace) -> None:
    from surtitle_export.transcribe.export import export_bundle

    manifest = export_bundle(options.run, options.output, options.weights, options.scores)
    size = sum(entry["bytes"] for entry in manifest["files"])
    say(f"{options.output}: {size / 1e6:.1f} MB, weights as {options.weights}")


def _evaluate(options: argparse.Namespace) -> None:
    from surtitle_export.transcribe.evaluate import Evaluation, evaluate, read_weights, table

    if len(options.bundle) > 1:
        raise ValueError("give one bundle")
    engine = options.engine if options.by_engine else None
    weights = read_weights(options.weights) if options.weights else None
    asked = Evaluation(options.held_out, engine, options.limit, options.noise, say, weights)
    results = evaluate(options.bundle[0], asked)
    text = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
    options.output.write_text(text, encoding="utf-8")
    print(table(results), end="")


def _recognise(options: argparse.Namespace) -> None:
    from surtitle_export.detect.audio import read_audio
    from surtitle_export.transcribe.recogniser import BundleRecogniser

    recogniser = BundleRecogniser(options.bundle)
    weights = recogniser.weights
    if options.beam:
        weights = dataclasses.replace(weights, beam=options.beam)
    for file in options.audio:
        (words,) = recogniser.transcribe([read_audio(file, recogniser.rate)], weights)
        print(words)


def _recipe(options: argparse.Namespace) -> Recipe:
    recipe = load_recipe(options.recipe)
    return recipe if options.seed is None else dataclasses.replace(recipe, seed=options.seed)
