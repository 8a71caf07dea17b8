"""Decodes audio files."""

from __future__ import annotations

import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np


def read_audio(file: Path, rate: int) -> np.ndarray:
    """Mono samples of a file at `rate`, float32 in [-1, 1).

    A WAV file that is already 16-bit, mono and at this rate is read as it is; ffmpeg decodes,
    resamples and mixes everything else.
    """
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing")
    content = _plain_wave(file, rate)
    if content is None:
        content = _decode(file, rate)
    return np.frombuffer(content, "<i2").astype(np.float32) / 32768


def _plain_wave(file: Path, rate: int) -> bytes | None:
    try:
        with wave.open(str(file)) as audio:
            if audio.getnchannels() != 1 or audio.getsampwidth() != 2:
                return None
            if audio.getframerate() != rate:
                return None
            content: bytes = audio.readframes(audio.getnframes())
            return content
    except (wave.Error, EOFError):
        return None


def _decode(file: Path, rate: int) -> bytes:
    if shutil.which("ffmpeg") is None:
        raise ValueError(
            f"{file} is not 16-bit mono WAV at {rate} Hz; install ffmpeg, which decodes it"
        )
    command = ["ffmpeg", "-v", "error", "-nostdin", "-i", str(file.absolute())]
    command += ["-f", "s16le", "-ac", "1", "-ar", str(rate), "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise ValueError(f"{file}: ffmpeg cannot decode it: {lines[-1]}")
    return done.stdout
