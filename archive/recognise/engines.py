"""Recognisers of the extra ``speech`` over a model folder: faster-whisper and sherpa-onnx."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.model.han import simplify
from archive.recognise.models import Family, ModelFolder
from archive.recognise.transcriber import RATE, HeardLine, HeardWord, Transcriber
from archive.values import dataclass

LANGUAGE = "zh"
_SENTENCE_ENDS = "。？！；?!;"
_LONGEST_LINE = 40
"""Characters after which a comma ends a line as well."""
_SEED = 7
_TAGS = re.compile(r"<\|[^|]*\|>")
_NO_WORDS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]+")
"""Half a character, where a recogniser was cut off in the middle of one, and control signs."""
_MODULES = {Family.FASTER_WHISPER: "faster_whisper"}


def missing_package(model: ModelFolder) -> str | None:
    """The package that this model needs and that is not installed."""
    module = _MODULES.get(model.family, "sherpa_onnx")
    return None if importlib.util.find_spec(module) else module.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Trial:
    """A model to be tried in a process of its own, and the file for what its package says."""

    model: ModelFolder
    said: Path

    @property
    def is_needed(self) -> bool:
        """Whether the package ends the whole program, instead of raising, for files that it
        cannot use."""
        return self.model.family is not Family.FASTER_WHISPER


def run_trial(trial: Trial) -> None:
    """Load the model and have it listen to half a second of noise. From here on, what this
    process says goes into the file."""
    with trial.said.open("wb") as opened:
        os.dup2(opened.fileno(), sys.stderr.fileno())
    noise = np.random.default_rng(0).normal(0, 0.05, RATE // 2).astype(np.float32)
    load_transcriber(trial.model, threads=1).transcribe(noise)


def load_transcriber(model: ModelFolder, *, threads: int) -> Transcriber:
    """A recogniser over ``model``. Raises whatever its package does for files it cannot use; see
    `Trial`."""
    if model.family is Family.FASTER_WHISPER:
        return _FasterWhisper(model, threads)
    return _Sherpa(model, threads)


@dataclass
class _FasterWhisper:
    model: ModelFolder
    threads: int

    def __post_init__(self) -> None:
        import ctranslate2
        from faster_whisper import WhisperModel

        # Where Whisper is unsure it throws dice: the same ones each time, for the same draft.
        ctranslate2.set_random_seed(_SEED)
        self._engine: Any = WhisperModel(
            str(self.model.folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=self.threads,
            local_files_only=True,
        )

    @property
    def name(self) -> str:
        """See `Transcriber`."""
        return self.model.name

    def transcribe(self, samples: NDArray[np.float32]) -> tuple[HeardLine, ...]:
        """See `Transcriber`."""
        segments, _ = self._engine.transcribe(
            samples,
            language=LANGUAGE,
            word_timestamps=True,
            # What was made up once must not be believed again.
            condition_on_previous_text=False,
        )
        lines = (
            HeardLine(
                float(segment.start),
                float(segment.end),
                clean_words(segment.text),
                tuple(
                    HeardWord(float(word.start), float(word.end), clean_words(word.word))
                    for word in segment.words or ()
                ),
            )
            for segment in segments
        )
        return tuple(line for line in lines if line.text)


@dataclass
class _Sherpa:
    model: ModelFolder
    threads: int

    def __post_init__(self) -> None:
        import sherpa_onnx

        files = [str(path) for path in self.model.files]
        make = sherpa_onnx.OfflineRecognizer
        usual = {"num_threads": self.threads, "provider": "cpu"}
        match self.model.family:
            case Family.WHISPER:
                self._engine: Any = make.from_whisper(
                    encoder=files[0], decoder=files[1], tokens=files[2], language=LANGUAGE, **usual
                )
            case Family.SENSE_VOICE:
                self._engine = make.from_sense_voice(
                    model=files[0], tokens=files[1], use_itn=True, **usual
                )
            case Family.PARAFORMER:
                self._engine = make.from_paraformer(paraformer=files[0], tokens=files[1], **usual)
            case _:
                self._engine = make.from_transducer(
                    encoder=files[0], decoder=files[1], joiner=files[2], tokens=files[3], **usual
                )

    @property
    def name(self) -> str:
        """See `Transcriber`."""
        return self.model.name

    def transcribe(self, samples: NDArray[np.float32]) -> tuple[HeardLine, ...]:
        """See `Transcriber`."""
        stream = self._engine.create_stream()
        stream.accept_waveform(RATE, samples)
        self._engine.decode_stream(stream)
        result = stream.result
        seconds = len(samples) / RATE
        return lines_of_tokens(result.text, result.tokens, result.timestamps, seconds=seconds)


def clean_words(text: str) -> str:
    """Words as a draft has them: in simplified characters (Whisper writes traditional and
    simplified ones as it pleases), without what is no word."""
    return simplify(_NO_WORDS.sub("", text)).strip()


def lines_of_tokens(
    text: str, tokens: Sequence[str], starts: Sequence[float], *, seconds: float
) -> tuple[HeardLine, ...]:
    """What was heard in a window of ``seconds`` as lines, one a sentence; without times for its
    tokens it is one line over all of it."""
    words = clean_words(_TAGS.sub("", text))
    if not words:
        return ()
    if len(tokens) != len(starts) or not tokens:
        return (HeardLine(0.0, seconds, words),)
    ends = [*starts[1:], seconds]
    heard = [
        HeardWord(float(start), float(max(start, end)), _word(token))
        for token, start, end in zip(tokens, starts, ends, strict=True)
    ]
    return tuple(_lines([word for word in heard if word.text]))


def _word(token: str) -> str:
    """A token's part of a word; a Latin one begins with the space before it."""
    return simplify(_NO_WORDS.sub("", _TAGS.sub("", token))).replace("▁", " ")


def _lines(words: Sequence[HeardWord]) -> Iterator[HeardLine]:
    line: list[HeardWord] = []
    for number, word in enumerate(words):
        line.append(word)
        length = sum(len(one.text) for one in line)
        is_end = word.text[-1:] in _SENTENCE_ENDS
        if (
            is_end
            or (length >= _LONGEST_LINE and word.text[-1:] in "，,")
            or number + 1 == len(words)
        ):
            text = "".join(one.text for one in line).strip()
            if text:
                yield HeardLine(line[0].start, line[-1].end, text, tuple(line))
            line = []
