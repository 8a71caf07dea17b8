"""Decoded clips: samples of a corpus in one file, with what is said in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from surtitle_export.detect.audio import read_audio
from surtitle_export.transcribe.speech import Clip

SAMPLES, INDEX = "samples.npy", "clips.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A clip in a store: `length` samples from `begin`."""

    name: str
    text: str
    speaker: str
    begin: int
    length: int


class ClipStore:
    """Clips that were decoded once; their samples are mapped into memory."""

    def __init__(self, folder: Path) -> None:
        if not (folder / INDEX).is_file():
            raise FileNotFoundError(f"{folder} holds no clips; run 'surtitle-export prepare' first")
        lines = (folder / INDEX).read_text(encoding="utf-8").splitlines()
        self.entries = [Entry(**json.loads(line)) for line in lines]
        self._samples = np.load(folder / SAMPLES, mmap_mode="r")

    def samples(self, entry: Entry) -> np.ndarray:
        """int16 samples of a clip."""
        return np.asarray(self._samples[entry.begin : entry.begin + entry.length])


def write_clips(folder: Path, clips: Iterable[tuple[Clip, np.ndarray]]) -> int:
    """Write clips and their int16 samples as a store; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    entries: list[Entry] = []
    sounds: list[np.ndarray] = []
    begin = 0
    for clip, sound in clips:
        entries.append(Entry(clip.file.stem, clip.text, clip.speaker, begin, len(sound)))
        sounds.append(sound)
        begin += len(sound)
    np.save(folder / SAMPLES, np.concatenate(sounds) if sounds else np.zeros(0, np.int16))
    lines = [json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries]
    (folder / INDEX).write_text("".join(lines), encoding="utf-8")
    return len(entries)


def decoded(clips: list[Clip], rate: int, workers: int = 2) -> Iterator[tuple[Clip, np.ndarray]]:
    """Each clip with its int16 samples; ffmpeg decodes several at a time."""
    with ThreadPoolExecutor(workers) as pool:
        yield from zip(clips, pool.map(lambda clip: _whole(clip.file, rate), clips), strict=True)


def _whole(file: Path, rate: int) -> np.ndarray:
    return (read_audio(file, rate) * 32768).astype(np.int16)
