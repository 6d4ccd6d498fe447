"""R1 to R11: the work around the synthesis, each beside the same work without it, and beside other programs."""
import itertools
import json
import shutil
from pathlib import Path

from jobs import HERE, OTHERS, PYTHON
from measure import in_turn, run

PATTERNS = HERE.parent.parent / "patterns"
WORKLOADS = HERE / "workloads"
SPOKEN, SILENT, FOLDER, FILE = "Adem, speech cached", "Adem, --voice none", "Adem, into a folder", "Adem, -o"
LEVELS, LOUDNESS, PLAIN = "Adem, --levels", "Adem, --loudness -20", "Adem, plain"
ADEM, OLD, DISK, MEMORY = "Adem", "Adem 0.1.0", "Adem, on disk", "Adem, in memory"

# What: the two ways that are compared, the value, and the target. "cpu" and "wall" are ratios of the first way to the
# second; "used" is the share of the cores, and "seconds" and "MiB" are those of the first way.
TARGETS = {
    "R1": [(SPOKEN, SILENT, "cpu", 1.3)],
    "R2": [(FOLDER, FILE, "cpu", 1.15)],
    "R3": [(LEVELS, PLAIN, "cpu", 2.0)],
    "R4": [(LOUDNESS, PLAIN, "cpu", 2.5)],
    "R5": [("FFmpeg, ebur128", LEVELS, "measuring", 8)],
    "R6": [(SPOKEN, SILENT, "cpu", 2.0)],
    "R7": [(ADEM, OLD, "cpu", 0.65)],
    "R8": [(ADEM, OLD, "cpu", 0.5)],
    "R9": [(DISK, MEMORY, "wall", 1.8)],
    "R10": [(ADEM, None, "seconds", 0.5), (ADEM, None, "MiB", 40)],
    "R11": [("Adem, 4 tracks as FLAC", None, "used", 0.85), ("Adem, 4 tracks as MP3", None, "used", 0.85)],
}
WHAT = {
    "R1": "every pattern that ships, with speech that is cached", "R2": "W1 into an output folder",
    "R3": "10 minutes in stereo over pink noise, measured", "R4": "the same with a loudness",
    "R5": "measuring alone", "R6": "checking every pattern that ships", "R7": "W3 beside the version before",
    "R8": "a night of 8 hours: ocean, numbers that are spoken", "R9": "1,000 short tracks",
    "R10": "10,000 variants of which all are up to date", "R11": "an hour as FLAC and as MP3",
}


def ways(name, adem, folder, disk, old):
    """The commands of a workload by who runs them. Each gets the path of its output."""
    def render(*words):
        return lambda out: [adem, "render", "--quiet", "--force", *words, "-o", out]

    def batch(*words, program=adem):
        return lambda out: [program, "render", "--quiet", *words, "--output-folder", out]

    w1 = [WORKLOADS / "w1.breath", "--rate", "44100"]
    w3 = [WORKLOADS / "w3.breath", "--rate", "44100", "--channels", "2"]
    r3, r8 = [WORKLOADS / "r3.breath", "--channels", "2"], [WORKLOADS / "r8.breath", "--channels", "2"]
    sample = folder / "sample.wav"
    if name in ("R1", "R6"):
        # Puts the speech into the cache.
        run(batch(PATTERNS)(folder / "spoken"), folder / "times")
        shutil.rmtree(folder / "spoken")
    if name == "R1":
        return {
            SPOKEN: batch(PATTERNS), SILENT: batch(PATTERNS, "--voice", "none"),
            "espeak-ng and SoX, the texts alone": lambda out: [OTHERS / "speak", PATTERNS, "48000", out],
        }
    if name == "R2":
        return {FOLDER: batch(*w1), FILE: render(*w1),
                "NumPy, one breath repeated": lambda out: [
                    PYTHON, OTHERS / "numpy-repeat.py", "44100", "1", "16", "80", "0", out]}
    if name in ("R3", "R4", "R5"):
        run([adem, "render", "--quiet", "--force", *r3, "-o", sample], folder / "times")
        measuring = ["ffmpeg", "-nostdin", "-loglevel", "error", "-i", sample]
        measured = "ebur128=peak=true"
        if name == "R4":
            return {LOUDNESS: render(*r3, "--loudness", "-20"), PLAIN: render(*r3),
                    "FFmpeg, loudnorm on Adem's file": lambda out: [
                        *measuring, "-af", "loudnorm=I=-20:TP=-1", "-ar", "48000", out]}
        return {LEVELS: render(*r3, "--levels"), PLAIN: render(*r3),
                "FFmpeg, ebur128": lambda out: [*measuring, "-af", measured, "-f", "null", "-"]}
    if name == "R6":
        return {SPOKEN: lambda out: [adem, "check", PATTERNS],
                SILENT: lambda out: [adem, "check", "--voice", "none", PATTERNS]}
    if name in ("R7", "R8"):
        words = w3 if name == "R7" else r8
        found = {ADEM: render(*words)}
        if old:
            found[OLD] = lambda out: [old, "render", "--quiet", "--force", *words, "-o", out]
        # The same noise or surf without a breath in it.
        effects = {"R7": ["3600", "pinknoise", "pinknoise"],
                   "R8": ["28800", "brownnoise", "brownnoise", "tremolo", "0.1", "40"]}[name]
        rate = "44100" if name == "R7" else "48000"
        found["SoX, the noise alone"] = lambda out: [
            "sox", "-D", "-n", "-r", rate, "-c", "2", "-b", "16", out, "synth", *effects, "gain", "-20"]
        return found
    if name == "R9":
        manifest = variants(folder / "short.jsonl", 1_000)
        words = ["--manifest", manifest, "--rate", "8000"]
        runs = itertools.count()
        return {DISK: lambda out: batch(*words)(disk / f"{next(runs)}"), MEMORY: batch(*words),
                "Python, files of as many bytes on disk": lambda out: [
                    PYTHON, OTHERS / "files.py", "1000", "33000", disk / f"{next(runs)}"]}
    if name == "R10":
        manifest = variants(folder / "variants.jsonl", 10_000)
        known = folder / "known"
        run(batch("--manifest", manifest, "--rate", "8000")(known), folder / "times")
        return {ADEM: lambda out: batch("--manifest", manifest, "--rate", "8000")(known),
                "Python, which files are missing": lambda out: [PYTHON, OTHERS / "stale.py", manifest, known]}
    run([adem, "render", "--quiet", "--force", *w3, "-o", sample], folder / "times")
    four = []
    for number in range(4):
        four.append(folder / f"hour{number}.breath")
        shutil.copy(WORKLOADS / "w3.breath", four[-1])
    options = ["--rate", "44100", "--channels", "2"]
    return {
        "Adem, 4 tracks as FLAC": batch(*four, *options, "--format", "flac"),
        "Adem, a track as FLAC": batch(four[0], *options, "--format", "flac"),
        "flac, of Adem's WAV": lambda out: ["flac", "--silent", "--force", "-o", out, sample],
        "Adem, 4 tracks as MP3": batch(*four, *options, "--format", "mp3"),
        "Adem, a track as MP3": batch(four[0], *options, "--format", "mp3"),
        "lame, of Adem's WAV": lambda out: ["lame", "--quiet", "-b", "160", sample, out],
    }


def variants(path, count):
    """A manifest of short tracks that differ by a parameter."""
    with open(path, "w") as lines:
        shutil.copy(WORKLOADS / "r10.breath", path.parent)
        for number in range(count):
            line = {"pattern": "r10.breath", "output": f"{number % 100}/track-{number}.wav",
                    "set": {"unit": round(1 + number * 1e-5, 6)}}
            lines.write(json.dumps(line) + "\n")
    return path


def waits(name, adem, folder, disk, old, rounds, cores):
    """Times a workload by everybody."""
    folder = Path(folder)
    place = Path(disk) / "adem-bench-disk"
    place.mkdir(exist_ok=True)
    commands = {who: (".wav", command) for who, command in ways(name, adem, folder, place, old).items()}
    try:
        times = in_turn(commands, folder, rounds)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return {"times": {who: taken.summary(cores) for who, taken in times.items()}}


def values(name, found):
    """Each target of a workload: what, the value, its unit, the target, and whether it is met."""
    times = found["times"]
    for who, other, kind, target in TARGETS[name]:
        if who not in times or other and other not in times:
            continue
        taken = times[who]
        if kind == "cpu":
            yield f"{who} beside {other}", taken["processor"] / times[other]["processor"], "×", target, False
        elif kind == "wall":
            yield f"{who} beside {other}, by the clock", taken["seconds"] / times[other]["seconds"], "×", target, False
        elif kind == "measuring":
            own = times[LEVELS]["processor"] - times[PLAIN]["processor"]
            yield f"faster than {who}", taken["processor"] / max(own, 1e-4), "×", target, True
        elif kind == "used":
            yield f"{who}: share of the cores", taken["used"] * 100, "%", target * 100, True
        elif kind == "seconds":
            yield f"{who}, processor", taken["processor"], "s", target, False
        else:
            yield f"{who}, memory", taken["memory"], "MiB", target, False
