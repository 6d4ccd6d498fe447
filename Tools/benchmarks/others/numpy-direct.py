"""Every breath made anew by NumPy and written by soundfile: RATE CHANNELS BITS BREATHS RAMP OUTPUT"""
import sys

import soundfile

from breath import breath, breaths, stored, subtype

rate, channels, bits, count, ramp = map(int, sys.argv[1:6])
with soundfile.SoundFile(sys.argv[6], "w", rate, channels, subtype(bits)) as file:
    for instants in breaths(count, ramp, rate):
        file.write(stored(breath(instants, rate), channels, bits))
