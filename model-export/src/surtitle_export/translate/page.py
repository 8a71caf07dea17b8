"""The generated parts of `docs/quality.md`: tables between two marks, and plots."""

from __future__ import annotations

from pathlib import Path

from surtitle_export.translate.plots import Measure, plot
from surtitle_export.translate.quality import preview_below
from surtitle_export.translate.report import comparison
from surtitle_export.translate.results import Results

PAGE = "quality.md"
BEGIN = "<!-- scores: written by 'surtitle-export plots' -->"
END = "<!-- end of scores -->"
MEASURES = {
    "quality-chrf.svg": Measure("chrF", lambda score: score.chrf, preview_below),
    "quality-bleu.svg": Measure("BLEU", lambda score: score.bleu, lambda language: None),
}


def write_page(results: Results, folder: Path) -> list[Path]:
    """Write the plots to `folder/images` and the tables into `folder/quality.md`; return the files.

    ValueError if the page has no place for the tables.
    """
    if not results.scores:
        raise ValueError("there are no scores to draw")
    page = folder / PAGE
    text = page.read_text(encoding="utf-8")
    before, found, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"{page} must have the lines '{BEGIN}' and '{END}' around its tables")
    images = folder / "images"
    images.mkdir(exist_ok=True)
    for name, measure in MEASURES.items():
        (images / name).write_text(plot(results, measure), encoding="utf-8")
    tables = f"{BEGIN}\n\n{comparison(results)}\n{END}"
    page.write_text(before + tables + after, encoding="utf-8")
    return [page, *(images / name for name in MEASURES)]
