"""Translation by the engine itself, `surtitle translate`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from surtitle_export.translate.label import unlabelled


class Engine:
    """Runs `surtitle translate` and caches its output in a folder."""

    def __init__(
        self,
        launcher: Path,
        bundle: Path,
        targets: list[str],
        kept: Path,
        log: Callable[[str], None],
    ) -> None:
        self._command = [str(launcher.absolute()), "translate", "--to", ",".join(targets)]
        self._bundle = bundle
        self._kept = kept
        self._log = log

    def forget_others(self, manifest: dict[str, Any], sources: list[str]) -> None:
        """Remove cached output of another bundle or of other sentences; a label changes nothing."""
        self._kept.mkdir(parents=True, exist_ok=True)
        note = self._kept / "made-from.json"
        made_from = {"manifest": unlabelled(manifest), "sources": sources}
        if self._made_from(note) != made_from:
            for file in self._kept.glob("wait-*.jsonl"):
                file.unlink()
            note.write_text(json.dumps(made_from, ensure_ascii=False), encoding="utf-8")

    @staticmethod
    def _made_from(note: Path) -> dict[str, Any] | None:
        if not note.is_file():
            return None
        made_from: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        return made_from | {"manifest": unlabelled(made_from["manifest"])}

    def translate(
        self, sources: list[str], wait: str, glossary: Path | None = None
    ) -> dict[str, dict[str, Any]]:
        """The engine's output for each sentence."""
        file = self._kept / f"wait-{wait}{'-listed' if glossary else ''}.jsonl"
        if not file.is_file():
            self._log(f"translating {len(sources)} sentences at wait-{wait}")
            self._run(sources, wait, glossary, file)
        lines = file.read_text(encoding="utf-8").split("\n")[:-1]
        if len(lines) != len(sources):
            raise ValueError(
                f"{file}: {len(lines)} lines of output for {len(sources)} lines of input"
            )
        return dict(zip(sources, map(json.loads, lines), strict=True))

    def _run(self, sources: list[str], wait: str, glossary: Path | None, file: Path) -> None:
        command = [*self._command, "--wait-k", wait, "--json", "--bundle"]
        command.append(str(self._bundle.absolute()))
        if glossary:
            command += ["--glossary", str(glossary.absolute())]
        text = "".join(source + "\n" for source in sources)
        done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:
            raise ValueError(f"'{' '.join(command)}' ended with exit code {done.returncode}")
        partial = file.with_suffix(".part")
        partial.write_bytes(done.stdout)
        partial.replace(file)
