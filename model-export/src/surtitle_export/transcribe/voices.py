"""Synthetic voices: free programs that read text aloud."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from surtitle_export.transcribe import espeak

ESPEAK, FLITE, FESTIVAL = "espeak-ng", "flite", "festival"
_PATIENCE = 600.0  # seconds for a text
_VARIANTS = (
    "", "+f1", "+f2", "+f3", "+f4", "+m1", "+m2", "+m3", "+m4", "+m5", "+m6", "+m7", "+Alex",
    "+Annie", "+Lee", "+Michael", "+Mike", "+adam", "+anika", "+antonio", "+aunty", "+belinda",
    "+benjamin", "+boris", "+caleb", "+croak", "+david", "+ed", "+edward", "+grandma", "+grandpa",
    "+iven", "+iven3", "+john", "+klatt", "+klatt2", "+klatt3", "+klatt4", "+max", "+michel",
    "+norbert", "+paul", "+quincy", "+rob", "+robert", "+sandro", "+shelby", "+steph", "+steph2",
    "+travis", "+victor", "+zac",
)  # fmt: skip
_ACCENTS = (
    "en-us", "en-us", "en-us-nyc", "en-gb", "en-gb-x-rp", "en-029", "en-gb-x-gbcwmd",
    "en-gb-x-gbclan",
)  # fmt: skip
_DRAWN = 0.5  # share of the voices of espeak-ng whose variant is drawn
_FESTIVAL = ("kal_diphone", "cmu_us_slt_arctic_hts")
_HELD_OUT = (
    (ESPEAK, "en-gb-scotland"), (ESPEAK, "en-us+f5"), (ESPEAK, "en-gb+m8"), (ESPEAK, "en-us+linda"),
    (ESPEAK, "en-us+Andy"), (FLITE, "rms"), (FLITE, "rms"), (FESTIVAL, "ked_diphone"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of a program, at a rate and a pitch relative to its usual ones."""

    program: str
    name: str
    rate: float = 1.0
    pitch: float = 1.0
    variant: str = ""  # what espeak-ng reads of a voice that was drawn; empty for one of its own

    def __str__(self) -> str:
        return f"{self.program}-{self.name}"


def programs() -> list[str]:
    """Those of the programs that are installed."""
    return [name for name in (ESPEAK, FLITE, FESTIVAL) if shutil.which(name)]


def training_voice(choose: random.Random, installed: list[str]) -> Voice:
    """Draw a voice; festival, which takes a second to begin, seldom."""
    weights = [{ESPEAK: 0.6, FLITE: 0.38, FESTIVAL: 0.02}[name] for name in installed]
    program = choose.choices(installed, weights)[0]
    rate, pitch = choose.uniform(0.8, 1.3), choose.uniform(0.7, 1.4)
    if program == FLITE:
        return Voice(program, choose.choice(("slt", "awb", "awb", "kal16", "kal")), rate, pitch)
    if program == FESTIVAL:
        return Voice(program, choose.choice(_FESTIVAL), rate, pitch)
    accent = choose.choice(_ACCENTS)
    if choose.random() < _DRAWN:
        name = f"{accent}+{espeak.VARIANT}"
        return Voice(program, name, rate, 1.0, espeak.drawn_variant(choose))
    return Voice(program, accent + choose.choice(_VARIANTS), rate, pitch)


def held_out_voice(choose: random.Random, installed: list[str]) -> Voice:
    """Draw a voice that no training hears."""
    program, name = choose.choice([voice for voice in _HELD_OUT if voice[0] in installed])
    return Voice(program, name, 1.0 if program == FESTIVAL else choose.uniform(0.85, 1.15))


def speak(voice: Voice, text: str, rate: int) -> np.ndarray:
    """int16 samples of a text that a voice reads."""
    with tempfile.TemporaryDirectory() as folder:
        said, heard = Path(folder) / "text", Path(folder) / "sound.wav"
        said.write_text(read_aloud(text), encoding="utf-8")
        more = espeak.data_with(voice.variant, Path(folder)) if voice.variant else {}
        done = subprocess.run(
            _command(voice, said, heard),
            env=os.environ | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        if done.returncode != 0 or not heard.is_file():
            raise ValueError(f"{voice} cannot speak: {done.stderr.decode(errors='replace')}")
        return wave_samples(heard.read_bytes(), rate)


def read_aloud(text: str) -> str:
    """A text for a voice to read, which takes a lone `a` among other letters for a letter."""
    words = text.split()
    single = [len(word) == 1 for word in words]
    beside = zip([False, *single], [*single[1:], False], strict=False)
    return " ".join(
        "ay" if word == "a" and any(pair) else word
        for word, pair in zip(words, beside, strict=True)
    )


def _command(voice: Voice, said: Path, heard: Path) -> list[str]:
    if voice.program == ESPEAK:
        speed, pitch = round(165 * voice.rate), round(min(99, 50 * voice.pitch))
        pace = ["-s", str(speed), "-p", str(pitch)]
        return [ESPEAK, "-v", voice.name, *pace, "-f", str(said), "-w", str(heard)]
    if voice.program == FLITE:
        tone = {"slt": 170, "awb": 120, "rms": 95}.get(voice.name, 105) * voice.pitch
        settings = ["--setf", f"duration_stretch={1 / voice.rate:.3f}"]
        settings += ["--setf", f"int_f0_target_mean={tone:.0f}"]
        return [FLITE, "-voice", voice.name, *settings, "-f", str(said), "-o", str(heard)]
    return ["text2wave", "-eval", _scheme(voice), str(said), "-o", str(heard)]


def _scheme(voice: Voice) -> str:
    """What festival evaluates before it reads."""
    parts = [f"(voice_{voice.name})", f"(Parameter.set 'Duration_Stretch {1 / voice.rate:.3f})"]
    if voice.name == "kal_diphone":
        mean, spread = 105 * voice.pitch, 14 * voice.pitch
        tone = f"(target_f0_mean {mean:.0f}) (target_f0_std {spread:.0f})"
        parts.append(f"(set! int_lr_params '({tone} (model_f0_mean 170) (model_f0_std 34)))")
    return f"(begin {' '.join(parts)})"


def wave_samples(content: bytes, rate: int) -> np.ndarray:
    """The samples of a mono WAV at `rate`; one that was piped may state a wrong length."""
    with wave.open(io.BytesIO(content)) as audio:
        given, sound = audio.getframerate(), audio.readframes(1 << 26)
    samples = np.frombuffer(sound[: len(sound) // 2 * 2], "<i2").astype(np.float32)
    limited: np.ndarray = np.clip(resampled(samples, given, rate), -32768, 32767)
    return limited.astype(np.int16)


def resampled(samples: np.ndarray, given: int, wanted: int) -> np.ndarray:
    """Samples at another rate, band-limited: the spectrum of the whole, cut or padded."""
    if given == wanted or not len(samples):
        return samples
    common = int(np.gcd(given, wanted))
    blocks = -(-len(samples) // (given // common))
    blocks += -blocks % 64  # so that the transform is fast
    size, after = blocks * (given // common), blocks * (wanted // common)
    spectrum = np.fft.rfft(samples, size)[: after // 2 + 1]
    sound = np.fft.irfft(spectrum, after) * (after / size)
    cut: np.ndarray = sound[: round(len(samples) * wanted / given)]
    return cut.astype(np.float32)
