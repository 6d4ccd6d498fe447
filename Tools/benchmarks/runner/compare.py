"""Says whether a track does the whole job: compare.py RATE CHANNELS BITS BREATHS RAMP NOISE FILE

Prints a line for each thing that is missing, and exits with 1 if there is one. Runs in the environment with NumPy and
soundfile. What it expects follows from the workload's description alone, never from another contender's output.
"""
import sys

import numpy as np
import soundfile

# Channels that are silent have no correlation; that they are silent is found besides.
np.seterr(divide="ignore", invalid="ignore")

PLATEAU = -12 - 3.01  # the level of a sine with a peak of -12 dBFS
# Adem's tones have two soft partials within the same peak, which makes them 2 dB softer, and its ticks die away.
GLIDE_TOLERANCE, TICK_TOLERANCE = 3.0, 8.0
ONSET_TOLERANCE = 0.003
OCTAVE_TOLERANCE = 1.5


class Job:
    def __init__(self, rate, channels, bits, breaths, ramp, noise):
        self.rate, self.channels, self.bits, self.breaths = rate, channels, bits, breaths
        self.ramp, self.noise = ramp, noise

    @property
    def seconds(self):
        return self.breaths * (6 if self.ramp else 15)

    def breath(self, number):
        """Where it starts, and how long it goes in, out and holds, in seconds."""
        if not self.ramp:
            return 15.0 * number, 5.0, 7.0, 3
        share = 1 / (self.breaths - 1)
        return 5.0 * number + share * number * (number - 1), 1.5 + share * number, 2.5 + share * number, 1

    def chosen(self):
        random = np.random.default_rng(7).integers(0, self.breaths, 12)
        return sorted({0, 1, self.breaths // 2, self.breaths - 1, *random.tolist()})


def level(sound):
    return 10 * np.log10(np.mean(np.square(sound, dtype=np.float64)) + 1e-20)


def pitch(sound, rate):
    size = 1 << 17
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), size))
    peak = int(np.argmax(spectrum[200 * size // rate:1000 * size // rate])) + 200 * size // rate
    return peak * rate / size


def amplitude(sound, frequency, rate, width=0.002):
    """How strongly a pitch sounds from moment to moment."""
    window = np.hanning(int(width * rate))
    turning = sound * np.exp(-2j * np.pi * frequency / rate * np.arange(len(sound)))
    return 2 * np.abs(np.convolve(turning, window / window.sum(), "same"))


def check_glide(read, start, length, first, last, job, what):
    rate = job.rate

    def window(at, width):
        return read(start + at, width)

    middle = level(window(0.3, length - 0.6))
    if abs(middle - PLATEAU) > GLIDE_TOLERANCE:
        yield f"{what}: level {middle:.1f} dB, not {PLATEAU:.1f}"
    # Halfway through the rise it has half its height.
    edge = level(window(0.115, 0.02)) - middle
    if abs(edge + 6) > 2:
        yield f"{what}: {edge:.1f} dB in the middle of the rise, not -6"
    for at in (0.0, length - 0.01):
        if level(window(at, 0.01)) - middle > (-12 if job.noise else -25):
            yield f"{what}: no edge at {at:.2f} s"
    width = min(0.1, length / 15)
    for at in (0.25, length / 2, length - 0.3 - width):
        u = (at + width / 2) / length
        # A straight glide and an eased one count alike.
        ways = [first + (last - first) * share for share in (u, u * (2 - u))]
        heard = pitch(window(at, width), rate)
        if not min(ways) * 0.98 - 2 <= heard <= max(ways) * 1.02 + 2:
            yield f"{what}: {heard:.1f} Hz at {at:.2f} s, not {min(ways):.1f} to {max(ways):.1f}"


def check_tick(read, at, job, what):
    sound = read(at - 0.03, 0.13)
    strength = amplitude(sound, 880, job.rate)
    peak = strength.max()
    if abs(20 * np.log10(peak + 1e-9) + 12) > TICK_TOLERANCE:
        yield f"{what}: a tick of {20 * np.log10(peak + 1e-9):.1f} dBFS, not -12"
    onset = np.argmax(strength > peak / 2) / job.rate - 0.03
    # A rise of 5 ms is at half its height after 2.5 ms.
    if abs(onset - 0.0025) > ONSET_TOLERANCE:
        yield f"{what}: a tick {onset * 1000:.1f} ms from its instant"
    heard = pitch(read(at, 0.06), job.rate)
    if abs(heard - 880) > 15:
        yield f"{what}: a tick of {heard:.0f} Hz"


def silence(read, job, number):
    """What lies between the ticks of a breath."""
    start, inhale, exhale, hold = job.breath(number)
    return [read(start + inhale + exhale + tick + 0.12, 0.8) for tick in range(hold)]


def check_noise(file, job):
    octaves = {}
    earlier = {}
    for number in range(0, job.breaths, max(1, job.breaths // 40)):
        parts = silence(lambda at, width: stereo(file, job, at, width), job, number)
        for tick, both in enumerate(parts):
            if abs(np.corrcoef(both.T)[0, 1]) > 0.4:
                yield f"breath {number}: both channels have the same noise"
            if any(np.corrcoef(both[:, 0], other)[0, 1] > 0.5 for other in earlier.get(tick, [])):
                yield f"breath {number}: its noise has been heard before"
            earlier.setdefault(tick, []).append(both[:, 0])
            for channel in both.T:
                power = np.abs(np.fft.rfft(channel * np.hanning(len(channel)))) ** 2 / (0.375 * len(channel) ** 2) * 2
                frequency = np.fft.rfftfreq(len(channel), 1 / job.rate)
                for low in (125, 250, 500, 1000, 2000, 4000, 8000):
                    octaves.setdefault(low, []).append(power[(frequency >= low) & (frequency < 2 * low)].sum())
    # -40 dBFS from 20 Hz to half the rate, as much in each octave.
    expected = -40 - 10 * np.log10(np.log2(job.rate / 2 / 20))
    for low, powers in octaves.items():
        heard = 10 * np.log10(np.mean(powers) + 1e-20)
        if abs(heard - expected) > OCTAVE_TOLERANCE:
            yield f"noise from {low} Hz: {heard:.1f} dB, not {expected:.1f}"


def stereo(file, job, at, width):
    file.seek(max(0, round(at * job.rate)))
    return file.read(round(width * job.rate), always_2d=True)


def problems(path, job):
    with soundfile.SoundFile(path) as file:
        frames = job.seconds * job.rate
        for what, found, expected in (
            ("frames", file.frames, frames), ("rate", file.samplerate, job.rate),
            ("channels", file.channels, job.channels), ("samples", file.subtype, f"PCM_{job.bits}"),
        ):
            if found != expected:
                yield f"{what}: {found}, not {expected}"
        if file.frames != frames:
            return
        for channel in range(job.channels):
            def read(at, width):
                return stereo(file, job, at, width)[:, channel]

            for number in job.chosen():
                start, inhale, exhale, hold = job.breath(number)
                name = f"breath {number}"
                yield from check_glide(read, start, inhale, 220, 330, job, f"{name}, in")
                yield from check_glide(read, start + inhale, exhale, 330, 220, job, f"{name}, out")
                for tick in range(hold):
                    yield from check_tick(read, start + inhale + exhale + tick, job, name)
                if not job.noise and max(np.abs(part).max() for part in silence(read, job, number)) > 1e-4:
                    yield f"{name}: no silence between the ticks"
        if job.noise:
            yield from check_noise(file, job)


if __name__ == "__main__":
    found = list(problems(sys.argv[7], Job(*map(int, sys.argv[1:7]))))
    print("\n".join(found[:8]))
    sys.exit(1 if found else 0)
