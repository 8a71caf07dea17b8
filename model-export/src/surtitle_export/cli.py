"""The command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import surtitle_export.detect.commands
import surtitle_export.transcribe.commands
import surtitle_export.translate.commands
from surtitle_export.recipe import DETECT, TRANSCRIBE, TRANSLATE
from surtitle_export.terminal import paths, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 2 with one sentence on stderr if it failed."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}")
    except ValueError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("interrupted", 130)
    return 0


def _fail(message: str, code: int = 2) -> int:
    print(f"surtitle-export: {message}", file=sys.stderr)
    return code


def _verify(options: argparse.Namespace) -> None:
    from surtitle_export.manifest import check_files, read_manifest

    task = read_manifest(options.bundle).get("task")
    say(f"{check_files(options.bundle)} files have the size and hash of the manifest")
    if task in (TRANSLATE, TRANSCRIBE) and options.run is None:
        raise ValueError("give --run, the folder that 'train' wrote, to compare with")
    if task == TRANSLATE:
        from surtitle_export.translate.verify import verify

        verify(options.run, options.bundle, options.seed, say)
    elif task == TRANSCRIBE:
        import surtitle_export.transcribe.verify

        surtitle_export.transcribe.verify.verify(options.run, options.bundle, options.seed, say)
    elif task == DETECT:
        from surtitle_export.detect.verify import verify_bundle

        verify_bundle(options.bundle, options.seed, say)
    else:
        raise ValueError(f"{options.bundle} has the task {task!r}, which is not known")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="surtitle-export", description="Makes the bundles that Surtitle runs."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    surtitle_export.translate.commands.add_commands(commands)
    surtitle_export.detect.commands.add_commands(commands)
    surtitle_export.transcribe.commands.add_commands(commands)
    command = commands.add_parser("verify", help="check that a bundle computes what it should")
    command.set_defaults(command=_verify)
    paths(command, bundle="the bundle")
    command.add_argument(
        "--run", type=Path, help="what 'train' wrote, which the bundle is compared with"
    )
    command.add_argument("--seed", type=int, default=7, help="of the random inputs (default 7)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
