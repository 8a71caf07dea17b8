"""A greedy wait-k loop over a bundle's graphs, one hypothesis at a time.

It is the reference for the engine's decoder, and produces the expected outputs of its golden tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from surtitle_export.manifest import read_manifest
from surtitle_export.translate.loops import Loops
from surtitle_export.translate.tokenizer import BEGIN_ID, END_ID, load_tokenizer

FULL = 1 << 20  # a k that no sentence reaches

State = list[np.ndarray]  # h and c of each layer in turn, each float32 [rows, hidden]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A finished translation, without END."""

    ids: list[int]
    delays: list[int]  # source tokens read before each id was written
    margin: float  # smallest lead of the best token over the next, of all steps; log probability


class Bundle:
    """The graphs and the tokenizer of a bundle, run by ONNX Runtime on the CPU."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        self.targets: list[str] = self.manifest["targets"]
        self.tokenizer: Tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._loops = Loops(self.tokenizer)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._sessions = {
            name: onnxruntime.InferenceSession(folder / graph["file"], options)
            for name, graph in self.manifest["graphs"].items()
        }

    def source_ids(self, text: str) -> list[int]:
        """The tokens of one utterance, END included."""
        return [*self.tokenizer.encode(text).ids, END_ID]

    def encode(
        self, tokens: np.ndarray, lengths: np.ndarray, state: State
    ) -> tuple[np.ndarray, State]:
        """tokens int64 [sessions, time] -> memory [sessions, time, hidden] and the next state."""
        values = self._run("encoder", {"tokens": tokens, "lengths": lengths}, state)
        return values["memory"], self._next_state("encoder", values)

    def step(
        self, rows: dict[str, np.ndarray], state: State
    ) -> tuple[np.ndarray, np.ndarray, State]:
        """One decoder step: top_ids and top_scores [rows, 4] and the next state.

        rows holds the inputs `token`, `language`, `session`, `visible` and `memory`.
        """
        values = self._run("decoder", rows, state)
        return values["top_ids"], values["top_scores"], self._next_state("decoder", values)

    def zeros(self, graph: str, rows: int) -> State:
        """The initial state of rows."""
        inputs = {value["name"]: value for value in self.manifest["graphs"][graph]["inputs"]}
        states = self.manifest["graphs"][graph]["states"]
        return [
            np.zeros((rows, inputs[state["input"]]["shape"][1]), np.float32) for state in states
        ]

    def translate(
        self, source: list[int], language: str, wait: int, loops: bool = False
    ) -> Hypothesis:
        """Greedy wait-k of one source that ends with END; wait is k or FULL.

        Words are not written over and over (see `loops`), unless `loops` is true.

        If END is chosen before the whole source is visible, one more source position is read and
        the step is repeated from the same state. Delays never decrease.
        """
        policy = self.manifest["policy"]
        limit = int(policy["maxOutputRatio"] * len(source)) + policy["maxOutputExtra"]
        lengths = np.array([len(source)], np.int32)
        memory, _ = self.encode(np.array([source]), lengths, self.zeros("encoder", 1))
        fixed = {
            "language": np.array([self.targets.index(language)]),
            "session": np.zeros(1, np.int64),
            "memory": memory,
        }
        ids: list[int] = []
        delays: list[int] = []
        margin, extra, state = float("inf"), 0, self.zeros("decoder", 1)
        while len(ids) < limit:
            visible = min(len(ids) + wait + extra, len(source))
            token = np.array([ids[-1] if ids else BEGIN_ID])
            rows = fixed | {"token": token, "visible": np.array([visible])}
            best, scores, after = self.step(rows, state)
            margin = min(margin, float(scores[0, 0] - scores[0, 1]))
            offered = [int(each) for each in best[0]]
            written = [each for each in offered if loops or not self._loops.is_one_more(ids, each)]
            chosen = (written or offered)[0]
            if chosen != END_ID:
                ids.append(chosen)
                delays.append(visible)
                state = after
            elif visible == len(source):
                break
            else:
                extra += 1
        return Hypothesis(ids, delays, margin)

    def _run(
        self, graph: str, inputs: dict[str, np.ndarray], state: State
    ) -> dict[str, np.ndarray]:
        session = self._sessions[graph]
        pairs = self.manifest["graphs"][graph]["states"]
        states = {pair["input"]: part for pair, part in zip(pairs, state, strict=True)}
        names = [output.name for output in session.get_outputs()]
        return dict(zip(names, session.run(names, inputs | states), strict=True))

    def _next_state(self, graph: str, values: dict[str, np.ndarray]) -> State:
        return [values[pair["output"]] for pair in self.manifest["graphs"][graph]["states"]]
