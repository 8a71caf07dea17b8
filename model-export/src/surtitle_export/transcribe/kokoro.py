"""Natural synthetic voices: Kokoro-82M, by the optional package `kokoro-onnx`."""

from __future__ import annotations

import importlib
import importlib.util
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from surtitle_export.transcribe.recipe import Recipe
from surtitle_export.transcribe.speech import Clip
from surtitle_export.transcribe.voices import read_aloud, resampled

MODEL, STYLES = "model.onnx", "voices"  # in the folder that a recipe names
_PACKAGE = "kokoro_onnx"
_HELD_OUT = ("af_nova", "am_michael", "bf_emma", "bm_daniel")
_ENGLISH, _OWN = "ab", 0.7  # first letters of English voices, and how often they are drawn
_PACES = (0.85, 1.25)
_STYLE = (510, 1, 256)  # a style for each length of a text

Draw = Callable[[random.Random], tuple[str, np.ndarray]]


class Kokoro:
    """The network and the styles of its voices; a mixture of two styles is a voice too."""

    def __init__(self, folder: Path) -> None:
        if importlib.util.find_spec(_PACKAGE) is None:
            raise ValueError("the recipe names Kokoro; install 'surtitle-export[voices]'")
        files = sorted((folder / STYLES).glob("*.bin"))
        if not files or not (folder / MODEL).is_file():
            raise FileNotFoundError(f"{folder} must hold {MODEL} and {STYLES}/*.bin")
        self._styles = {file.stem: np.fromfile(file, np.float32).reshape(_STYLE) for file in files}
        self._engine = _engine(folder, self._styles)

    def training_voice(self, choose: random.Random) -> tuple[str, np.ndarray]:
        """A mixture of two voices, mostly English ones, in any proportion: its name and style."""
        allowed = [name for name in self._styles if name not in _HELD_OUT]
        english = [name for name in allowed if name[0] in _ENGLISH]
        one, two = (choose.choice(english if choose.random() < _OWN else allowed) for _ in range(2))
        share = choose.random()
        style = share * self._styles[one] + (1 - share) * self._styles[two]
        return f"{one}+{two}", style.astype(np.float32)

    def held_out_voice(self, choose: random.Random) -> tuple[str, np.ndarray]:
        """A voice that no training hears, neither alone nor in a mixture."""
        name = choose.choice([name for name in _HELD_OUT if name in self._styles])
        return name, self._styles[name]

    def clips(
        self, name: str, texts: Iterable[str], draw: Draw, recipe: Recipe
    ) -> Iterator[tuple[Clip, np.ndarray]]:
        """Each text read by a voice that is drawn for it."""
        for number, text in enumerate(texts):
            choose = random.Random(f"{recipe.seed} {name} {number}")
            voice, style = draw(choose)
            sound = self.speak(voice, style, text, choose.uniform(*_PACES), recipe.rate)
            yield Clip(Path(f"{name}-{number}"), text, f"kokoro-{voice}"), sound

    def speak(self, name: str, style: np.ndarray, text: str, pace: float, rate: int) -> np.ndarray:
        """int16 samples of a text that a voice reads."""
        language = "en-gb" if name.startswith("b") else "en-us"
        sound, given = self._engine.create(read_aloud(text), style, speed=pace, lang=language)
        heard = np.clip(resampled(np.asarray(sound, np.float32), given, rate), -1, 1)
        samples: np.ndarray = (heard * 32767).astype(np.int16)
        return samples


def _engine(folder: Path, styles: dict[str, np.ndarray]) -> Any:
    """The package's engine, on one thread; it reads styles from one file."""
    package = importlib.import_module(_PACKAGE)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(folder / MODEL, options)
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "voices.npz"
        np.savez(file, **styles)  # type: ignore[arg-type]
        return package.Kokoro.from_session(session, str(file))
