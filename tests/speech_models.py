"""Speech models of a few thousand numbers, which the real recognisers load and run. What they hear
is nonsense; that they are asked in the right way, and how their answers are read, is not."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

SIGNS = ("<blk>", "<s>", "</s>", "车", "水", "。", "八", "個", "人", "橋", "船", "<unk>")
"""What the models of sherpa-onnx can say; those in pointed brackets are no words."""
_SPOKEN = range(3, 11)
_HAN = "車水八個人橋船的那年發大村口路邊"
"""What Whisper can say, in pairs; as the real one does, in traditional characters too."""
_FRAME = 560
"""Numbers of a frame: seven slices of 80 bands."""
_FLOAT, _INT32, _INT64 = TensorProto.FLOAT, TensorProto.INT32, TensorProto.INT64

Numbers = NDArray[np.float32]
Tensor = tuple[str, int, Sequence[int | str]]
Node = tuple[str, Sequence[str], Sequence[str]]


def write_sense_voice(folder: Path, **facts: object) -> None:
    """A model that says a sign a frame; ``facts`` are said of it besides, None for left out."""
    languages = {f"lang_{name}": 0 for name in ("auto", "zh", "en", "ja", "ko", "yue")}
    about = {"model_type": "sense_voice_ctc", "normalize_samples": 0, "with_itn": 0}
    _write_signs(folder)
    _write(
        folder / "model.onnx",
        [
            ("MatMul", ["x", "weights"], ["heard"]),
            # Four places for language, mood and the like come before the words.
            ("Slice", ["heard", "zero", "four", "one"], ["head"]),
            ("Concat", ["head", "heard"], ["words"]),
            ("Add", ["words", "bias"], ["logits"]),
        ],
        inputs=[
            ("x", _FLOAT, ("N", "T", _FRAME)),
            *((name, _INT32, ("N",)) for name in ("x_length", "language", "text_norm")),
        ],
        outputs=[("logits", _FLOAT, ("N", "U", len(SIGNS)))],
        numbers={
            "weights": _weights(_FRAME, len(SIGNS)),
            "bias": _only_words(),
            "zero": np.array([0]),
            "four": np.array([4]),
            "one": np.array([1]),
        },
        about={**about, "without_itn": 1, **languages, **_frames(), **facts},
    )


def write_paraformer(folder: Path) -> None:
    """A model that says a sign a frame, without times."""
    _write_signs(folder)
    _write(
        folder / "model.onnx",
        [
            ("MatMul", ["speech", "weights"], ["heard"]),
            ("Add", ["heard", "bias"], ["logits"]),
            ("Identity", ["speech_lengths"], ["token_num"]),
        ],
        inputs=[("speech", _FLOAT, ("N", "T", _FRAME)), ("speech_lengths", _INT32, ("N",))],
        outputs=[("logits", _FLOAT, ("N", "T", len(SIGNS))), ("token_num", _INT32, ("N",))],
        numbers={"weights": _weights(_FRAME, len(SIGNS)), "bias": _only_words()},
        about={"model_type": "paraformer", **_frames()},
    )


def write_zipformer(folder: Path) -> None:
    """A transducer: what was heard and what was said before it, together, give the next sign."""
    width = 8
    heard: Tensor = ("encoder_out", _FLOAT, ("N", width))
    said: Tensor = ("decoder_out", _FLOAT, ("N", width))
    _write_signs(folder)
    _write(
        folder / "encoder.onnx",
        [
            ("MatMul", ["x", "weights"], ["encoder_out"]),
            ("Identity", ["x_lens"], ["encoder_out_lens"]),
        ],
        inputs=[("x", _FLOAT, ("N", "T", 80)), ("x_lens", _INT64, ("N",))],
        outputs=[
            ("encoder_out", _FLOAT, ("N", "T", width)),
            ("encoder_out_lens", _INT64, ("N",)),
        ],
        numbers={"weights": _weights(80, width)},
        about={"model_type": "zipformer2"},
    )
    _write(
        folder / "decoder.onnx",
        [
            ("Gather", ["weights", "y"], ["both"]),
            ("ReduceMean", ["both"], ["decoder_out"]),
        ],
        inputs=[("y", _INT64, ("N", 2))],
        outputs=[said],
        numbers={"weights": _weights(len(SIGNS), width)},
        about={"vocab_size": len(SIGNS), "context_size": 2},
    )
    _write(
        folder / "joiner.onnx",
        [
            ("Add", ["encoder_out", "decoder_out"], ["both"]),
            ("MatMul", ["both", "weights"], ["logit"]),
        ],
        inputs=[heard, said],
        outputs=[("logit", _FLOAT, ("N", len(SIGNS)))],
        numbers={"weights": _weights(width, len(SIGNS))},
        about={"joiner_dim": width},
    )


def write_whisper(folder: Path) -> None:
    """Whisper as sherpa-onnx has it: an encoder, and a decoder asked for one sign after another."""
    width, layers, longest = 4, 1, 448
    words = [sign for sign in SIGNS if not sign.startswith("<")]
    special = ("eot", "sot", "zh", "transcribe", "translate", "no_timestamps", "no_speech")
    ids = {
        name: len(words) + number for number, name in enumerate((*special, "sot_prev", "sot_lm"))
    }
    count = len(words) + len(ids)
    rows = [f"{b64encode(sign.encode()).decode()} {n}\n" for n, sign in enumerate(words)]
    (folder / "tiny-tokens.txt").write_text("".join(rows))
    sizes = {"n_mels": 80, "n_audio_ctx": 1500, "n_text_ctx": longest, "n_vocab": count}
    sizes |= {f"n_{part}_state": width for part in ("audio", "text")}
    sizes |= {f"n_{part}_{what}": 1 for part in ("audio", "text") for what in ("head", "layer")}
    cross: list[Tensor] = [
        (f"n_layer_cross_{one}", _FLOAT, (layers, "N", "T", width)) for one in "kv"
    ]
    _write(
        folder / "tiny-encoder.onnx",
        [
            ("Transpose", ["mel"], ["bands"]),
            ("MatMul", ["bands", "weights"], ["heard"]),
            ("Unsqueeze", ["heard", "zero"], ["n_layer_cross_k"]),
            ("Identity", ["n_layer_cross_k"], ["n_layer_cross_v"]),
        ],
        inputs=[("mel", _FLOAT, ("N", 80, "T"))],
        outputs=cross,
        numbers={"weights": _weights(80, width), "zero": np.array([0])},
        about={
            "model_type": "whisper-tiny",
            "version": 1,
            "maintainer": "test",
            **sizes,
            **ids,
            "sot_sequence": f"{ids['sot']},{ids['zh']},{ids['transcribe']}",
            "sot_index": 0,
            "all_language_tokens": ids["zh"],
            "all_language_codes": "zh",
            "is_multilingual": 1,
            "blank_id": 0,
            "non_speech_tokens": "",
        },
    )
    kept = [(f"n_layer_self_{one}_cache", (layers, "N", longest, width)) for one in "kv"]
    only_words = np.where(np.arange(count) <= len(words), 0, -99).astype(np.float32)
    _write(
        folder / "tiny-decoder.onnx",
        [
            ("Gather", ["signs", "tokens"], ["said"]),
            ("Cast", ["offset"], ["place"]),
            ("Mul", ["place", "steps"], ["far"]),
            ("Sin", ["far"], ["turned"]),
            ("Add", ["said", "turned"], ["both"]),
            ("MatMul", ["both", "weights"], ["all"]),
            ("Add", ["all", "bias"], ["logits"]),
            *(("Identity", [f"in_{name}"], [f"out_{name}"]) for name, _ in kept),
        ],
        inputs=[
            ("tokens", _INT64, ("N", "n")),
            *((f"in_{name}", _FLOAT, shape) for name, shape in kept),
            *cross,
            ("offset", _INT64, (1,)),
        ],
        outputs=[
            ("logits", _FLOAT, ("N", "n", count)),
            *((f"out_{name}", _FLOAT, shape) for name, shape in kept),
        ],
        numbers={
            "signs": _weights(count, width),
            "steps": 3 * _weights(width),
            "weights": _weights(width, count),
            "bias": only_words,
        },
        about={},
    )


def write_faster_whisper(folder: Path) -> None:
    """Whisper as CTranslate2 has it; with so few signs it passes for one of English alone."""
    from ctranslate2.specs import WhisperSpec

    signs = _write_tokenizer(folder / "tokenizer.json")
    width = 10
    spec = WhisperSpec(1, 2, 1, 2)
    encoder, decoder = spec.encoder, spec.decoder
    _fill(encoder.conv1, width, 80, 3)
    _fill(encoder.conv2, width, width, 3)
    encoder.position_encodings.encodings = _weights(1500, width)
    decoder.position_encodings.encodings = _weights(448, width)
    decoder.embeddings.weight = _weights(len(signs), width)
    decoder.projection.weight = decoder.embeddings.weight
    for part in (encoder, decoder):
        _even(part.layer_norm, width)
        for layer in part.layer:
            _attend(layer.self_attention, width, (3, 1))
            if part is decoder:
                _attend(layer.attention, width, (1, 2, 1))
            _even(layer.ffn.layer_norm, width)
            _fill(layer.ffn.linear_0, 4 * width, width)
            _fill(layer.ffn.linear_1, width, 4 * width)
    spec.register_vocabulary(signs)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [signs.index("<|endoftext|>")]
    spec.config.lang_ids = [signs.index("<|zh|>")]
    spec.config.alignment_heads = [[0, 0]]
    spec.validate()
    spec.save(str(folder))


def _write_tokenizer(file: Path) -> list[str]:
    """The signs of a Whisper, in their order; the file that tells of them."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    bytewise = pre_tokenizers.ByteLevel(add_prefix_space=False)
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = [bytewise.pre_tokenize_str(one + other)[0][0] for one in _HAN for other in _HAN]
    names = "endoftext startoftranscript zh translate transcribe startoflm startofprev nospeech"
    marks = [f"<|{name}|>" for name in (*names.split(), "notimestamps")]
    vocabulary = {sign: number for number, sign in enumerate([*letters, *words])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer, tokenizer.decoder = bytewise, decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(mark, special=True) for mark in marks])
    tokenizer.add_tokens([AddedToken(f"<|{number * 0.02:.2f}|>") for number in range(1501)])
    tokenizer.save(str(file))
    numbers = tokenizer.get_vocab()
    return sorted(numbers, key=lambda sign: numbers[sign])


def _fill(part: Any, out: int, *shape: int) -> None:
    part.weight, part.bias = _weights(out, *shape), np.zeros(out, np.float32)


def _even(part: Any, width: int) -> None:
    part.gamma, part.beta = np.ones(width, np.float32), np.zeros(width, np.float32)


def _attend(part: Any, width: int, times: Sequence[int]) -> None:
    """``times``: how many times as wide as the model each of its steps is."""
    _even(part.layer_norm, width)
    for step, wide in zip(part.linear, times, strict=True):
        _fill(step, wide * width, width)


def _frames() -> dict[str, object]:
    return {
        "vocab_size": len(SIGNS),
        "lfr_window_size": 7,
        "lfr_window_shift": 6,
        "neg_mean": ",".join(["0"] * _FRAME),
        "inv_stddev": ",".join(["1"] * _FRAME),
    }


def _write_signs(folder: Path) -> None:
    rows = [f"{sign} {number}\n" for number, sign in enumerate(SIGNS)]
    (folder / "tokens.txt").write_text("".join(rows), encoding="utf-8")


def _weights(*shape: int) -> Numbers:
    """Numbers by chance, the same each time, whose columns come to nothing: how loud a frame is
    does not choose the sign."""
    chance = np.random.default_rng(sum(shape)).normal(0, 1, shape)
    return np.asarray(chance - chance.mean(axis=0), np.float32)


def _only_words() -> Numbers:
    return np.where(np.isin(np.arange(len(SIGNS)), _SPOKEN), 0, -1e4).astype(np.float32)


_MORE: Mapping[str, Mapping[str, Any]] = {
    "Concat": {"axis": 1},
    "Transpose": {"perm": [0, 2, 1]},
    "Cast": {"to": _FLOAT},
    "ReduceMean": {"axes": [1], "keepdims": 0},
}
"""What some of the operations have to be told besides."""


def _write(
    file: Path,
    nodes: Sequence[Node],
    *,
    inputs: Sequence[Tensor],
    outputs: Sequence[Tensor],
    numbers: Mapping[str, NDArray[Any]],
    about: Mapping[str, object],
) -> None:
    graph = helper.make_graph(
        [helper.make_node(kind, came, left, **_MORE.get(kind, {})) for kind, came, left in nodes],
        "tiny",
        [helper.make_tensor_value_info(*one) for one in inputs],
        [helper.make_tensor_value_info(*one) for one in outputs],
        [numpy_helper.from_array(value, name) for name, value in numbers.items()],
    )
    # As old as the recognisers may be.
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    said = {name: str(value) for name, value in about.items() if value is not None}
    helper.set_model_props(model, said)
    onnx.save(model, str(file))
