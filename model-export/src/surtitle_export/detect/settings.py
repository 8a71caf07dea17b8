"""The keys `audio` and `detect` of the manifest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

GRAPH = "detector"  # name of the graph in the manifest


@dataclass(frozen=True, slots=True)
class Settings:
    """README.md, "Manifest", defines each of them."""

    rate: int  # samples a second
    chunk: int  # new samples of a step
    event: str  # what is detected
    output: str  # of the graph: the score of a chunk
    threshold: float  # score at which an event begins
    release: float  # score below which it pauses
    min_ms: int  # shorter events are not reported
    hangover_ms: int  # a pause of this length ends the event

    def __post_init__(self) -> None:
        for key, least in (("rate", 1), ("chunk", 1), ("min_ms", 0), ("hangover_ms", 0)):
            if getattr(self, key) < least:
                raise ValueError(f"'{key}' must be at least {least}, not {getattr(self, key)}")
        if not 0 < self.release <= self.threshold < 1:
            raise ValueError(
                "'release' and 'threshold' must lie between 0 and 1, 'release' not above "
                f"'threshold'; they are {self.release:g} and {self.threshold:g}"
            )
        if not re.fullmatch("[a-z][a-z0-9-]*", self.event):
            raise ValueError(
                "'event' must be a word of lower-case letters, digits and hyphens, "
                f"not '{self.event}'"
            )

    @staticmethod
    def read(manifest: dict[str, Any]) -> Settings:
        """The settings of a manifest."""
        try:
            audio, detect = manifest["audio"], manifest["detect"]
            return Settings(
                audio["rate"],
                audio["chunk"],
                detect["event"],
                detect["output"],
                detect["threshold"],
                detect["release"],
                detect["minMs"],
                detect["hangoverMs"],
            )
        except KeyError as error:
            raise ValueError(f"the manifest lacks the key {error}") from error

    def manifest(self) -> dict[str, Any]:
        """The keys that `read` reads."""
        return {
            "audio": {"rate": self.rate, "chunk": self.chunk},
            "detect": {
                "event": self.event,
                "output": self.output,
                "threshold": self.threshold,
                "release": self.release,
                "minMs": self.min_ms,
                "hangoverMs": self.hangover_ms,
            },
        }

    def milliseconds(self, position: int) -> int:
        """The media time of a sample."""
        return position * 1000 // self.rate
