"""The judge has to say no: a track that does the whole job, and what may be missing from one."""
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import soundfile

import compare

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "others"))
from breath import breath, breaths  # noqa: E402

RATE = 44_100
BREATHS = 24
CUES = np.concatenate([breath(instants, RATE) for instants in breaths(1, 0, RATE)] * BREATHS)


def pink(frames):
    slope = 1 / np.sqrt(np.maximum(np.fft.rfftfreq(frames, 1 / RATE), 20))
    slope *= 0.01 / np.sqrt(np.mean(slope ** 2))
    return np.fft.irfft(np.fft.rfft(np.random.default_rng(1).standard_normal((2, frames))) * slope, frames).T


NOISE = pink(len(CUES))
OVER_NOISE = CUES[:, None] + NOISE


def silent(begin, end):
    sound = CUES.copy()
    sound[round(begin * RATE):round(end * RATE)] = 0
    return sound


def steady():
    time = np.arange(5 * RATE) / RATE
    sound = CUES.copy()
    sound[:5 * RATE] = 0.25 * np.sin(2 * np.pi * 275 * time) * np.minimum(1, np.minimum(time, 5 - time) / 0.25)
    return sound


class Compare(unittest.TestCase):
    def problems(self, sound, noise=0, subtype="PCM_16"):
        job = compare.Job(RATE, 2 if noise else 1, 16, BREATHS, 0, noise)
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "track.wav")
            soundfile.write(path, sound, RATE, subtype)
            return list(compare.problems(path, job))

    def test_the_whole_job_passes(self):
        self.assertEqual(self.problems(CUES), [])
        self.assertEqual(self.problems(OVER_NOISE, noise=1), [])

    def test_what_is_missing_is_found(self):
        hiss = 3e-4 * np.random.default_rng(2).standard_normal(len(CUES))
        for what, sound in {
            "a frame": CUES[:-1], "5 ms": np.roll(CUES, 220), "4 dB": CUES * 0.6, "a tick": silent(14, 14.1),
            "the last breath": silent(15 * (BREATHS - 1), 15 * BREATHS), "silence": CUES + hiss, "a glide": steady(),
        }.items():
            with self.subTest(what):
                self.assertNotEqual(self.problems(sound), [])
        self.assertNotEqual(self.problems(CUES, subtype="PCM_24"), [])

    def test_missing_noise_is_found(self):
        first = OVER_NOISE[:15 * RATE]
        white = 0.01 * np.random.default_rng(3).standard_normal(NOISE.shape)
        for what, sound in {
            "all of it": np.repeat(CUES[:, None], 2, 1) + 1e-9 * white, "one channel's": np.repeat(OVER_NOISE[:, :1], 2, 1),
            "all but the first": np.tile(first, (BREATHS, 1)), "its colour": CUES[:, None] + white,
            "2 dB": CUES[:, None] + 0.8 * NOISE,
        }.items():
            with self.subTest(what):
                self.assertNotEqual(self.problems(sound, noise=1), [])


if __name__ == "__main__":
    unittest.main()
