"""The tables of results.md."""
from experiments import LIBRARY, LIMIT
from waits import TARGETS as WAITS, WHAT, values

# Workload: what Adem may take of write(2), and how much faster it is to be than whom (none for the fastest of all).
TARGETS = {
    "W1": (1.5, [("NumPy, one breath repeated", 4), ("SoX, one breath repeated", 4), ("Csound", 15)]),
    "W2": (1.3, [("FFmpeg, one breath repeated", 2)]),
    "W3": (5, [(None, 5)]),
    "W4": (6, [("Csound", 10)]),
}
MEMORY = 40  # MiB


def seconds(value):
    if value < 0.1:
        return f"{value * 1000:.1f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def bytes_in_words(size):
    return f"{size / 1e9:.2f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


def others(job):
    return {who: taken for who, taken in job["times"].items() if who not in (LIMIT, LIBRARY, "Adem")}


def targets(results):
    """Each target of the plan: what is measured, the number, and whether it is met."""
    def row(what, number, wanted, met):
        return f"| {what} | {wanted} | {number} | {'yes' if met else '**no**'} |"

    for name, (most, rivals) in TARGETS.items():
        if (job := results["jobs"].get(name)) is None:
            continue
        adem = job["times"]["Adem"]["seconds"]
        ratio = adem / job["times"][LIMIT]["seconds"]
        yield row(f"{name} beside `write(2)`", f"{ratio:.1f} ×", f"at most {most} ×", ratio <= most)
        for rival, least in rivals:
            who = rival or min(others(job), key=lambda who: others(job)[who]["seconds"])
            faster = job["times"][who]["seconds"] / adem
            yield row(f"{name}: faster than {who}", f"{faster:.1f} ×", f"at least {least} ×", faster >= least)
        memory = job["times"]["Adem"]["memory"]
        yield row(f"{name}: memory", f"{memory:.0f} MiB", f"at most {MEMORY} MiB", memory <= MEMORY)
    if w5 := results.get("W5"):
        used = w5["times"]["used"]
        yield row("W5: the cores are used", f"{used * 100:.0f} %", "at least 85 %", used >= 0.85)
    for name, most in (("a shipped pattern is checked", 0.015), ("64 KiB are checked", 0.03)):
        if (small := results.get("small")) and name in small:
            taken = small[name]["seconds"]
            yield row(name, seconds(taken), f"at most {seconds(most)}", taken <= most)
    for name in WAITS:
        if (found := results.get("waits", {}).get(name)) is None:
            continue
        for what, value, unit, target, isAtLeast in values(name, found):
            wanted = f"at {'least' if isAtLeast else 'most'} {target:g} {unit}"
            met = value >= target if isAtLeast else value <= target
            yield row(f"{name}: {what}", f"{value:.3g} {unit}", wanted, met)
    for kind, taken in results.get("codecs", {}).items():
        ratio = taken["adem"]["seconds"] / taken["alone"]
        yield row(f"{kind} beside libsndfile alone", f"{ratio:.2f} ×", "at most 1.1 ×", ratio <= 1.1)
    if found := results.get("lengths"):
        for way in ("repeating", "all different"):
            memory = found[-1][way]["memory"]
            yield row(f"{found[-1]['minutes'] / 60:.3g} h, {way}: memory", f"{memory:.0f} MiB", f"at most {MEMORY} MiB", memory <= MEMORY)


def workload(name, job):
    adem, limit = job["times"]["Adem"]["seconds"], job["times"][LIMIT]["seconds"]
    yield f"### {name}: {job['what']}\n"
    yield f"{bytes_in_words(job['bytes'])}; medians, in brackets the least and the most.\n"
    yield "| | time | beside `write(2)` | beside Adem | processor | memory | rounds |"
    yield "|---|---|---|---|---|---|---|"
    for who, taken in sorted(job["times"].items(), key=lambda item: item[1]["seconds"]):
        time = f"{seconds(taken['seconds'])} ({seconds(taken['least'])} – {seconds(taken['most'])})"
        shown = f"**{who}**" if who == "Adem" else who
        yield (f"| {shown} | {time} | {taken['seconds'] / limit:.1f} × | {taken['seconds'] / adem:.2f} × "
               f"| {seconds(taken['processor'])} | {taken['memory']:.0f} MiB | {taken['rounds']} |")
    yield ""


def report(results):
    machine = results["machine"]
    lines = [
        "# What the benchmark measured", "",
        "Written by `make bench-all`; [README.md](README.md) tells what is compared, and why it is fair.", "",
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}, {machine['system']}; files on "
        f"{machine['file system']}. " + ", ".join(f"{tool} {number}" for tool, number in machine["tools"].items()) + ".",
    ]
    if results.get("note"):
        lines += ["", results["note"]]
    lines += ["", "## Targets", "", "| | target | measured | met |", "|---|---|---|---|", *targets(results), ""]
    if results["jobs"]:
        lines += ["## Workloads", ""]
        for name, job in sorted(results["jobs"].items()):
            lines += workload(name, job)
    for name, found in results.get("waits", {}).items():
        lines += [f"### {name}: {WHAT[name]}", "", "| | processor | time | memory | cores used | rounds |",
                  "|---|---|---|---|---|---|"]
        for who, taken in found["times"].items():
            lines.append(
                f"| {who} | {seconds(taken['processor'])} | {seconds(taken['seconds'])} ({seconds(taken['least'])} – "
                f"{seconds(taken['most'])}) | {taken['memory']:.0f} MiB | {taken['used'] * 100:.0f} % "
                f"| {taken['rounds']} |")
        lines.append("")
    if w5 := results.get("W5"):
        taken = w5["times"]
        lines += [
            "### W5: every pattern that ships, in one batch", "",
            f"{w5['tracks']} tracks, {bytes_in_words(w5['bytes'])}: {seconds(taken['seconds'])}, "
            f"{taken['used'] * 100:.0f} % of {machine['cores']} cores, {taken['memory']:.0f} MiB.", ""]
    if small := results.get("small"):
        lines += ["### Starting and checking", "", "| | time | processor | memory |", "|---|---|---|---|"]
        names = {"W6": "W6, a one-breath pattern", "W7": "W7, a text of 1 MiB is checked",
                 "a shipped pattern is checked": "a pattern that ships is checked",
                 "64 KiB are checked": "a text of 64 KiB is checked",
                 "start": "`adem --version`", "nothing": "`true`, a process that does nothing"}
        for who, taken in small.items():
            lines.append(f"| {names[who]} | {seconds(taken['seconds'])} ({seconds(taken['least'])} – {seconds(taken['most'])}) "
                         f"| {seconds(taken['processor'])} | {taken['memory']:.0f} MiB |")
        lines.append("")
    if found := results.get("codecs"):
        lines += ["### W1 as other kinds of files", "", "| | Adem, the whole process | libsndfile alone | ratio |", "|---|---|---|---|"]
        for kind, taken in found.items():
            lines.append(f"| {kind} | {seconds(taken['adem']['seconds'])} | {seconds(taken['alone'])} "
                         f"| {taken['adem']['seconds'] / taken['alone']:.2f} × |")
        lines.append("")
    if found := results.get("lengths"):
        lines += ["### From a minute to a day", "", "Mono, 44.1 kHz, 16 bits.", "",
                  "| length | `write(2)` | Adem, breaths alike | Adem, all different | NumPy, one breath repeated | memory of Adem |",
                  "|---|---|---|---|---|---|"]
        for at in found:
            length = f"{at['minutes']} min" if at["minutes"] < 60 else f"{at['minutes'] // 60} h"
            memory = max(at["repeating"]["memory"], at["all different"]["memory"])
            times = (at[who]["seconds"] for who in (LIMIT, "repeating", "all different", "NumPy"))
            lines.append(f"| {length} | " + " | ".join(map(seconds, times)) + f" | {memory:.0f} MiB |")
        lines.append("")
    if found := results.get("stages"):
        lines += ["## Each stage alone", "", "| stage | work | cost |", "|---|---|---|"]
        for stage in found:
            lines.append(f"| {stage['stage']} | {stage['work']} | {stage['nanoseconds']:.3g} ns a {stage['unit']} |")
        lines.append("")
    return "\n".join(lines)
