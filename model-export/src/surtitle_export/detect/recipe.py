"""What a recipe of the task `detect` may say, with its meaning and limits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from surtitle_export import recipe
from surtitle_export.detect.settings import Settings
from surtitle_export.recipe import DETECT

OUTPUT = "output"  # name of the graph's output that is the score


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one detector is built and trained, on generated sounds or on recordings of a word."""

    name: str
    event: str  # what is detected

    # Recordings, as folders of the clips that `prepare` writes; none: generated voices.
    word_clips: str = ""  # with the event as their text
    other_clips: tuple[str, ...] = ()  # other speech; its held-out speakers are for tests
    unheard_clips: tuple[str, ...] = ()  # speech for tests alone

    rate: int = 16000  # samples a second
    chunk: int = 512  # new samples of a step
    carried: int = 64  # samples of the step before that are heard again
    bands: int = 20  # of the spectrum
    hidden: int = 32  # width of the layers

    seed: int = 7
    clips: int = 96  # generated for training
    seconds: float = 8.0  # length of a clip
    steps: int = 300  # updates, each with a quarter of the clips
    learning_rate: float = 5e-3  # peak; it falls linearly to zero

    threshold: float = 0.5  # score at which an event begins
    release: float = 0.35  # score below which it pauses
    min_ms: int = 100  # shorter events are not reported
    hangover_ms: int = 300  # a pause of this length ends the event

    def __post_init__(self) -> None:
        for key in ("bands", "hidden", "clips", "steps"):
            if getattr(self, key) < 1:
                raise ValueError(f"recipe: '{key}' must be at least 1, not {getattr(self, key)}")
        if not 0 <= self.carried < self.chunk:
            raise ValueError(f"recipe: 'carried' must be within 0 and {self.chunk - 1}")
        if self.seconds * self.rate < self.chunk:
            raise ValueError("recipe: a clip of 'seconds' must hold at least one chunk")
        self.settings()

    def settings(self) -> Settings:
        """The settings that the manifest states."""
        return Settings(
            self.rate,
            self.chunk,
            self.event,
            OUTPUT,
            self.threshold,
            self.release,
            self.min_ms,
            self.hangover_ms,
        )


def load_recipe(file: Path) -> Recipe:
    """Read a recipe of the task `detect`, as `surtitle_export.recipe` does."""
    return recipe.load_recipe(file, Recipe, DETECT)
