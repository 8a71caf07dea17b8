"""Labels: from the scores of an evaluation to manifests, cards, tables and plots."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from surtitle_export.cli import main
from surtitle_export.manifest import check_files, read_manifest
from surtitle_export.translate.decoding import Bundle
from surtitle_export.translate.page import BEGIN, END
from surtitle_export.translate.quality import is_preview, quality
from surtitle_export.translate.report import comparison, replace_scores
from surtitle_export.translate.results import Results, Score

MANIFEST = {"name": "toy", "targets": ["de", "fr", "es"]}
FR = Score("broadcast", "fr", "3", 342, 19.7, 42.11, 3.2, 3.9, 0.5, "toy", "2026-11-27", ("sig",))


def write(results: Results, file: Path) -> str:
    file.write_text(json.dumps(results.json()), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("language", "chrf", "preview"),
    [
        ("fr", 34.9, True),
        ("fr", 35.0, False),
        ("pt-BR", 0.0, True),
        ("zh", 19.9, True),
        ("zh-Hans", 20.0, False),
        ("ko", 20.0, False),
        ("vi", 20.0, True),
    ],
)
def test_below_the_threshold_of_its_language_it_is_a_preview(
    language: str, chrf: float, preview: bool
) -> None:
    assert is_preview(language, chrf) is preview


def test_quality_is_of_wait_3_on_the_first_set_in_the_order_of_the_targets() -> None:
    german = replace(FR, language="de", chrf=30.04)
    others = [
        replace(FR, wait="5", chrf=50),
        replace(FR, corpus="everyday", chrf=60),
        replace(FR, corpus="commentary", language="es"),
        replace(FR, bundle="other", chrf=70),
        replace(FR, language="it"),
    ]
    found = quality(Results((FR, *others, german)), MANIFEST)
    common = {"waitK": 3, "set": "broadcast", "sentences": 342, "date": "2026-11-27"}
    assert list(found.items()) == [
        ("de", {"chrf": 30.0, **common}),
        ("fr", {"chrf": 42.1, **common}),
    ]
    assert list(quality(Results(tuple(others)), MANIFEST)) == ["es"]
    assert quality(Results(tuple(others[:2])), MANIFEST) == {}
    assert quality(Results(tuple(others)), MANIFEST, "everyday")["fr"]["chrf"] == 60


def test_label_changes_manifest_and_card_alone(
    toy: Bundle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(toy.folder, bundle)
    before = read_manifest(bundle)
    scores = write(Results((FR, replace(FR, language="de", chrf=12.3))), tmp_path / "scores.json")

    for _ in range(2):  # again: nothing more
        assert main(["label", "--bundle", str(bundle), "--scores", scores]) == 0

    after = read_manifest(bundle)
    assert after.pop("quality")["de"]["chrf"] == 12.3
    changed = [
        old["name"] for old, new in zip(before["files"], after["files"], strict=True) if old != new
    ]
    assert changed == ["MODEL_CARD.md"]
    assert after | {"files": before["files"]} == before
    assert check_files(bundle) == len(before["files"])
    card = (bundle / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert card.count("| de | 12.3 | preview | 342 |") == 1
    assert card.count("| fr | 42.1 |  | 342 |") == 1
    assert card.count("## ") == 4
    assert "de 12.3 preview" in capsys.readouterr().err


def test_of_a_folder_the_bundles_with_scores_are_labelled(
    toy: Bundle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        shutil.copytree(toy.folder, tmp_path / "models" / name)
        manifest = read_manifest(tmp_path / "models" / name) | {"name": name}
        (tmp_path / "models" / name / "surtitle.json").write_text(json.dumps(manifest))
    models = ["label", "--bundle", str(tmp_path / "models"), "--scores"]

    assert main([*models, write(Results((replace(FR, bundle="a"),)), tmp_path / "a.json")]) == 0
    assert "quality" in read_manifest(tmp_path / "models" / "a")
    assert "quality" not in read_manifest(tmp_path / "models" / "b")
    assert "b: no scores, not labelled" in capsys.readouterr().err

    assert main([*models, write(Results((replace(FR, bundle=""),)), tmp_path / "old.json")]) == 2
    assert "scores that name no bundle" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("score", "message"),
    [
        (replace(FR, bundle="other"), "no scores of toy at wait-3 on broadcast or commentary"),
        (replace(FR, corpus="everyday"), "there are toy on everyday: fr"),
        (replace(FR, date=""), "label the bundle with --date"),
    ],
)
def test_scores_that_do_not_fit_are_refused(
    score: Score,
    message: str,
    toy: Bundle,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(toy.folder, tmp_path / "bundle")
    scores = write(Results((score,)), tmp_path / "scores.json")
    command = ["label", "--bundle", str(tmp_path / "bundle"), "--scores", scores]
    assert main(command) == 2
    assert message in capsys.readouterr().err
    assert read_manifest(tmp_path / "bundle") == read_manifest(toy.folder)
    if not score.date:
        assert main([*command, "--date", "2026-11-26"]) == 0
        assert read_manifest(tmp_path / "bundle")["quality"]["fr"]["date"] == "2026-11-26"


def test_a_card_has_one_section_of_scores() -> None:
    with pytest.raises(ValueError, match="one section '## Scores', not 0"):
        replace_scores("# A card\n", Results((FR,)), {})
    card = "# A card\n\n## Scores\n\nold\n\n### more\n\nold\n\n## Limits\n\n- none\n"
    replaced = replace_scores(card, Results((FR,)), {})
    assert "old" not in replaced
    assert replaced.startswith("# A card\n\n## Scores\n\nBLEU / chrF")
    assert replaced.endswith("\n\n## Limits\n\n- none\n")
    end = replace_scores("## Scores\nold", Results((FR,)), {})
    assert "old" not in end
    assert end.endswith("Signatures: `sig`.\n")


def test_the_comparison_counts_each_language_once() -> None:
    scores = []
    for language, bundle, chrf in [("fr", "a", 40.0), ("zh", "b", 21.0), ("fr", "c", 90.0)]:
        score = replace(FR, language=language, bundle=bundle, chrf=chrf)
        scores += [score, replace(score, wait="full", chrf=chrf + 1)]
    scores.append(replace(FR, corpus="everyday", wait="full", copied=None))  # no wait-3
    text = comparison(Results(tuple(scores)))
    assert "| fr | a | 342 | 40.0 | 41.0 | 19.7 | 19.7 | 3.2 | 50.0 |  |" in text
    assert "| zh | b | 342 | 21.0 | 22.0 | 19.7 | 19.7 | 3.2 | 50.0 |  |" in text
    assert "| mean of 2 |  |  | 30.5 | 31.5 | 19.7 | 19.7 | 3.2 | 50.0 |  |" in text
    assert "everyday" not in text


def test_plots_and_tables_go_to_their_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    curve = [
        replace(FR, wait=wait, al=al, chrf=chrf)
        for wait, al, chrf in [("1", -0.4, 20.0), ("3", 2.5, 31.0), ("full", 18.0, 44.0)]
    ]
    files = [
        write(Results(tuple(curve)), tmp_path / "a.json"),
        write(
            Results(tuple(replace(s, language="zh", corpus="<odd>") for s in curve)),
            tmp_path / "b.json",
        ),
    ]
    command = ["plots", "--scores", *files, "--output", str(tmp_path)]
    page = tmp_path / "quality.md"
    page.write_text("# Quality\n")
    assert main(command) == 2
    assert BEGIN in capsys.readouterr().err
    page.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n")
    for _ in range(2):
        assert main(command) == 0

    text = page.read_text()
    assert text.startswith(f"before\n\n{BEGIN}\n\n### broadcast\n")
    assert text.endswith(f"Signatures: `sig`.\n\n{END}\n\nafter\n")
    assert "old" not in text
    for name in ("chrf", "bleu"):
        tree = ElementTree.parse(tmp_path / "images" / f"quality-{name}.svg")
        lines = [each.get("points", "") for each in tree.iter() if each.tag.endswith("polyline")]
        assert len(lines) == 2
        for line in lines:
            points = [tuple(map(float, point.split(","))) for point in line.split()]
            assert [x for x, _ in points] == sorted({x for x, _ in points})
            assert all(28 <= x <= 178 and 22 <= y <= 120 for x, y in points)
            ys = [y for _, y in points]
            assert ys == sorted(ys, reverse=True)
    limits = (tmp_path / "images" / "quality-chrf.svg").read_text().count('class="limit"')
    assert limits == 2
