"""Model cards of recognisers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from surtitle_export.transcribe.credits import credit
from surtitle_export.transcribe.evaluate import table
from surtitle_export.transcribe.recipe import LABELS, Recipe

_CARD = """\
# {name} {version}

Writes down what is said in live audio ({language}): lower-case words, numbers as words.

## Network

Each step hears {chunk} new samples at {rate} Hz after the last {carried} of the steps before. Their
spectrum ({bands} mel bands, a window of {window} samples every {hop}; computed in the graph) is cut
into frames of {frame} samples. A frame sees {ahead} more ahead, and goes through {layers} LSTMs of
{hidden} units, each added to what it reads and normalised, to log-probabilities of {labels} labels:
the blank of connectionist temporal classification, the space, the apostrophe and a to z. {weights}

## Data

{credits}
Speakers are held out by a hash of their name: 5 % to tune on, 10 % to test. Of the broadcast
templates, those marked as held out are read by voices that no training hears.

In training, clips are changed by chance: speed with pitch and formants, room, telephone band,
noise, gain; spectra are stretched along frequency, or masked, where the recipe says so. Noise,
notes, plucked strings, glides, hum and silence are learned as no words.

## Training

```
surtitle-export prepare --recipe recipes/{name}.toml --data DATA --output work/speech
surtitle-export train --recipe recipes/{name}.toml --data work/speech --output work/run
surtitle-export export --run work/run --weights int8 --output work/bundle
surtitle-export verify --run work/run --bundle work/bundle
surtitle-export evaluate --bundle work/bundle --held-out work/speech --output work/scores.json
surtitle-export export --run work/run --weights int8 --scores work/scores.json \\
    --output ../models/{name}
```

{progress}{remarks}

## Language models

{language_models}

## Scores

{scores}
## Known limits

- It was trained on read and synthetic speech. Several speakers at once, strong accents and loud
  music are recognised badly.
- It knows no language but {language}.
"""
_INTEGERS = "Products are of integers: weights in 8 bits, each row of values in steps of its own."


def card(
    recipe: Recipe,
    version: str,
    weights: str,
    counters: dict[str, Any],
    results: dict[str, Any] | None,
) -> str:
    """The card of a recogniser; `results` is what `evaluate` wrote."""
    values = asdict(recipe) | {"frame": recipe.frame, "chunk": recipe.chunk}
    values |= {"carried": recipe.carried, "labels": len(LABELS), "version": version}
    return _CARD.format(
        **values
        | {
            "weights": _INTEGERS if weights == "int8" else f"Weights are stored as {weights}.",
            "credits": _credits(recipe),
            "progress": _progress(counters),
            "remarks": f"\n{recipe.remarks}" if recipe.remarks else "",
            "language_models": _language_models(recipe),
            "scores": _scores(results),
        }
    )


def _credits(recipe: Recipe) -> str:
    named = [*recipe.corpora, *([recipe.noise] if recipe.noise else []), *recipe.sentences]
    lines = [f"- {credit(name)}\n" for name in named]
    if recipe.synthetic_lines:
        lines.append(
            f"- {recipe.synthetic_lines} lines that espeak-ng, flite and festival read: broadcast "
            "templates written by machine for this project (Apache-2.0), numbers, spelled words, "
            "everyday sentences\n"
        )
    if recipe.neural_lines:
        lines.append(
            f"- {recipe.neural_lines} such lines that mixtures of the voices of Kokoro-82M read; "
            "Apache-2.0; https://huggingface.co/hexgrad/Kokoro-82M\n"
        )
    return "".join(lines)


def _progress(counters: dict[str, Any]) -> str:
    if not counters:
        return ""
    hours, minutes = counters["heard"] / 3600, counters["seconds"] / 60
    return (
        f"{counters['step']} updates with {hours:.1f} hours of audio, in {minutes:.0f} minutes. "
        "What is exported is the exponential average of the weights."
    )


def _language_models(recipe: Recipe) -> str:
    parts = []
    if recipe.ngram_order:
        parts.append(
            f"`words.arpa.gz` holds word n-grams up to order {recipe.ngram_order} (interpolated "
            "Kneser-Ney) of the text of the corpora, the templates and the sentences above."
        )
    if recipe.lm_hidden:
        parts.append(
            f"`language-model.onnx` is an LSTM of {recipe.lm_hidden} units over the labels, "
            "trained on the same text."
        )
    return " ".join(parts) or "None."


def _scores(results: dict[str, Any] | None) -> str:
    if results is None:
        return "Not measured.\n"
    return (
        "Word and character error rates on what no training heard, chunk by chunk:\n\n"
        f"{table(results)}\n"
        f"The weights of the language models were tuned on development sets: {_tuned(results)}.\n"
    )


def _tuned(results: dict[str, Any]) -> str:
    return ", ".join(f"`{name}` {value:g}" for name, value in results["tuned"].items()) or "none"
