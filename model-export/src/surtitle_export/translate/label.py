"""Labels bundles that were exported already with what was measured since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from surtitle_export.manifest import describe_files, read_manifest, write_manifest
from surtitle_export.recipe import TRANSLATE
from surtitle_export.translate.quality import KEY, SETS, WAIT, quality
from surtitle_export.translate.report import label, replace_scores
from surtitle_export.translate.results import Results

CARD = "MODEL_CARD.md"


def label_bundles(
    bundles: Sequence[Path],
    results: Results,
    corpus: str | None,
    day: str | None,
    log: Callable[[str], None],
) -> None:
    """Label each bundle; of several, those without scores stay as they are."""
    several = len(bundles) > 1
    if several and any(not score.bundle for score in results.scores):
        raise ValueError("scores that name no bundle label only one: evaluate these again")
    for bundle in bundles:
        if several and not results.of(read_manifest(bundle)).scores:
            log(f"{bundle}: no scores, not labelled")
            continue
        for language, entry in label_bundle(bundle, results, corpus, day).items():
            chrf = entry["chrf"]
            log(f"{bundle}: {language} {chrf:.1f} {label(language, chrf)}".rstrip())


def label_bundle(
    bundle: Path, results: Results, corpus: str | None = None, day: str | None = None
) -> dict[str, dict[str, Any]]:
    """Write the quality of a bundle into its manifest and its card, and return it.

    Its fingerprint changes with that. ValueError if the scores are not of this bundle.
    """
    manifest = read_manifest(bundle)
    if manifest["task"] != TRANSLATE:
        raise ValueError(f"{bundle} does not translate: it has no such quality")
    measured = quality(results, manifest, corpus, day)
    if not measured:
        raise ValueError(
            f"there are no scores of {manifest['name']} at wait-{WAIT} on "
            f"{corpus or ' or '.join(SETS)}; there are {results.describe()}"
        )
    write_scores(bundle, manifest | {KEY: measured}, results, measured)
    return measured


def write_scores(
    bundle: Path, manifest: dict[str, Any], results: Results, measured: dict[str, dict[str, Any]]
) -> None:
    """Write scores and labels into the card of a bundle, and the manifest with the new card."""
    card = bundle / CARD
    text = replace_scores(card.read_text(encoding="utf-8"), results.of(manifest), measured)
    card.write_text(text, encoding="utf-8")
    described = describe_files(bundle, [CARD])[0]
    files = [described if entry["name"] == CARD else entry for entry in manifest["files"]]
    write_manifest(bundle, manifest | {"files": files})


def unlabelled(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest without what a label changes."""
    rest = {key: value for key, value in manifest.items() if key != KEY}
    files = [entry for entry in manifest["files"] if entry["name"] != CARD]
    return rest | {"files": files}
