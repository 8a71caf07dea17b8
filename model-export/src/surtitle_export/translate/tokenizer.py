"""The subword tokenizer: byte-pair encoding that never merges across a space.

Because every word is encoded on its own, encoding a sentence word by word as it arrives gives
the same ids as encoding it whole. The file is Hugging Face `tokenizers` JSON, which the engine
reads with the same library.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

PAD, BEGIN, END, UNKNOWN = "<pad>", "<s>", "</s>", "<unk>"
PAD_ID, BEGIN_ID, END_ID, UNKNOWN_ID = range(4)

# Placeholders: private-use characters that stand for a name or a number and are copied.
NAMES = tuple(map(chr, range(0xE000, 0xE008)))
NUMBERS = tuple(map(chr, range(0xE010, 0xE018)))
_KEPT = "-"  # U+E000 to U+E01F

# A placeholder, a word with its elision mark (l'), one digit, or one other character.
_PIECES = rf"[{_KEPT}]|▁?[\p{{L}}\p{{M}}]+'?|▁?\p{{N}}|▁?[^\p{{L}}\p{{M}}\p{{N}}▁{_KEPT}]|▁"


def train_tokenizer(
    texts: Iterable[str], vocabulary: int, alphabet: int = 400, *, placeholders: bool = False
) -> Tokenizer:
    """Learn `vocabulary` subwords; all but the `alphabet` most frequent characters are bytes.

    With `placeholders`, each of these is a token even if no text has it.
    """
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN, byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Replace(Regex("[‘’ʼ]"), "'"),
            normalizers.Replace(Regex("[“”„]"), '"'),
            normalizers.Replace("▁", "_"),  # it marks the beginnings of words in what follows
            normalizers.Replace(Regex(r"[\s\p{Cc}\p{Cf}]+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Metaspace(prepend_scheme="always", split=True),
            pre_tokenizers.Split(Regex(_PIECES), behavior="isolated"),
        ]
    )
    tokenizer.decoder = decoders.Sequence(
        [
            decoders.Replace("▁", " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            decoders.Strip(" ", 1, 0),
        ]
    )
    specials = [PAD, BEGIN, END, UNKNOWN] + [f"<0x{byte:02X}>" for byte in range(256)]
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=specials,
        limit_alphabet=alphabet,
        initial_alphabet=[*NAMES, *NUMBERS] if placeholders else [],
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return _plain(tokenizer)


def _plain(tokenizer: Tokenizer) -> Tokenizer:
    """Remove the special tokens, so that a text like `</s>` or `<0x41>` is encoded as text."""
    document = json.loads(tokenizer.to_str())
    document["added_tokens"] = []
    return Tokenizer.from_str(json.dumps(document))


def placeholders(tokenizer: Tokenizer) -> dict[str, list[str]]:
    """The placeholders of names and numbers that are tokens; empty if there are none.

    A tokenizer has those that it was trained with.
    """
    kinds = {"names": NAMES, "numbers": NUMBERS}
    found = {
        kind: [mark for mark in marks if tokenizer.token_to_id(mark) is not None]
        for kind, marks in kinds.items()
    }
    return found if any(found.values()) else {}


def load_tokenizer(file: Path) -> Tokenizer:
    """Read a tokenizer file; a missing one raises FileNotFoundError that says what to run."""
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing; run 'surtitle-export prepare' first")
    try:
        return Tokenizer.from_file(str(file))
    except Exception as error:  # the library raises nothing narrower
        raise ValueError(f"{file} is not a tokenizer: {error}") from error
