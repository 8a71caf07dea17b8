"""The model card that goes with a bundle."""

from __future__ import annotations

from typing import Any

from surtitle_export.translate.recipe import Recipe

_MISCOPIED = "- Names and numbers are spelt piece by piece and may be miscopied."

# The limits of corpora that were written as templates.
_WRITTEN = {
    "commentary": """\
- The commentary was written by machine: scores on it say how well names are copied and close
  wordings handled, not how well real speech is translated. Players are grammatically masculine in
  it and the audience is addressed formally.""",
    "broadcast": """\
- The broadcast lines were written by machine, in all languages: scores on them say how well close
  wordings are handled, not how well real speech is translated.""",
}

_CARD = """\
# {name} {version}

Translates live text from {source} into {targets}. A unidirectional LSTM encoder ({layers} layers
of {hidden}) keeps its state from word to word; one LSTM decoder with attention serves all
languages, can copy source tokens, and was trained for every wait-k at once. Weights are stored as
{weights}.

## Data

{corpora}

The side of a sentence, training or held out, is a hash of its {source} source, so no source is on
both sides.{templates}

## Training

```
surtitle-export prepare --recipe recipe.toml --data DATA --output prepared
surtitle-export train --recipe recipe.toml --data prepared --output run
surtitle-export export --run run --tokenizer prepared/tokenizer.json --output bundle
```

`recipe.toml` holds the recipe, `curve.jsonl` the course of the loss. {training}

## Scores

Not evaluated yet.

## Known limits

- {source} as source and {targets} as targets: it knows no other language.
- Most sentences it learnt from are short and of everyday life. Long or specialised ones come out
  worse; sources of more than {max_tokens} tokens it has never seen.
- The fewer words it waits for, the more it guesses, and a guess is never taken back.
{limits}
"""


def model_card(
    recipe: Recipe,
    weights: str,
    version: str,
    curve: list[dict[str, Any]],
    corpora: str,
) -> str:
    """The card as Markdown, without scores; `corpora` is the list of corpora."""
    return _CARD.format(
        name=recipe.name,
        version=version,
        source=recipe.source,
        targets=", ".join(recipe.targets),
        layers=recipe.encoder_layers,
        hidden=recipe.hidden,
        weights=weights,
        corpora=corpora,
        templates=_templates(recipe),
        limits=_limits(recipe),
        training="\n\n".join(filter(None, (_training(curve), recipe.remarks))),
        max_tokens=recipe.max_tokens,
    )


def _templates(recipe: Recipe) -> str:
    sets = " and ".join(f"the {name}" for name in _WRITTEN if name in recipe.corpora)
    return f" Of {sets}, whole templates and names are held out." if sets else ""


def _limits(recipe: Recipe) -> str:
    limits = [] if recipe.placeholder_share else [_MISCOPIED]
    limits += [text for name, text in _WRITTEN.items() if name in recipe.corpora]
    return "\n".join(limits)


def _training(curve: list[dict[str, Any]]) -> str:
    if not curve:
        return "The course of this training was not kept."
    last = curve[-1]
    took = f"""It took {last["step"]} updates and {last["minutes"]:.0f} minutes, with
{last["tokens"] / 1e6:.1f} million target tokens seen."""
    if "dev_full" not in last:  # it was stopped before the loss was taken
        return took
    full, wait3 = last["dev_full"], last["dev_wait3"]
    return f"""{took} At its end the loss on held-out rows, in
nats a token, was {full:.3f} with the full sentence and {wait3:.3f} at wait-3."""
