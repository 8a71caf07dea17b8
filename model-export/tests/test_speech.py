"""Text and sounds that a recogniser learns from."""

from __future__ import annotations

import gzip
import random
import shutil
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from surtitle_export.cli import main
from surtitle_export.transcribe import espeak, lines, noises, sounds, voices
from surtitle_export.transcribe.clips import ClipStore, decoded, write_clips
from surtitle_export.transcribe.ngram import (
    BEGIN,
    END,
    UNKNOWN,
    UNSEEN,
    read_arpa,
    train_ngrams,
    write_arpa,
)
from surtitle_export.transcribe.prepare import CLIPS, NOISE, SYNTHETIC_DEV, TEXT
from surtitle_export.transcribe.recipe import LABELS, SYNTHETIC
from surtitle_export.transcribe.speech import read_corpus
from surtitle_export.transcribe.spoken import spoken
from surtitle_export.translate.commentary import FOLDER
from surtitle_export.translate.entities import read_names

RATE = 16000
TEXTS = ["he has a red car", "he has a red hat", "she has a car", "a car", "he has it"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It's 24-19 for the Raptors!", "it's twenty four to nineteen for the raptors"),
        ("With 5:32 left, and 5:05", "with five thirty two left and five oh five"),
        ("at 12:00", "at twelve o'clock"),
        ("Petrović has 1,250 fans", "petrovic has one thousand two hundred fifty fans"),
        ("in 1984", "in nineteen eighty four"),
        ("the 3rd of 21", "the third of twenty one"),
        ("105% & 2.5", "one hundred five percent and two point five"),
        ("‘Don’t,’ said O'Neal", "don't said o'neal"),
        ("Dr. Who paid $5", "doctor who paid five dollars"),
        ("007", "zero zero seven"),
        ("…", ""),
    ],
)
def test_text_becomes_what_is_said(written: str, said: str) -> None:
    assert spoken(written) == said


def test_what_is_said_has_only_labels_and_stays_as_it_is() -> None:
    choose = random.Random(1)
    for text in some_lines(choose):
        assert set(text) <= set(LABELS)
        assert spoken(text) == text


def some_lines(choose: random.Random) -> list[str]:
    names = read_names(FOLDER, "train")
    return [lines.plain_line(choose, names) for _ in range(300)] + lines.food_sentences()[:50]


def test_probabilities_of_each_history_add_up_to_one() -> None:
    model = train_ngrams(TEXTS, 3, 2, vocabulary_least=1)
    words = [gram[0] for gram in model.log10 if len(gram) == 1 and gram[0] != BEGIN]
    assert {END, UNKNOWN} <= set(words)
    for history in ((), (BEGIN,), ("a",), ("has", "a"), ("red", "car"), ("never", "heard")):
        shares = {UNKNOWN: 10**UNSEEN}
        total = sum(shares.get(word, 1) * 10 ** model.score(history, word) for word in words)
        assert total == pytest.approx(1, abs=1e-6), history


def test_what_was_read_often_is_likelier() -> None:
    model = train_ngrams(TEXTS, 3, 1, vocabulary_least=1)
    assert model.sentence(["he", "has", "a", "red", "car"]) > model.sentence(
        ["he", "has", "red", "a", "car"]
    )
    assert model.score(("he",), "has") > model.score(("he",), "car")


@pytest.mark.parametrize("name", ["words.arpa", "words.arpa.gz"])
def test_a_written_model_reads_back(name: str, tmp_path: Path) -> None:
    model = train_ngrams(TEXTS, 3, 1, vocabulary_least=1)
    write_arpa(model, tmp_path / name)
    again = read_arpa(tmp_path / name)
    assert again.order == 3
    for text in (*TEXTS, "he never came"):
        expected = model.sentence(text.split())
        assert again.sentence(text.split()) == pytest.approx(expected, abs=1e-3)


def test_a_faulty_model_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "words.arpa"
    file.write_text("\\data\\\nngram 1=1\n\n\\1-grams:\n-1.0\ttwo words\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"words\.arpa:5"):
        read_arpa(file)


def write_sound(file: Path) -> None:
    """A WAV file of eight samples."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as audio:
        audio.setnchannels(1)
        audio.setsampwidth(2)
        audio.setframerate(RATE)
        audio.writeframes(np.arange(8, dtype="<i2").tobytes())


def test_corpora_are_read_in_all_their_forms(tmp_path: Path) -> None:
    def clip(name: str) -> None:
        write_sound(tmp_path / name)

    clip("LibriSpeech/train-clean-100/19/198/19-198-0000.wav")
    transcript = tmp_path / "LibriSpeech" / "train-clean-100" / "19" / "198" / "19-198.trans.txt"
    transcript.write_text("19-198-0000 NORTHANGER ABBEY\n19-198-0001 NOT HERE\n", encoding="utf-8")
    (book,) = read_corpus(tmp_path / "LibriSpeech")
    assert (book.text, book.speaker) == ("NORTHANGER ABBEY", "libri-19")
    clip("an4/an4_clstk/fash/an251-fash-b.wav")
    (tmp_path / "an4" / "an4_train.transcription").write_text(
        "<s> YES </s> (an251-fash-b)\n", encoding="utf-8"
    )
    (yes,) = read_corpus(tmp_path / "an4")
    assert (yes.text, yes.speaker) == ("YES", "an4-fash")
    clip("digits/7_lucas_3.wav")
    (seven,) = read_corpus(tmp_path / "digits")
    assert (seven.text, seven.speaker) == ("seven", "digits-lucas")
    clip("wake/jarvis/some-id.wav")
    (jarvis,) = read_corpus(tmp_path / "wake")
    assert (jarvis.text, jarvis.speaker) == ("jarvis", "wake")
    clip("mine/one.wav")
    with pytest.raises(ValueError, match="has no transcripts"):
        read_corpus(tmp_path / "mine")
    (tmp_path / "mine" / "transcripts.tsv").write_text("one\tHello.\n", encoding="utf-8")
    assert write_clips(tmp_path / "store", decoded(read_corpus(tmp_path / "mine"), RATE)) == 1
    store = ClipStore(tmp_path / "store")
    assert store.samples(store.entries[0]).tolist() == list(range(8))


def test_resampling_keeps_a_tone_and_its_length() -> None:
    time = np.arange(22050) / 22050
    tone = np.sin(2 * np.pi * 440 * time).astype(np.float32)
    heard = voices.resampled(tone, 22050, RATE)
    assert len(heard) == RATE
    expected = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    assert np.abs(heard - expected)[200:-200].max() < 0.01


@pytest.mark.parametrize("seed", range(20))
def test_what_is_altered_stays_sound(seed: int) -> None:
    chance = np.random.default_rng(seed)
    speech = chance.normal(0, 0.1, RATE).astype(np.float32)

    def noise(chance: np.random.Generator, samples: int) -> np.ndarray:
        return noises.noise_of(chance, samples, RATE)

    for sound in (
        sounds.altered(speech, RATE, chance, noise),
        noises.without_speech(chance, RATE, RATE, noise),
    ):
        assert sound.dtype == np.float32
        assert np.isfinite(sound).all()
        assert np.abs(sound).max(initial=0) <= 1
        assert len(sound) > RATE // 2


@pytest.mark.skipif(shutil.which(voices.ESPEAK) is None, reason="espeak-ng is not installed")
def test_a_voice_speaks() -> None:
    heard = voices.speak(voices.Voice(voices.ESPEAK, "en-us+f3"), "good evening everyone", RATE)
    assert heard.dtype == np.int16
    assert 0.5 < len(heard) / RATE < 5


@pytest.mark.parametrize(
    "make", [noises.coloured, noises.tones, noises.strings, noises.glide, noises.hum, noises.clicks]
)
def test_made_noise_is_sound_and_differs(make: Callable[..., np.ndarray]) -> None:
    chance = np.random.default_rng(3)
    one, two = (make(chance, RATE, RATE) for _ in range(2))
    for sound in (one, two):
        assert sound.shape == (RATE,)
        assert sound.dtype == np.float32
        assert 0 < np.abs(sound).max() <= 1
    assert not np.array_equal(one, two)


def test_a_string_rings_at_its_pitch_and_fades() -> None:
    string = noises._plucked(np.random.default_rng(1).uniform(-1, 1, 100), RATE)
    spectrum = np.abs(np.fft.rfft(string))
    assert np.argmax(spectrum) % 160 in (0, 1, 159)  # harmonics of 160 Hz
    assert np.square(string[-1600:]).sum() < 0.2 * np.square(string[:1600]).sum()


@pytest.mark.skipif(shutil.which(voices.ESPEAK) is None, reason="espeak-ng is not installed")
def test_a_drawn_variant_is_a_voice_of_its_own() -> None:
    drawn = [espeak.drawn_variant(random.Random(seed)) for seed in (1, 2)]
    name = f"en-us+{espeak.VARIANT}"
    heard = [
        voices.speak(voices.Voice(voices.ESPEAK, name, variant=variant), "good evening", RATE)
        for variant in (*drawn, drawn[0])
    ]
    assert np.array_equal(heard[0], heard[2])
    assert not np.array_equal(heard[0], heard[1])


def test_a_letter_is_read_as_a_letter() -> None:
    assert voices.read_aloud("m a r k") == "m ay r k"
    assert voices.read_aloud("it was a day") == "it was a day"
    assert voices.read_aloud("enter a five") == "enter a five"


def test_held_out_voices_are_never_drawn_for_training() -> None:
    choose = random.Random(1)
    installed = [voices.ESPEAK, voices.FLITE, voices.FESTIVAL]
    training = {str(voices.training_voice(choose, installed)) for _ in range(3000)}
    held_out = {str(voices.held_out_voice(choose, installed)) for _ in range(300)}
    assert not training & held_out


def test_prepare_keeps_what_is_held_out_away_from_training(tmp_path: Path) -> None:
    data, output, recipe = tmp_path / "data", tmp_path / "out", tmp_path / "recipe.toml"
    recipe.write_text(
        'task = "transcribe"\nname = "x"\ncorpora = ["an4"]\nnoise = "noise"\n'
        'templates = "broadcast"\nsentences = ["tatoeba"]\nsynthetic_lines = 2\n',
        encoding="utf-8",
    )
    for name in ("an4/fash/yes.wav", "noise/rain.wav"):
        write_sound(data / name)
    (data / "an4" / "an4.transcription").write_text("<s> YES </s> (yes)\n", encoding="utf-8")
    (data / "broadcast").mkdir()
    (data / "broadcast" / "templates.tsv").write_text(
        "id\tsplit\ten\tfr\np1\ttrain\t{player} has {number} points.\t{player} a {number} points.\n"
        "p2\theldout\tThe snow is purple.\tLa neige est violette.\n",
        encoding="utf-8",
    )
    (data / "tatoeba").mkdir()
    with gzip.open(data / "tatoeba" / "en-fr.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.write("Good evening, Tom!\tBonsoir, Tom !\n")
    paths = ["--recipe", str(recipe), "--data", str(data), "--output", str(output)]
    assert main(["prepare", *paths]) == 0
    with gzip.open(output / TEXT, "rt", encoding="utf-8") as stream:
        text = stream.read().splitlines()
    assert "yes" in text
    assert "good evening tom" in text
    assert any(line.endswith(" points") for line in text)
    assert "the snow is purple" not in text
    assert ClipStore(output / NOISE).entries[0].name == "rain"
    if voices.programs():
        (read,) = ClipStore(output / CLIPS / SYNTHETIC_DEV).entries
        assert read.text == "the snow is purple"
        spoken_lines = ClipStore(output / CLIPS / SYNTHETIC).entries
        assert len(spoken_lines) == 2
        assert all(entry.text != read.text for entry in spoken_lines)
