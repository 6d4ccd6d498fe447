"""One breath made by NumPy, repeated and written by soundfile: RATE CHANNELS BITS BREATHS NOISE OUTPUT"""
import sys

import numpy as np
import soundfile

from breath import breath, breaths, stored, subtype

rate, channels, bits, count, noise = map(int, sys.argv[1:6])
sound = breath(next(breaths(1, 0, rate)), rate)
# A WAV holds 4 GiB.
kind = "RF64" if count * len(sound) * channels * bits // 8 > 0xFFFF0000 else "WAV"
with soundfile.SoundFile(sys.argv[6], "w", rate, channels, subtype(bits), format=kind) as file:
    if not noise:
        cycle = stored(sound, channels, bits)
        for _ in range(count):
            file.write(cycle)
    else:
        # Pink noise of its own in each channel and breath: white noise by its spectrum, -3 dB an octave from 20 Hz on.
        random = np.random.default_rng(1)
        frequency = np.fft.rfftfreq(len(sound), 1 / rate)
        slope = np.where(frequency < 20, 0, 1 / np.sqrt(np.maximum(frequency, 20)))
        slope *= 10 ** (-40 / 20) / np.sqrt(np.mean(slope ** 2))
        slope = slope.astype(np.float32)
        for _ in range(count):
            mixed = np.empty((len(sound), channels), np.float32)
            for channel in range(channels):
                white = random.standard_normal(len(sound), np.float32)
                mixed[:, channel] = sound + np.fft.irfft(np.fft.rfft(white) * slope, len(sound))
            file.write(stored(mixed, channels, bits))
