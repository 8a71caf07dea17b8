"""Held-out clips as WAV files, for programs that read files."""

from __future__ import annotations

import tempfile
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from surtitle_export.transcribe.held_out import Utterance


@contextmanager
def write_waves(utterances: list[Utterance], rate: int) -> Iterator[list[Path]]:
    """A 16-bit mono WAV file for each utterance, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number:06}.wav" for number in range(len(utterances))]
        for file, utterance in zip(files, utterances, strict=True):
            with wave.open(str(file), "wb") as audio:
                audio.setnchannels(1)
                audio.setsampwidth(2)
                audio.setframerate(rate)
                audio.writeframes(utterance.samples.astype("<i2").tobytes())
        yield files
