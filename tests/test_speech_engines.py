"""The real recognisers, over models too small to know anything: every call that drafts and times
rest on is made, and every answer read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from archive.cli.timing import open_transcriber
from archive.errors import ConfigError
from archive.model.han import simplify
from archive.recognise.transcriber import RATE
from tests import speech_models

SECONDS = 3
NOISE = np.random.default_rng(0).normal(0, 0.1, SECONDS * RATE).astype(np.float32)
MODELS: dict[str, Callable[[Path], None]] = {
    "faster-whisper": speech_models.write_faster_whisper,
    "sherpa-onnx Whisper": speech_models.write_whisper,
    "sherpa-onnx SenseVoice": speech_models.write_sense_voice,
    "sherpa-onnx Paraformer": speech_models.write_paraformer,
    "sherpa-onnx Zipformer": speech_models.write_zipformer,
}
SAYS_WHEN = {
    "faster-whisper": True,
    "sherpa-onnx Whisper": False,
    "sherpa-onnx SenseVoice": True,
    "sherpa-onnx Paraformer": False,
    "sherpa-onnx Zipformer": True,
}
"""Whether a family says when each word was said."""


@pytest.mark.parametrize("family", MODELS)
def test_every_family_loads_and_listens(tmp_path: Path, family: str) -> None:
    """It says something, in simplified characters, in order, and the same when it is loaded
    again; those that know when, say so."""
    MODELS[family](tmp_path)
    transcriber = open_transcriber(tmp_path, 1)
    lines = transcriber.transcribe(NOISE)
    assert transcriber.name.startswith(family)
    assert lines
    assert all(line.text == simplify(line.text) for line in lines)
    assert [line.start for line in lines] == sorted(line.start for line in lines)
    assert any(line.words for line in lines) is SAYS_WHEN[family]
    assert open_transcriber(tmp_path, 1).transcribe(NOISE) == lines


@pytest.mark.parametrize(
    ("family", "spoil"),
    [
        ("faster-whisper", lambda folder: (folder / "model.bin").write_bytes(b"no model")),
        ("sherpa-onnx Zipformer", lambda folder: (folder / "joiner.onnx").write_bytes(b"no model")),
        (
            "sherpa-onnx SenseVoice",
            lambda folder: speech_models.write_sense_voice(folder, lfr_window_size=None),
        ),
    ],
)
def test_a_spoilt_model_is_refused(
    tmp_path: Path, family: str, spoil: Callable[[Path], object]
) -> None:
    """In a sentence, with what the recogniser says of it; even where the recogniser would end the
    whole program."""
    MODELS[family](tmp_path)
    spoil(tmp_path)
    with pytest.raises(ConfigError, match=rf"{family}.*[:：].*(model|protobuf|lfr_window_size)"):
        open_transcriber(tmp_path, 1)
