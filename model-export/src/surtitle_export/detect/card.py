"""Model cards of detectors."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from surtitle_export.detect.recipe import Recipe
from surtitle_export.detect.settings import GRAPH
from surtitle_export.detect.verify import ROWS, describe_difference
from surtitle_export.origin import Origin

_ADOPTED = """\
# {name} {version}

Detects {event} in live audio. This is the work of others, adopted unmodified.

- Source: {source}
- Licence: {licence}{text}
- File: `{file}`, {bytes} bytes, SHA-256 `{digest}`

## How it is run

- Each step hears {chunk} new samples at {rate} Hz{carried}.
- States that it keeps from step to step: {states}.
{constants}- An event begins at a score of {threshold:g} or more; a pause, at one below {release:g}.
- A pause of {hangover_ms} ms ends the event. Events shorter than {min_ms} ms are not reported.

## What was verified

`surtitle-export adopt` ran the graph with {rows} rows of silence, noise, tones and square waves
over several steps, in batches of varying rows and each row alone. Rows in a batch were
{difference}. Scores lay in [0, 1]; states were finite and of the declared shape. How
well the model detects was not measured: see its source.
"""


def adopted_card(manifest: dict[str, Any], origin: Origin, worst: float) -> str:
    """The card of a foreign detector; `worst` is what `check_rows` returned."""
    graph, detect = manifest["graphs"][GRAPH], manifest["detect"]
    roles = {value["name"]: value.get("role", {}) for value in graph["inputs"]}
    carried = next(role.get("carried", 0) for role in roles.values() if role.get("kind") == "chunk")
    names = ", ".join(f"`{state['input']}`" for state in graph["states"]) or "none"
    constants = [
        f"- The input `{name}` is always {role['value']}.\n"
        for name, role in roles.items()
        if role.get("kind") == "constant"
    ]
    return _ADOPTED.format(
        name=manifest["name"],
        version=manifest["version"],
        event=detect["event"],
        source=origin.source,
        licence=origin.licence,
        text=", in `LICENSE`" if origin.licence_text else "",
        file=origin.name,
        bytes=len(origin.content),
        digest=hashlib.sha256(origin.content).hexdigest(),
        **manifest["audio"],
        carried=f", preceded by the last {carried} of the step before" if carried else "",
        states=names,
        constants="".join(constants),
        threshold=detect["threshold"],
        release=detect["release"],
        min_ms=detect["minMs"],
        hangover_ms=detect["hangoverMs"],
        rows=ROWS,
        difference=describe_difference(worst),
    )


_TRAINED = """\
# {name} {version}

Detects {event}, or what has its pitch and harmonics, in live audio. It exists for tests and
demonstrations: it is small and was trained on generated sounds, in seconds. For real use adopt a
model that was trained on recordings, as `model-export/README.md` shows.

## Network

Each step hears {chunk} new samples at {rate} Hz after the last {carried} of the step before. Their
spectrum, the power in {bands} bands below 4 kHz, goes through one layer and one LSTM of {hidden}
units. The inputs and outputs are shaped as those of Silero VAD.

## Data

{clips} clips of {seconds:g} s, generated for this project: pulse trains with moving pitch, formants
and hissing consonants, or plain tones with all harmonics, as voices; silence, noise from white to
brown, single tones, hum and clicks as what is none. Nobody's voice was recorded. Apache-2.0.

## Training

```
surtitle-export train-detector --recipe recipes/{name}.toml --output ../models/{name}
```

## Scores

On generated clips that it was not trained on, {right:.1%} of the chunks score on the right side of
{threshold:g}.

## Known limits

- It was never trained on a recording. It finds most loud, clear speech, but misses parts of it, and
  takes music and animals for speech.
- It knows {rate} Hz only, and scores 0 if `rate` says otherwise.
"""


def trained_card(recipe: Recipe, version: str, right: float) -> str:
    """The card of a detector of `surtitle_export.detect.train`; `right` is its score."""
    return _TRAINED.format(version=version, right=right, **asdict(recipe))


_WORD = """\
# {name} {version}

Detects the word "{event}" in live audio, just after it was said.

## Network

Each step hears {chunk} new samples at {rate} Hz after the last {carried} of the step before. Their
spectrum, the power in {bands} bands below 4 kHz, goes through one layer and one LSTM of {hidden}
units.

## Data

The word: Picovoice wake-word-benchmark, recordings of over 50 speakers, Apache-2.0. Other speech
and noise: the corpora of the recogniser, which the card of `live-transcribe` credits. The word and
parts of other speech are put one after another, with other speed, room, band, noise and gain by
chance.

## Training

```
surtitle-export train-detector --recipe recipes/{name}.toml --data work/speech \\
    --output ../models/{name}
```

## Scores

{found}. The words are recordings that a hash of their names holds out (whose speakers may have been
heard saying it in training, since the corpus does not name them); the hours are speech of held-out
speakers and corpora, noise and tones. The threshold is the lowest with at most one false alarm an
hour.

## Known limits

- It knows {rate} Hz only, and scores 0 if `rate` says otherwise.
- Words that sound alike, such as "commuter", were not tested apart.
"""


def word_card(recipe: Recipe, version: str, found: str) -> str:
    """The card of a detector of a word; `found` says what it misses."""
    return _WORD.format(version=version, found=found[:1].upper() + found[1:], **asdict(recipe))
