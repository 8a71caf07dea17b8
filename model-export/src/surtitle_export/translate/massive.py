"""MASSIVE: requests in lower case without punctuation, whose translators swapped many names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from surtitle_export.translate.casing import Truecaser, is_question, punctuate

COLUMNS = 8  # id, split, scenario, intent, source, target, and both with their slots marked

# Slots that hold names, which translators often swapped for local ones.
_NAME_SLOTS = frozenset(
    {
        "app_name",
        "artist_name",
        "audiobook_author",
        "audiobook_name",
        "business_name",
        "email_address",
        "game_name",
        "movie_name",
        "music_album",
        "person",
        "place_name",
        "playlist_name",
        "podcast_name",
        "radio_name",
        "song_name",
        "transport_agency",
        "transport_name",
    }
)
_SLOT = re.compile(r"\[(\w+) : ([^\]]*)\]")


def requests(
    rows: Iterable[list[str]], language: str, source_case: Truecaser, target_case: Truecaser
) -> Iterator[tuple[str, str]]:
    """The requests with targets as captions are written: cased, with an end mark.

    Every second source stays as it is, as speech recognisers write; the others are cased too.
    Rows whose names do not correspond are left out.
    """
    for row in rows:
        source, target = row[4], _copy_names(row[6], row[7])
        if target is None:
            continue
        question = is_question(source)
        if int(row[0]) % 2:
            source = punctuate(source_case.restore(source), "en", question)
        yield source, punctuate(target_case.restore(target), language, question)


def _copy_names(source: str, target: str) -> str | None:
    """The plain target with the source's names; None if the slots do not correspond."""
    names = {slot: value for slot, value in _SLOT.findall(source) if slot in _NAME_SLOTS}
    wanted = sorted(slot for slot, _ in _SLOT.findall(source) if slot in _NAME_SLOTS)
    found = sorted(slot for slot, _ in _SLOT.findall(target) if slot in _NAME_SLOTS)
    if wanted != found or len(set(wanted)) != len(wanted):
        return None
    return _SLOT.sub(lambda match: str(names.get(match[1], match[2])).strip(), target)
