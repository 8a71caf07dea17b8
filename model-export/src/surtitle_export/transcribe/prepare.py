"""From corpora to what a training reads: decoded clips, synthetic speech, text."""

from __future__ import annotations

import gzip
import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from surtitle_export.transcribe import lines, voices
from surtitle_export.transcribe.clips import INDEX, ClipStore, decoded, write_clips
from surtitle_export.transcribe.kokoro import Draw, Kokoro
from surtitle_export.transcribe.recipe import NEURAL, SYNTHETIC, Recipe
from surtitle_export.transcribe.speech import AUDIO, Clip, read_corpus
from surtitle_export.transcribe.splits import TRAIN, split_of
from surtitle_export.transcribe.spoken import spoken
from surtitle_export.translate.corpora import TEMPLATES

CLIPS, NOISE = "clips", "noise"
SYNTHETIC_DEV, SYNTHETIC_TEST = f"{SYNTHETIC}-dev", f"{SYNTHETIC}-test"
NEURAL_TEST = f"{NEURAL}-test"
TEXT = "sentences.txt.gz"  # what the language models learn from, a sentence a line
_BRIEF = 70  # characters of the longest line that a voice of Kokoro reads for training
_COPIES = 30  # of a template with slots, in that text
_FOODS = 4000  # sentences about food in it
_PLAIN = 4000  # numbers, dates and spelled words in it
_REPEATED = 3  # times that it has a transcript

Log = Callable[[str], None]


def prepare(data: Path, recipe: Recipe, output: Path, log: Log) -> None:
    """Write clips, synthetic speech and text to `output`; what is there already is kept."""
    for name in recipe.corpora:
        if not (output / CLIPS / name / INDEX).is_file():
            clips = read_corpus(data / name)
            count = write_clips(output / CLIPS / name, decoded(clips, recipe.rate))
            log(f"{name}: {count} clips")
    if recipe.noise and not (output / NOISE / INDEX).is_file():
        write_clips(output / NOISE, decoded(_sounds(data / recipe.noise), recipe.rate))
    sentences = list(lines.everyday_sentences([data / name for name in recipe.sentences]))
    if recipe.synthetic_lines:
        _speak_all(data, recipe, sentences, output / CLIPS, log)
    if recipe.neural_lines:
        _speak_naturally(data, recipe, sentences, output / CLIPS, log)
    write_text(data, recipe, sentences, output)


def _sounds(folder: Path) -> list[Clip]:
    return [Clip(file, "", file.stem) for file in sorted(folder.iterdir()) if file.suffix in AUDIO]


def templates_of(data: Path, recipe: Recipe) -> Path | None:
    """The table of broadcast templates that a recipe names."""
    return data / recipe.templates / TEMPLATES if recipe.templates else None


def _speak_all(data: Path, recipe: Recipe, sentences: list[str], output: Path, log: Log) -> None:
    installed = voices.programs()
    if not installed:
        log("no synthetic speech: install espeak-ng, flite or festival")
        return
    file = templates_of(data, recipe)
    choose = random.Random(recipe.seed)
    drawn = lines.drawn_lines(file, lines.short(sentences), choose)
    training = list(itertools.islice(drawn, recipe.synthetic_lines))
    _speak(output / SYNTHETIC, training, voices.training_voice, installed, recipe, log)
    if file:
        held_out = lines.held_out_lines(file, recipe.seed)
        halves = (held_out[::3], [text for n, text in enumerate(held_out) if n % 3])
        for name, part in zip((SYNTHETIC_DEV, SYNTHETIC_TEST), halves, strict=True):
            _speak(output / name, part, voices.held_out_voice, installed, recipe, log)


def _speak_naturally(
    data: Path, recipe: Recipe, sentences: list[str], output: Path, log: Log
) -> None:
    kokoro = Kokoro(data / recipe.kokoro)
    file = templates_of(data, recipe)
    choose = random.Random(f"{recipe.seed} {NEURAL}")
    drawn = lines.drawn_lines(file, lines.short(sentences), choose)
    brief = (text for text in drawn if len(text) <= _BRIEF)
    texts = itertools.islice(brief, recipe.neural_lines)
    _have_read(kokoro, output / NEURAL, texts, kokoro.training_voice, recipe, log)
    if file:
        held_out = [text for n, text in enumerate(lines.held_out_lines(file, recipe.seed)) if n % 3]
        _have_read(kokoro, output / NEURAL_TEST, held_out[::4], kokoro.held_out_voice, recipe, log)


def _have_read(
    kokoro: Kokoro, folder: Path, texts: Iterable[str], draw: Draw, recipe: Recipe, log: Log
) -> None:
    if not (folder / INDEX).is_file():
        count = write_clips(folder, kokoro.clips(folder.name, texts, draw, recipe))
        log(f"{folder.name}: {count} clips")


def _speak(
    folder: Path,
    texts: list[str],
    draw: Callable[[random.Random, list[str]], voices.Voice],
    installed: list[str],
    recipe: Recipe,
    log: Log,
) -> None:
    """Have each text read by a voice that is drawn for it."""
    if (folder / INDEX).is_file():
        return

    def said(numbered: tuple[int, str]) -> tuple[Clip, np.ndarray]:
        number, text = numbered
        voice = draw(random.Random(f"{recipe.seed} {folder.name} {number}"), installed)
        name = Path(f"{folder.name}-{number}")
        return Clip(name, text, str(voice)), voices.speak(voice, text, recipe.rate)

    with ThreadPoolExecutor(2) as pool:
        count = write_clips(folder, pool.map(said, enumerate(texts)))
    log(f"{folder.name}: {count} clips")


def write_text(data: Path, recipe: Recipe, sentences: list[str], output: Path) -> None:
    """Write the text that language models learn from; nothing of it is held out."""
    output.mkdir(parents=True, exist_ok=True)
    with gzip.open(output / TEXT, "wt", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in _text(data, recipe, sentences, output) if line)


def _text(data: Path, recipe: Recipe, sentences: list[str], output: Path) -> Iterator[str]:
    choose = random.Random(recipe.seed)
    yield from sentences
    for name in recipe.corpora:
        for entry in ClipStore(output / CLIPS / name).entries:
            if split_of(entry.speaker) == TRAIN:
                yield from itertools.repeat(spoken(entry.text), _REPEATED)
    file = templates_of(data, recipe)
    if file:
        yield from lines.broadcast_lines(file, "train", _COPIES, choose)
        for _ in range(_PLAIN):
            yield lines.plain_line(choose)
    foods = lines.food_sentences()
    yield from choose.sample(foods, min(_FOODS, len(foods)))
