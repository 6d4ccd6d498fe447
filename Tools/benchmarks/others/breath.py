"""The parts of a breath with NumPy, in single precision where that does."""
import numpy as np

AMPLITUDE = 0.251189


def edges(frames, edge):
    level = np.full(frames, AMPLITUDE, np.float32)
    rise = AMPLITUDE * np.sin(np.linspace(0, np.pi / 2, edge, endpoint=False)) ** 2
    level[:edge] = rise
    level[frames - edge:] = rise[::-1]
    return level


def sine(turns):
    return np.sin((2 * np.pi * (turns - np.floor(turns))).astype(np.float32))


def glide(first, last, frames, rate):
    time = np.arange(frames) / rate
    turns = time * (first + (last - first) * rate / (2 * frames) * time)
    return sine(turns) * edges(frames, round(0.25 * rate))


def tick(rate):
    frames = round(0.06 * rate)
    return sine(880 / rate * np.arange(frames)) * edges(frames, round(0.005 * rate))


def breath(instants, rate):
    """From the instants in frames: the inhale, the exhale, each tick, the end."""
    inhale, exhale, *ticks, end = instants
    sound = np.zeros(end - inhale, np.float32)
    sound[:exhale - inhale] = glide(220, 330, exhale - inhale, rate)
    sound[exhale - inhale:ticks[0] - inhale] = glide(330, 220, ticks[0] - exhale, rate)
    stroke = tick(rate)
    for at in ticks:
        sound[at - inhale:at - inhale + len(stroke)] = stroke
    return sound


def breaths(count, ramp, rate):
    """The instants of every breath, rounded to frames."""
    start = 0.0
    for number in range(count):
        share = number / (count - 1) if ramp else 0
        lengths = (1.5 + share, 2.5 + share, 1) if ramp else (5, 7, 1, 1, 1)
        instants = [start]
        for length in lengths:
            instants.append(instants[-1] + length)
        yield [round(instant * rate) for instant in instants]
        start = instants[-1]


def stored(sound, channels, bits):
    """As a file stores it: 16 bits, or 24 bits in the upper part of 32."""
    whole = np.rint(sound * 32767).astype(np.int16) if bits == 16 else np.rint(sound * 8388607).astype(np.int32) << 8
    if channels == 2 and whole.ndim == 1:
        whole = np.repeat(whole[:, None], 2, axis=1)
    return whole


def subtype(bits):
    return f"PCM_{bits}"
