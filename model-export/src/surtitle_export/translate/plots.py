"""Quality against lagging, drawn as SVG: a panel for each language, a line for each test set."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from surtitle_export.translate.results import Results, Score

_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")  # Okabe and Ito
_COLUMNS, _WIDTH, _HEIGHT = 5, 178, 150  # of the grid; of a panel, in pixels
_LEFT, _RIGHT, _TOP, _BOTTOM = 28, 8, 22, 30  # margins of a panel
_LEGEND = 34
_STYLE = (
    "text{font:10px system-ui,sans-serif;fill:#333}.name{font-weight:600;font-size:11px}"
    ".axis{stroke:#999}.grid{stroke:#e6e6e6}.limit{stroke:#b00;stroke-dasharray:4 3}"
    "polyline{fill:none;stroke-width:1.6}"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is drawn upwards; below a limit, a language is a preview."""

    name: str
    of: Callable[[Score], float]
    limit: Callable[[str], float | None]


@dataclass(frozen=True, slots=True)
class _Scale:
    """The same for all panels: lagging of wait-k to the right, full sentences beyond its end."""

    least: float
    most: float
    top: float

    def x(self, score: Score) -> float:
        span = _WIDTH - _LEFT - _RIGHT
        if score.wait == "full":
            return _LEFT + span - 6
        return self.at(score.al)

    def at(self, lagging: float) -> float:
        span = _WIDTH - _LEFT - _RIGHT
        return _LEFT + (lagging - self.least) / (self.most - self.least) * (span - 26)

    def y(self, value: float) -> float:
        return _HEIGHT - _BOTTOM - value / self.top * (_HEIGHT - _TOP - _BOTTOM)


def plot(results: Results, measure: Measure) -> str:
    """The SVG of one measure; test sets that no language of `results` has are not in the legend."""
    panels: dict[tuple[str, str], list[Score]] = {}
    for score in results.scores:
        panels.setdefault((score.language, score.bundle), []).append(score)
    sets = list(dict.fromkeys(score.corpus for score in results.scores))
    colours = {name: _COLOURS[place % len(_COLOURS)] for place, name in enumerate(sets)}
    scale = _scale(results.scores, measure)
    drawn = [
        _at(place, _panel(pair, panels[pair], colours, scale, measure))
        for place, pair in enumerate(sorted(panels))
    ]
    width = _COLUMNS * _WIDTH
    height = _LEGEND + math.ceil(len(panels) / _COLUMNS) * _HEIGHT
    title = f"{measure.name} against Average Lagging"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img"><title>{escape(title)}</title>',
            f'<style>{_STYLE}</style><rect width="100%" height="100%" fill="#fff"/>',
            _legend(colours, measure),
            *drawn,
            "</svg>\n",
        ]
    )


def _scale(scores: Sequence[Score], measure: Measure) -> _Scale:
    lags = [score.al for score in scores if score.wait != "full"] or [0.0, 1.0]
    highest = max(map(measure.of, scores))
    least, most = math.floor(min(0.0, *lags)), math.ceil(max(lags))
    return _Scale(least, max(most, least + 1), max(10, 10 * math.ceil(highest / 10)))


def _at(place: int, panel: str) -> str:
    row, column = divmod(place, _COLUMNS)
    return f'<g transform="translate({column * _WIDTH} {_LEGEND + row * _HEIGHT})">{panel}</g>'


def _panel(
    pair: tuple[str, str],
    scores: list[Score],
    colours: dict[str, str],
    scale: _Scale,
    measure: Measure,
) -> str:
    language, bundle = pair
    name = f"{language} · {bundle}" if bundle else language
    parts = [f'<text class="name" x="{_LEFT}" y="14">{escape(name)}</text>', _axes(scale)]
    limit = measure.limit(language)
    if limit is not None and limit < scale.top:
        parts.append(_line("limit", _LEFT, scale.y(limit), _WIDTH - _RIGHT, scale.y(limit)))
    for corpus, colour in colours.items():
        points = [score for score in scores if score.corpus == corpus]
        parts += _curve(points, colour, scale, measure) if points else []
    return "".join(parts)


def _axes(scale: _Scale) -> str:
    base, end = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    step = 20 if scale.top > 40 else 10
    parts = []
    for value in range(0, int(scale.top) + 1, step):
        y = scale.y(value)
        parts.append(_line("grid" if value else "axis", _LEFT, y, end, y))
        parts.append(_text(_LEFT - 4, y + 3, str(value), "end"))
    every = max(1, math.ceil((scale.most - scale.least) / 6))
    lags = range(int(scale.least), int(scale.most) + 1, every)
    parts += [_text(scale.at(lag), base + 13, str(lag), "middle") for lag in lags]
    parts.append(_text(end - 6, base + 13, "full", "middle"))
    return "".join(parts)


def _curve(scores: list[Score], colour: str, scale: _Scale, measure: Measure) -> list[str]:
    points = [(scale.x(score), scale.y(measure.of(score)), score) for score in scores]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2"><title>{escape(_tip(score, measure))}'
        "</title></circle>"
        for x, y, score in points
    )
    return [f'<polyline points="{path}" stroke="{colour}"/><g fill="{colour}">{"".join(dots)}</g>']


def _tip(score: Score, measure: Measure) -> str:
    wait = "full sentence" if score.wait == "full" else f"wait-{score.wait}"
    return f"{score.corpus}, {wait}: {measure.name} {measure.of(score):.1f}, AL {score.al:.1f}"


def _legend(colours: dict[str, str], measure: Measure) -> str:
    parts = [_text(8, 20, f"{measure.name} against Average Lagging in source tokens:", "start")]
    x = 300
    for name, colour in colours.items():
        parts.append(f'<rect x="{x}" y="12" width="16" height="8" fill="{colour}"/>')
        parts.append(_text(x + 20, 20, name, "start"))
        x += 40 + 6 * len(name)
    return "".join(parts)


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:g}" y1="{y1:.1f}" x2="{x2:g}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
