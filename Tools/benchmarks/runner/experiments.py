"""What is measured, workload by workload; each gives values that can be kept as JSON."""
import json
import subprocess
import sys
from pathlib import Path

from jobs import BUILT, CONTENDERS, HERE, Job, long_text
from measure import Failed, Times, in_turn, run

LIMIT, LIBRARY = "write(2)", "libsndfile"


def track(job, adem, folder, rounds, cores):
    """A workload by everybody, and its limits: the very bytes that Adem's file has."""
    sample = Path(folder) / "sample.wav"
    run(job.adem(adem, sample), Path(folder) / "times")
    size = sample.stat().st_size
    sample.unlink()
    commands = {
        LIMIT: (".bytes", lambda out: [BUILT / "write", size, out]),
        LIBRARY: (".wav", lambda out: [
            BUILT / "sndfile", "write", job.frames, job.rate, job.channels, job.bits, out]),
        "Adem": (".wav", lambda out: job.adem(adem, out)),
    }
    for who in job.contenders:
        ending, command = CONTENDERS[who]
        commands[who] = (ending, lambda out, command=command: command(job, out))
    times = in_turn(
        commands, folder, rounds,
        lambda who, out: None if who in (LIMIT, LIBRARY) else job.check(out))
    return {"what": job.what, "bytes": size, "times": {who: taken.summary(cores) for who, taken in times.items()}}


def patterns_at_once(adem, folder, rounds, cores):
    """W5: every pattern that ships, in one batch."""
    output = Path(folder) / "patterns"
    times = Times()
    for _ in range(rounds):
        subprocess.run(["rm", "-rf", str(output)], check=True)
        command = [adem, "render", HERE.parent.parent / "patterns", "--output-folder", output, "--quiet"]
        wall, processor, memory, _ = run(command, Path(folder) / "times")
        times.walls.append(wall)
        times.processor.append(processor)
        times.memory.append(memory)
    files = list(output.rglob("*.wav"))
    size = sum(file.stat().st_size for file in files)
    subprocess.run(["rm", "-rf", str(output)], check=True)
    return {"tracks": len(files), "bytes": size, "times": times.summary(cores)}


def starting_and_checking(adem, folder, rounds, cores):
    """Short work, and an empty start for comparison."""
    text, short = Path(folder) / "long.breath", Path(folder) / "short.breath"
    text.write_text(long_text())
    short.write_text(long_text(64 << 10))
    shipped = HERE.parent.parent / "patterns" / "avond.breath"
    breath = HERE / "workloads" / "w6.breath"
    commands = {
        "W6": (".wav", lambda out: [adem, "render", breath, "--quiet", "-o", out]),
        "W7": (".none", lambda out: [adem, "check", text]),
        "a shipped pattern is checked": (".none", lambda out: [adem, "check", shipped]),
        "64 KiB are checked": (".none", lambda out: [adem, "check", short]),
        "start": (".none", lambda out: [adem, "--version"]),
        "nothing": (".none", lambda out: ["true"]),
    }
    return {who: taken.summary(cores) for who, taken in in_turn(commands, folder, rounds).items()}


def codecs(adem, folder, rounds, cores):
    """W1 as other kinds of files, beside libsndfile alone that encodes the same samples from memory."""
    job = Job("W1", "", 44_100, 1, 16, 80)
    source = Path(folder) / "source.wav"
    run(job.adem(adem, source), Path(folder) / "times")
    found = {}
    for ending in ("flac", "ogg", "mp3"):
        whole, alone = Times(), []
        for _ in range(rounds):
            output = Path(folder) / f"track.{ending}"
            for command in (
                [BUILT / "sndfile", "encode", source, output],
                [adem, "render", HERE / "workloads" / "w1.breath", "--rate", "44100", "--quiet", "-o", output],
            ):
                output.unlink(missing_ok=True)
                wall, processor, memory, said = run(command, Path(folder) / "times")
                if said:
                    alone.append(float(said))
                else:
                    whole.walls.append(wall)
                    whole.processor.append(processor)
                    whole.memory.append(memory)
            output.unlink()
            print(".", end="", file=sys.stderr, flush=True)
        found[ending] = {"adem": whole.summary(cores), "alone": sorted(alone)[len(alone) // 2]}
    source.unlink()
    print(file=sys.stderr)
    return found


# Minutes: from one to a day.
LENGTHS = (1, 3, 10, 30, 60, 180, 480, 1440)


def lengths(adem, folder, cores, longest):
    """W1's and W4's breaths for a minute to a day, mono, 44.1 kHz, 16 bits."""
    found = []
    for minutes in (minutes for minutes in LENGTHS if minutes <= longest):
        def adem_for(workload, breaths):
            return lambda out: [
                adem, "render", HERE / "workloads" / f"{workload}.breath", "--rate", "44100", "--channels", "1",
                "--set", f"breaths={breaths}", "--quiet", "-o", out]

        job = Job("W1", "", 44_100, 1, 16, minutes * 4)
        numpy = CONTENDERS["NumPy, one breath repeated"][1]
        times = in_turn({
            LIMIT: (".bytes", lambda out: [BUILT / "write", minutes * 60 * 44_100 * 2, out]),
            "repeating": (".wav", adem_for("w1", minutes * 4)),
            "all different": (".wav", adem_for("w4", minutes * 10)),
            "NumPy": (".wav", lambda out: numpy(job, out)),
        }, folder, 7 if minutes <= 10 else 3 if minutes <= 180 else 1)
        found.append({"minutes": minutes, **{who: taken.summary(cores) for who, taken in times.items()}})
    return found


def stages(folder):
    """Each stage alone, as Tools/benchmarks/Stages prints them."""
    program = HERE / "Stages" / ".build" / "release" / "stages"
    text = Path(folder) / "long.breath"
    text.write_text(long_text())
    result = subprocess.run(
        [str(program), str(HERE / "workloads"), str(text), str(folder)], stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        raise Failed("the stages could not be timed")
    return [json.loads(line) for line in result.stdout.splitlines()]
