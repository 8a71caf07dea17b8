"""Voices drawn at random for espeak-ng, which reads a voice variant from a file of its data."""

from __future__ import annotations

import functools
import random
import subprocess
from pathlib import Path

DATA, VARIANT = "ESPEAK_DATA_PATH", "drawn"
_FORMANTS = 9


def drawn_variant(choose: random.Random) -> str:
    """A voice variant: the lines that espeak-ng reads, with pitch, formants and breath drawn.

    The format is that of `espeak-ng-data/voices/!v`; figures are percent of the usual ones.
    """
    woman = choose.random() < 0.5
    low = choose.uniform(115, 190) if woman else choose.uniform(55, 110)
    lines = ["language variant", f"name {VARIANT}"]
    lines.append(f"pitch {low:.0f} {low * choose.uniform(1.15, 1.7):.0f}")
    lines += _formants(choose, choose.uniform(1.0, 1.3) if woman else choose.uniform(0.85, 1.08))
    lines.append(f"voicing {choose.uniform(50, 120):.0f}")
    lines.append(f"consonants {choose.uniform(60, 150):.0f} {choose.uniform(60, 150):.0f}")
    if choose.random() < 0.4:
        lines.append(f"flutter {choose.randint(0, 8)}")
    if choose.random() < 0.3:
        lines.append(f"roughness {choose.randint(0, 4)}")
    if choose.random() < 0.3:
        lines.append("breath " + " ".join(str(choose.randint(0, 8)) for _ in range(8)))
        lines.append("breathw " + " ".join(str(choose.choice((150, 200, 400))) for _ in range(6)))
    if choose.random() < 0.4:
        slope = [(100, choose.randint(160, 255)), (600, choose.randint(60, 200))]
        slope += [(1200, choose.randint(20, 150)), (3000, choose.randint(10, 150))]
        lines.append("tone " + " ".join(f"{hertz} {level}" for hertz, level in slope))
    if choose.random() < 0.3:
        lines.append("stressAdd " + " ".join(str(choose.randint(-20, 40)) for _ in range(8)))
    if choose.random() < 0.3:
        lines.append(f"intonation {choose.randint(1, 4)}")
    if choose.random() < 0.25:
        lines.append(f"klatt {choose.randint(1, 4)}")
    return "\n".join(lines) + "\n"


def _formants(choose: random.Random, tract: float) -> list[str]:
    """Frequency, height and width of each formant; `tract` scales all frequencies."""
    return [
        f"formant {number} {100 * tract * choose.uniform(0.93, 1.07):.0f} "
        f"{choose.uniform(60, 125):.0f} {choose.uniform(75, 165):.0f}"
        for number in range(_FORMANTS)
    ]


@functools.cache
def installed_data() -> Path:
    """Where the data of espeak-ng stand."""
    done = subprocess.run(["espeak-ng", "--version"], capture_output=True, text=True, check=True)
    return Path(done.stdout.rpartition("Data at:")[2].strip())


def data_with(variant: str, folder: Path) -> dict[str, str]:
    """Put data with one more variant in `folder`; returns the environment that names it."""
    data = folder / "espeak-ng-data"
    variants = data / "voices" / "!v"
    variants.mkdir(parents=True)
    for entry in installed_data().iterdir():
        if entry.name != "voices":
            (data / entry.name).symlink_to(entry)
    (variants / VARIANT).write_text(variant, encoding="utf-8")
    return {DATA: str(folder)}
