"""Speak the sample village's interviews.

    python scripts/sample/speech.py [SLUG...]

Reads each interview's transcript, speaks it segment by segment with espeak-ng, writes the times
back into the transcript and the sound to the original that the record names, below ``media/``.
The same words give the same files. Everyone in the sample is invented, and so are these voices.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import yaml
from cues import Cue, Timing, format_cues, is_secret, parse_cues, read_words, shift
from voices import CROWD, OTHER, RATE, VOICES, Sound, Voice, speak

ROOT = Path(__file__).resolve().parents[2]
INTERVIEWS = ROOT / "content" / "interviews"
UNWRITTEN = Path(__file__).parent / "unwritten"

BREATH = 0.45
"""Seconds of quiet on either side of what must be silenced."""
TURN, ON = 0.75, 0.4
"""Seconds before another person speaks, and before the same one goes on."""
ENCODERS = {
    ".ogg": "-ar 16000 -c:a libopus -b:a 9100 -application voip -frame_duration 60",
    ".m4a": "-ar 16000 -c:a aac -b:a 16000",
    ".mp3": "-ar 16000 -c:a libmp3lame -b:a 16000",
    ".amr": "-ar 8000 -c:a libopencore_amrnb -b:a 7950",
}
"""How a phone or recorder would have stored it, as small as it stays clear."""
AT_SEA = ("-metadata", "location=+00.0000-030.0000/")
"""A position such as phones leave in a recording, in the middle of the sea: no site may show it."""


def quiet(seconds: float) -> Sound:
    """Nothing, for ``seconds``."""
    return np.zeros(round(seconds * RATE), np.float32)


def spoken_words(part: str) -> list[str]:
    """What is said aloud of ``part``: words, ``?`` for a mumble, ``~`` and ``=`` for pauses."""
    part = re.sub(r"【化名：([^|】]*)\|[^】]*】", r"\1", part)
    part = re.sub(r"【方言：([^|】]*)\|[^】]*】", r"\1", part)
    part = re.sub(r"【(?:不公开|存疑)：([^】]*)】", r"\1", part)
    part = re.sub(r"【拼图：[^】]*】", "", part)
    part = part.replace("【听不清】", "\n?\n")
    part = re.sub(r"（[^（）]{1,8}）", "\n~\n", part)
    part = re.sub(r"〔[^〕]*〕", "\n=\n", part)
    return [piece for piece in part.split("\n") if piece.strip()]


def speak_part(part: str, *, voice: Voice) -> Sound:
    """One part of a cue as sound."""
    pieces = []
    for piece in spoken_words(part):
        match piece:
            case "~":
                pieces.append(quiet(0.5))
            case "=":
                pieces.append(quiet(2.5))
            case "?":
                pieces.append(mumble(voice))
            case _:
                pieces.append(speak(piece, voice=voice))
    return np.concatenate(pieces) if pieces else quiet(0)


def mumble(voice: Voice) -> Sound:
    """Something that nobody can make out: low, dull and far away."""
    sound = speak("那个时候大概是没有的", voice=voice)
    window = np.ones(45, np.float32) / 45
    return (np.convolve(np.convolve(sound, window, "same"), window, "same") * 0.5).astype("f4")


def voices_of(speaker: str) -> tuple[Voice, ...]:
    """The voices of a cue: one, or several at once."""
    if speaker in ("众人", "大家"):
        return tuple(VOICES[name] for name in CROWD)
    names = [name.rstrip("？?") for name in re.split("[、或]", speaker)]
    voices = tuple(VOICES.get(name, OTHER) for name in names)
    return voices[:1] if "或" in speaker else voices


def speak_cue(cue: Cue) -> tuple[Sound, Timing]:
    """A cue as sound, with its times counted from its own beginning."""
    voices = voices_of(cue.speaker)
    pieces: list[Sound] = []
    stamps: list[float | None] = []
    at = 0
    for number, part in enumerate(cue.parts):
        edge = number > 0 and (is_secret(part) or is_secret(cue.parts[number - 1]))
        stamps.append(at / RATE + BREATH / 2 if edge else None)
        sound = together([speak_part(part, voice=voice) for voice in voices])
        pieces += [quiet(BREATH), sound] if edge else [sound]
        at += sum(map(len, pieces[-2:] if edge else pieces[-1:]))
    if at == 0:
        pieces, at = [quiet(0.8)], round(0.8 * RATE)
    return np.concatenate(pieces), Timing(0.0, at / RATE, tuple(stamps))


def together(sounds: list[Sound]) -> Sound:
    """Several voices at once, each a little later than the one before."""
    if len(sounds) == 1:
        return sounds[0]
    late = [round(0.14 * number * RATE) for number in range(len(sounds))]
    mixed = np.zeros(max(len(s) + d for s, d in zip(sounds, late, strict=True)), np.float32)
    for sound, delay in zip(sounds, late, strict=True):
        mixed[delay : delay + len(sound)] += sound / len(sounds) ** 0.5
    return mixed


def speak_cues(cues: tuple[Cue, ...]) -> tuple[Sound, tuple[Timing, ...]]:
    """A whole telling, and when each cue is said."""
    pieces, timings, at, before = [quiet(0.6)], [], round(0.6 * RATE), ""
    for cue in cues:
        pause = quiet(ON if cue.speaker == before else TURN)
        sound, timing = speak_cue(cue)
        at += len(pause)
        timings.append(shift(timing, at / RATE))
        pieces += [pause, sound]
        at, before = at + len(sound), cue.speaker
    return in_a_room(np.concatenate([*pieces, quiet(0.8)])), tuple(timings)


def in_a_room(sound: Sound) -> Sound:
    """``sound`` with two faint echoes and the hush of a room, the same at every run."""
    heard = sound.copy()
    for seconds, share in ((0.017, 0.16), (0.031, 0.09)):
        delay = round(seconds * RATE)
        heard[delay:] += sound[:-delay] * np.float32(share)
    noise = np.random.default_rng(len(sound)).standard_normal(len(sound))
    hush = np.convolve(noise, np.ones(12) / 12, "same") * 0.0009
    return np.clip(heard + hush, -0.98, 0.98).astype(np.float32)


def write_original(sound: Sound, path: Path, *, title: str) -> None:
    """Encode ``sound`` by the suffix of ``path``; written beside it and renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.stem}.part{path.suffix}")
    source = f"-f s16le -ar {RATE} -ac 1 -i pipe:0 -map_metadata -1".split()
    tags = ["-metadata", f"title={title}", "-metadata", "comment=espeak-ng", *AT_SEA]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", "-threads", "1"]
    command += [*source, *ENCODERS[path.suffix].split(), *tags]
    command += ["-fflags", "+bitexact", "-flags:a", "+bitexact", str(partial)]
    subprocess.run(command, input=(sound * 32_767).astype("<i2").tobytes(), check=True)
    partial.replace(path)


def front_matter(folder: Path) -> dict[str, object]:
    """The front matter of an interview."""
    text = (folder / "index.md").read_text(encoding="utf-8")
    found = yaml.safe_load(text.split("---")[1])
    return dict(found)


def follow_times(public: Path, timings: tuple[Timing, ...]) -> None:
    """Give the public transcript, when there is one, the times of the archival one."""
    if not public.exists():
        return
    text = public.read_text(encoding="utf-8")
    cues = parse_cues(text)
    plain = (
        Timing(timing.start, timing.end, (None,) * len(cue.parts))
        for cue, timing in zip(cues, timings, strict=True)
    )
    write_text(public, format_cues(text, cues, tuple(plain)))


def write_text(path: Path, text: str) -> None:
    """Write beside ``path`` and rename."""
    partial = path.with_suffix(".part")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def speak_interview(folder: Path) -> str | None:
    """Write sound and times of one interview; a line that says so, or None without sound."""
    record = front_matter(folder)
    recording = record.get("recording")
    if not isinstance(recording, dict):
        return None
    path, text = read_words(folder, unwritten=UNWRITTEN)
    cues = parse_cues(text)
    sound, timings = speak_cues(cues)
    write_text(path, format_cues(text, cues, timings))
    follow_times(folder / "transcript.public.vtt", timings)
    original = ROOT / "media" / str(recording["file"])
    write_original(sound, original, title=folder.name)
    minutes, kilobytes = len(sound) / RATE / 60, original.stat().st_size / 1000
    return f"{folder.name}: {len(cues)} cues, {minutes:.1f} min, {kilobytes:.0f} kB"


def main(slugs: list[str]) -> None:
    """Speak the interviews named, or all."""
    for folder in sorted(INTERVIEWS.iterdir()):
        if folder.is_dir() and (not slugs or folder.name in slugs):
            print(speak_interview(folder) or f"{folder.name}: no recording", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
