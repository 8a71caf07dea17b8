"""Events from scores, by the rules that README.md defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from surtitle_export.detect.settings import Settings

BEGINS, ENDS = "begins", "ends"


@dataclass(frozen=True, slots=True)
class Event:
    """Something begins or ends; positions count samples from the begin of the audio."""

    phase: str
    position: int
    decided: int  # how much audio it took to decide that


def events(scores: Iterable[float], samples: int, settings: Settings) -> Iterator[Event]:
    """The events of audio of `samples` samples, from the score of each of its chunks."""
    least = settings.min_ms * settings.rate // 1000
    hangover = settings.hangover_ms * settings.rate // 1000
    active = begun = False
    first = last = 0  # the event so far: its first sample, and the one after its last
    for index, score in enumerate(scores):
        position = index * settings.chunk
        end = min(position + settings.chunk, samples)
        if score >= (settings.release if active else settings.threshold):
            if not active:
                active, begun, first = True, False, position
            last = end
            if not begun and last - first >= least:
                begun = True
                yield Event(BEGINS, first, end)
        elif active and end - last >= hangover:
            active = False
            if begun:
                yield Event(ENDS, last, end)
    if active and begun:
        yield Event(ENDS, last, samples)
