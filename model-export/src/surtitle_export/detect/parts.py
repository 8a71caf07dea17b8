"""The parts that the inputs and outputs of a foreign detector play, and the open questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from surtitle_export.inspection import Declared, Tensor, pair_states
from surtitle_export.questions import Question


@dataclass(frozen=True, slots=True)
class Hints:
    """Optional hints of a user, where a graph is ambiguous or incomplete."""

    states: Mapping[str, str]  # inputs to their successors
    shapes: Mapping[str, tuple[int | str, ...]]  # of inputs whose file leaves axes open
    input: str | None  # of the audio
    score: str | None  # the output that is the score


@dataclass(frozen=True, slots=True)
class Parts:
    """The inputs and outputs of a detector, by what they are for."""

    chunk: Tensor
    constants: list[Tensor]
    states: dict[str, str]
    score: Tensor


def with_shapes(declared: Declared, shapes: Mapping[str, tuple[int | str, ...]]) -> Declared:
    """The same graph with the shapes of some inputs as a user states them."""
    inputs = dict(declared.inputs)
    for name, shape in shapes.items():
        if name not in inputs or len(shape) != len(inputs[name].shape):
            raise ValueError(f"--shape {name}: the graph has no such input of {len(shape)} axes")
        inputs[name] = replace(inputs[name], shape=shape)
    return replace(declared, inputs=inputs)


def assign(declared: Declared, hints: Hints) -> Parts:
    """Identify states, chunk, constants and score; ValueError if they are ambiguous."""
    states = pair_states(declared, hints.states)
    others = [t for t in declared.inputs.values() if t.name not in states]
    heard = [t for t in others if t.type == "float32" and len(t.shape) == 2]
    chunk = _only(heard, hints.input, "--input", "float32 input of rank 2 that is not a state")
    if isinstance(chunk.shape[0], int):
        raise ValueError(
            f"the input '{chunk.name}' always has {chunk.shape[0]} rows; export the model with a "
            "dynamic batch axis"
        )
    rest = [t for t in declared.outputs.values() if t.name not in states.values()]
    scores = [t for t in rest if t.type == "float32"]
    score = _only(scores, hints.score, "--score", "float32 output that is not a state")
    constants = [t for t in others if t is not chunk]
    for constant in constants:
        if len(constant.shape) > 1:
            raise ValueError(
                f"the input '{constant.name}' is neither a chunk nor a state nor a constant; if it "
                "is a state, give its successor with --state INPUT=OUTPUT"
            )
    return Parts(chunk, constants, states, score)


def _only(tensors: list[Tensor], name: str | None, option: str, what: str) -> Tensor:
    """The one tensor, or the one that has the name given by an option."""
    found = [t for t in tensors if name in (None, t.name)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(t.name for t in tensors) or "none"
    raise ValueError(f"the graph must have one {what}; it has {names}: give one with {option}")


def questions(parts: Parts, given: Mapping[str, str]) -> list[Question]:
    """All values that the graph may not state; that of --chunk only if it is open or given."""
    sizes = [Question("--carried", "samples repeated from the step before", int)]
    if "--chunk" in given or not isinstance(parts.chunk.shape[1], int):
        sizes.append(Question("--chunk", "new samples in each step", int))
    constants = [
        Question(
            constant_option(t),
            f"the constant input '{t.name}'",
            float if "float" in t.type else int,
        )
        for t in parts.constants
    ]
    return [
        Question("--name", "name of the bundle"),
        Question("--version", "version of the model"),
        Question("--source", "where the model comes from"),
        Question("--licence", "licence of the model"),
        Question("--rate", "sample rate in Hz", int),
        *sizes,
        *constants,
        Question("--event", "what is detected", suggestion="speech"),
        Question("--threshold", "score at which an event begins", float, "0.5"),
        Question("--release", "score below which an event pauses", float, "0.35"),
        Question("--min-ms", "shortest event to report, in ms", int, "100"),
        Question("--hangover-ms", "pause that ends an event, in ms", int, "300"),
    ]


def constant_option(tensor: Tensor) -> str:
    """How the value of a constant input is given."""
    return f"--constant {tensor.name}=VALUE"


def given_values(options: Mapping[str, str | None], parts: Parts) -> dict[str, str]:
    """The options that have a value; a constant that is no input of the graph is refused."""
    known = {constant_option(t) for t in parts.constants}
    for option in options:
        if option.startswith("--constant") and option not in known:
            raise ValueError(f"{option}: the graph has no such constant input")
    return {option: text for option, text in options.items() if text is not None}
