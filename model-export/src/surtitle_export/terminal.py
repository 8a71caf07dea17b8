"""What commands share: where they write, and the options that name files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from rich.console import Console

CONSOLE = Console(stderr=True, highlight=False)

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def say(message: str) -> None:
    """Write a line to stderr."""
    CONSOLE.print(message, markup=False, soft_wrap=True)


def paths(command: argparse.ArgumentParser, **helps: str) -> None:
    """Add required options that name files or folders; each keyword is an option and its help."""
    for name, text in helps.items():
        command.add_argument(f"--{name.replace('_', '-')}", type=Path, required=True, help=text)
