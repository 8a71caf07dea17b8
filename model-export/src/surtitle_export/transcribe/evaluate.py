"""Error rates of a bundle on held-out sets, greedy and with its language models."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from surtitle_export.transcribe import noises
from surtitle_export.transcribe.decoding import Weights, greedy
from surtitle_export.transcribe.held_out import Utterance, held_out
from surtitle_export.transcribe.recogniser import BundleRecogniser
from surtitle_export.transcribe.scores import Errors, count_errors
from surtitle_export.transcribe.splits import DEV, TEST
from surtitle_export.transcribe.spoken import spoken
from surtitle_export.transcribe.waves import write_waves

GREEDY, NGRAMS, RECURRENT, BOTH, ENGINE = "greedy", "n-gram", "recurrent", "both", "engine"
# What is tried for the n-grams, the recurrent model and the bonus of a word.
_TRIED: dict[str, tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]] = {
    NGRAMS: ((0.3, 0.5), (0.0,), (1.0, 2.0, 3.0)),
    RECURRENT: ((0.0,), (0.3, 0.5), (0.0, 1.0)),
    BOTH: ((0.2, 0.4), (0.3, 0.5), (1.0, 2.0, 3.0)),
}
_PIECE = 20  # seconds of noise at a time
_TUNED_ON = 30  # utterances of each development set

Log = Callable[[str], None]
Heard = list[tuple[np.ndarray, str]]  # log-probabilities and what was said


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is evaluated; with `engine`, by the engine's launcher too."""

    data: Path
    engine: Path | None
    limit: int | None
    noise: int  # minutes of noise that are recognised
    log: Log
    weights: dict[str, Weights] | None = None  # of the language models; None: to be tuned


def evaluate(bundle: Path, asked: Evaluation) -> dict[str, Any]:
    """Tune the language models on development sets, and count errors on test sets."""
    recogniser = BundleRecogniser(bundle)
    tuned = asked.weights or tune(recogniser, asked)
    chosen = ways(recogniser, tuned)
    results: list[dict[str, Any]] = []
    for name, utterances in held_out(asked.data, TEST).items():
        few = utterances[: asked.limit]
        heard = hear(recogniser, few)
        for way, weights in chosen.items():
            errors = count(recogniser, heard, weights)
            results.append(_row(name, way, len(few), errors))
            asked.log(f"{name} {way}: {errors.wer:.1%} of words")
        if asked.engine:
            written = by_engine(asked.engine, bundle, few, recogniser.rate)
            errors = count_errors([each.text for each in few], written)
            results.append(_row(name, ENGINE, len(few), errors))
    words = words_of_noise(recogniser, chosen[GREEDY], asked.noise) if asked.noise else None
    return {
        "bundle": recogniser.manifest["name"],
        "tuned": _tuned(tuned),
        "weights": {way: asdict(weights) for way, weights in tuned.items()},
        "results": results,
        "noise": {"minutes": asked.noise, "words": words},
    }


def hear(recogniser: BundleRecogniser, utterances: list[Utterance]) -> Heard:
    """What the network makes of utterances."""
    sounds = [each.samples.astype(np.float32) / 32768 for each in utterances]
    texts = [each.text for each in utterances]
    return list(zip(recogniser.hear(sounds), texts, strict=True))


def count(recogniser: BundleRecogniser, heard: Heard, weights: Weights) -> Errors:
    """Errors of a search with these weights; a beam of 1 is greedy."""
    decode = greedy if weights.beam == 1 else recogniser.search(weights).decode
    written = [decode(log_probs) for log_probs, _ in heard]
    return count_errors([text for _, text in heard], written)


def tune(recogniser: BundleRecogniser, asked: Evaluation) -> dict[str, Weights]:
    """For each kind of language model, the weights with the fewest errors on development sets."""
    sets = held_out(asked.data, DEV).values()
    few = min(_TUNED_ON, asked.limit or _TUNED_ON)
    heard = [hear(recogniser, utterances[:few]) for utterances in sets]
    beam = recogniser.settings.get("beam", 8)
    has = {NGRAMS: recogniser.ngrams is not None, RECURRENT: recogniser.recurrent is not None}
    has[BOTH] = all(has.values())
    best: dict[str, Weights] = {}
    for way, tried in _TRIED.items():
        if has[way]:
            grid = [Weights(lm, word, rnn, beam) for lm, rnn, word in itertools.product(*tried)]
            best[way] = min(grid, key=lambda weights: _mean_wer(recogniser, heard, weights))
            asked.log(f"{way}: {best[way]}")
    return best


def _mean_wer(recogniser: BundleRecogniser, heard: list[Heard], weights: Weights) -> float:
    return sum(count(recogniser, part, weights).wer for part in heard) / max(1, len(heard))


def ways(recogniser: BundleRecogniser, tuned: dict[str, Weights]) -> dict[str, Weights]:
    """The searches that are compared."""
    return {GREEDY: Weights(beam=1), **tuned}


def _tuned(tuned: dict[str, Weights]) -> dict[str, float]:
    weights = next((tuned[way] for way in (BOTH, NGRAMS, RECURRENT) if way in tuned), None)
    if weights is None:
        return {}
    return {"lmWeight": weights.lm, "wordBonus": weights.word, "rnnWeight": weights.rnn}


def read_weights(file: Path) -> dict[str, Weights]:
    """The weights of the language models that an earlier evaluation found."""
    results = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(results, dict) or "weights" not in results:
        raise ValueError(f"{file} is not what 'surtitle-export evaluate' writes")
    return {way: Weights(**values) for way, values in results["weights"].items()}


def _row(name: str, way: str, utterances: int, errors: Errors) -> dict[str, Any]:
    return {
        "set": name,
        "search": way,
        "utterances": utterances,
        "words": errors.words,
        "wer": round(errors.wer, 4),
        "cer": round(errors.cer, 4),
    }


def words_of_noise(
    recogniser: BundleRecogniser, weights: Weights, minutes: int, seed: int = 7
) -> int:
    """How many words are written of so many minutes of noise, tones, clicks and silence."""
    chance, rate = np.random.default_rng(seed), recogniser.rate

    def noise(chance: np.random.Generator, samples: int) -> np.ndarray:
        return noises.noise_of(chance, samples, rate)

    parts = [
        noises.without_speech(chance, _PIECE * rate, rate, noise)
        for _ in range(minutes * 60 // _PIECE)
    ]
    return sum(len(text.split()) for text in recogniser.transcribe(parts, weights))


def by_engine(engine: Path, bundle: Path, utterances: list[Utterance], rate: int) -> list[str]:
    """What `surtitle transcribe` writes, one line a file, as it is spoken: numbers as words."""
    with write_waves(utterances, rate) as files:
        command = [str(engine.absolute()), "transcribe", "--bundle", str(bundle.absolute())]
        command += ["--json", *map(str, files)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise ValueError(f"'{engine} transcribe' ended with exit code {done.returncode}")
    lines = done.stdout.decode().splitlines()
    if len(lines) != len(utterances):
        raise ValueError(f"{len(lines)} lines of output for {len(utterances)} files")
    return [spoken(json.loads(line)["text"]) for line in lines]


def table(results: dict[str, Any]) -> str:
    """The results in Markdown."""
    lines = ["| set | utterances | words | search | WER | CER |", "|---|---:|---:|---|---:|---:|"]
    lines += [
        f"| {row['set']} | {row['utterances']} | {row['words']} | {row['search']} "
        f"| {row['wer']:.1%} | {row['cer']:.1%} |"
        for row in results["results"]
    ]
    noise = results.get("noise", {})
    if noise.get("minutes"):
        lines += [
            "",
            f"Words written of {noise['minutes']} minutes of noise and tones, greedy: "
            f"{noise['words']}.",
        ]
    return "\n".join(lines) + "\n"
