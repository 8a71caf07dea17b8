"""Runs a graph as the engine does: a step of many sessions at once, by the manifest's roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

BATCH = "batch"  # name of the batch axis in the shapes of adopted graphs


@dataclass(slots=True)
class Session:
    """What a graph keeps of one stream."""

    states: list[np.ndarray]  # in the manifest's order, each with a batch axis of length 1
    carried: np.ndarray  # float32 [carried], the last samples heard; zeros at first


class SteppedGraph:
    """A graph of one chunk input, states and constants, run by ONNX Runtime on the CPU.

    graph is its entry in the manifest. An input of any other role raises ValueError.
    """

    def __init__(self, folder: Path, graph: dict[str, Any]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3  # no warnings about how somebody else's graph was exported
        self._session = onnxruntime.InferenceSession(folder / graph["file"], options)
        self._inputs = {value["name"]: value for value in graph["inputs"]}
        self.outputs = {value["name"]: value for value in graph["outputs"]}
        self.states: list[dict[str, Any]] = graph["states"]
        others = self._inputs.keys() - {state["input"] for state in self.states}
        roles = {name: self._inputs[name].get("role", {"kind": "value"}) for name in others}
        chunks = [name for name in others if roles[name]["kind"] == "chunk"]
        self._constants = [name for name in others if roles[name]["kind"] == "constant"]
        if len(chunks) != 1 or len(self._constants) != len(others) - 1:
            raise ValueError(
                f"{folder / graph['file']}: besides states and constants a graph must have one "
                f"input, of the role 'chunk'; it has {', '.join(sorted(others)) or 'none'}"
            )
        self._input = chunks[0]
        self._carried: int = roles[self._input].get("carried", 0)
        self.chunk: int = self._inputs[self._input]["shape"][1] - self._carried  # new samples

    def begin(self) -> Session:
        """A session that has heard nothing."""
        states = []
        for state in self.states:
            value = self._inputs[state["input"]]
            shape = list(value["shape"])
            shape[state["batchAxis"]] = 1
            states.append(np.zeros(shape, value["type"]))
        return Session(states, np.zeros(self._carried, np.float32))

    def step(self, sessions: Sequence[Session], chunks: np.ndarray) -> dict[str, np.ndarray]:
        """Move sessions on by one step, float32 chunks [sessions, chunk]; return the outputs."""
        carried = np.stack([session.carried for session in sessions])
        heard = np.concatenate([carried, chunks], axis=1)
        feeds = {self._input: heard}
        for name in self._constants:
            feeds[name] = self._constant(name, len(sessions))
        for index, state in enumerate(self.states):
            rows = [session.states[index] for session in sessions]
            feeds[state["input"]] = np.concatenate(rows, axis=state["batchAxis"])
        names = list(self.outputs)
        values = dict(zip(names, self._session.run(names, feeds), strict=True))
        for index, state in enumerate(self.states):
            after = np.split(values[state["output"]], len(sessions), axis=state["batchAxis"])
            for session, part in zip(sessions, after, strict=True):
                session.states[index] = part
        for session, samples in zip(sessions, heard, strict=True):
            session.carried = samples[len(samples) - self._carried :]
        return values

    def _constant(self, name: str, rows: int) -> np.ndarray:
        value = self._inputs[name]
        shape = [axis if isinstance(axis, int) else rows for axis in value["shape"]]
        return np.full(shape, value["role"]["value"], value["type"])
