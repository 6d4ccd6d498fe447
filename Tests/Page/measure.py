"""Plays a page in Chromium into a PulseAudio null sink, records what is heard, and compares the picture with it.

    python measure.py PAGE.html REFERENCE.wav

REFERENCE.wav is the same track in mono, rendered to WAV: its instants are exact. The picture's time is read from the
circle that is drawn in each frame. Fails where the median of |picture - heard| is above 30 ms or nine of ten windows are
not within 50 ms: while the page plays for a minute, and after pauses and jumps.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import wave

import numpy as np
from playwright.sync_api import sync_playwright

RATE = 48_000
MEDIAN, MOST = 0.030, 0.050
WINDOW, STEP = 2.0, 0.5

RECORDER = """
window.frames_ = [];
document.addEventListener('DOMContentLoaded', () => {
  const audio = document.querySelector('audio'), circle = document.getElementById('circle');
  const note = () => {
    frames_.push([performance.timeOrigin + performance.now(), audio.currentTime, audio.paused ? 1 : 0,
      Number((circle.style.transform.match(/[0-9.]+/) || ['0'])[0])]);
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
});
"""


class Sink:
    """A PulseAudio server of its own with a null sink, and a recording of what it plays."""

    def __init__(self, folder):
        self.socket = f"unix:{folder}/pulse.socket"
        self.environment = {**os.environ, "HOME": folder, "XDG_RUNTIME_DIR": folder, "PULSE_SERVER": self.socket}
        self.server = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--log-level=error",
             "-L", f"module-null-sink sink_name=t rate={RATE}",
             "-L", f"module-native-protocol-unix socket={folder}/pulse.socket auth-anonymous=1"],
            env=self.environment)
        while not os.path.exists(f"{folder}/pulse.socket"):
            time.sleep(0.05)
        self.recorder = subprocess.Popen(
            ["parec", "-d", "t.monitor", "--raw", "--format=s16le", "--channels=1", f"--rate={RATE}",
             "--latency-msec=10"],
            env=self.environment, stdout=subprocess.PIPE)
        self.data, self.arrivals = bytearray(), []
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        while chunk := os.read(self.recorder.stdout.fileno(), 4096):
            self.data += chunk
            self.arrivals.append((len(self.data) // 2, time.time()))

    def finish(self):
        """Returns the samples, and the wall time of the first one: the earliest that an arrival allows, with drift."""
        self.recorder.terminate()
        self.server.terminate()
        self.server.wait()
        counts, times = (np.array(column, dtype=float) for column in zip(*self.arrivals))
        offsets = times - counts / RATE
        # The lower envelope: samples arrive late, never early.
        cuts = np.array_split(np.arange(len(offsets)), max(1, len(offsets) // 200))
        low = [(counts[cut[0]:cut[-1] + 1].mean(), offsets[cut].min()) for cut in cuts if len(cut)]
        x, y = (np.array(column) for column in zip(*low))
        return np.frombuffer(bytes(self.data), dtype="<i2").astype(float), lambda n: np.interp(n, x, y) + n / RATE


def reference(path):
    with wave.open(path) as file:
        assert file.getframerate() == RATE and file.getnchannels() == 1
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(float)


def lag(window, search):
    """Returns where in `search` the window is, in samples, and how alike they are (0 to 1)."""
    size = 1 << int(np.ceil(np.log2(len(search) + len(window))))
    product = np.fft.irfft(np.fft.rfft(search, size) * np.conj(np.fft.rfft(window, size)), size)
    product = product[: len(search) - len(window) + 1]
    energy = np.concatenate([[0], np.cumsum(search**2)])
    energy = energy[len(window):] - energy[: -len(window)]
    likeness = product / (np.sqrt(np.maximum(energy, 1)) * max(1.0, np.linalg.norm(window)))
    best = int(np.argmax(likeness))
    return best, likeness[best]


def picture_times(frames, track):
    """Returns the instants that the drawn circles show: the nearest to the sound's clock that have their size."""
    phases = np.array(track["phases"], dtype=float)
    times = np.full(len(frames), np.nan)
    delay = track["delay"] / 1000
    for index, (_, current, _, scale) in enumerate(frames):
        current -= delay
        volume, best = (scale - 0.25) / 0.75, None
        for start, end, kind, low, high, *_ in phases:
            if low == high or not start - 200 <= current * 1000 <= end + 200:
                continue
            share = (volume - low / 1000) / (high - low) * 1000
            if not 0.02 < share < 0.98:
                continue
            instant = (start + (end - start) * np.arccos(1 - 2 * share) / np.pi) / 1000
            if best is None or abs(instant - current) < abs(best - current):
                best = instant
        if best is not None and abs(best - current) < 0.2:
            times[index] = best
    return times


def play(page_path, sink):
    """Plays a minute, then pauses and jumps. Returns the frames, what the page shows, and messages."""
    messages = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"], ignore_default_args=["--mute-audio"], env=sink.environment)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.add_init_script(RECORDER)
        page.goto(f"file://{os.path.abspath(page_path)}")
        audio = "document.querySelector('audio')"
        marks = []
        mark = lambda name: marks.append((name, page.evaluate("performance.timeOrigin + performance.now()")))
        page.click("#play")
        page.wait_for_timeout(2_000)
        mark("minute")
        page.wait_for_timeout(60_000)
        mark("pause")
        page.keyboard.press("Tab")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Space")
        page.wait_for_timeout(1_500)
        assert page.evaluate(f"{audio}.paused"), "the space bar pauses"
        page.keyboard.press("Space")
        page.wait_for_timeout(12_000)
        mark("jump back")
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(12_000)
        mark("jump on")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(12_000)
        mark("end")
        frames = page.evaluate("frames_")
        track = json.loads(page.evaluate("document.getElementById('track').textContent"))
        browser.close()
    return np.array(frames), track, marks, messages


def main():
    page_path, reference_path = sys.argv[1:]
    truth = reference(reference_path)
    with tempfile.TemporaryDirectory() as folder:
        sink = Sink(folder)
        frames, track, marks, messages = play(page_path, sink)
        samples, wall = sink.finish()
    walls, currents, paused = frames[:, 0] / 1000, frames[:, 1] - track["delay"] / 1000, frames[:, 2]
    shown = picture_times(frames, track)
    errors = {name: [] for name, _ in marks}
    clocks = {name: [] for name, _ in marks}
    windows = 0
    for start in range(0, len(samples) - int(WINDOW * RATE), int(STEP * RATE)):
        begin, end = wall(start), wall(start + int(WINDOW * RATE))
        inside = (walls >= begin) & (walls <= end)
        if inside.sum() < 20 or paused[inside].any() or np.abs(np.diff(currents[inside])).max() > 0.3:
            continue
        name = [name for name, instant in marks if instant / 1000 + 0.3 <= begin]
        if not name or name[-1] == "end":
            continue
        windows += 1
        middle = (begin + end) / 2
        expected = np.interp(middle, walls, currents)
        first = int((expected - WINDOW / 2 - 0.4) * RATE)
        search = truth[max(0, first): first + int((WINDOW + 0.8) * RATE)]
        if len(search) < (WINDOW + 0.4) * RATE:
            continue
        place, likeness = lag(samples[start: start + int(WINDOW * RATE)], search)
        if likeness < 0.9:
            continue
        heard = (max(0, first) + place) / RATE + WINDOW / 2
        clocks[name[-1]].append(heard - expected)
        known = inside & ~np.isnan(shown)
        if known.sum() < 10:
            continue
        drawn = np.median(shown[known] - (walls[known] - middle))
        errors[name[-1]].append(drawn - heard)
    failures = [f"message: {message}" for message in messages]
    print(f"{len(frames)} frames, {windows} windows of {WINDOW:g} s")
    for name, found in errors.items():
        if name == "end":
            continue
        if len(found) < 5:
            failures.append(f"{name}: only {len(found)} usable windows")
            continue
        size = np.abs(found)
        median, ninetieth = np.median(size), np.percentile(size, 90)
        print(
            f"{name:10} {len(found):3} windows: picture against heard median {np.median(found) * 1000:+.1f} ms, |median| "
            f"{median * 1000:.1f}, 90 % within {ninetieth * 1000:.1f}, most {size.max() * 1000:.1f}; heard against "
            f"currentTime {np.median(clocks[name]) * 1000:+.1f}")
        if median > MEDIAN or ninetieth > MOST:
            failures.append(f"{name}: the picture is not on the sound")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{len(errors) - 1} passed, {len(failures)} failed" if not failures else f"0 passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
