"""The plots, as SVG that reads on light and on dark paper."""
import math

from experiments import LIBRARY, LIMIT
from report import seconds
from waits import values

STYLE = """<style>
text { font: 13px system-ui, sans-serif; fill: #24292f }
.soft { fill: #57606a; font-size: 12px }
.grid { stroke: #d0d7de; stroke-width: 1 }
.limit { fill: #8c959f; stroke: #8c959f } .adem { fill: #0a7f5a; stroke: #0a7f5a } .other { fill: #6f8fc7; stroke: #6f8fc7 }
.ramp { fill: #b35900; stroke: #b35900 }
.line { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .soft { fill: #9ea7b3 } .grid { stroke: #3d444d }
  .limit { fill: #848d97; stroke: #848d97 } .adem { fill: #3fb98a; stroke: #3fb98a }
  .other { fill: #7d9bd6; stroke: #7d9bd6 } .ramp { fill: #e0883a; stroke: #e0883a } .line { fill: none }
}
</style>"""


def page(width, height, title, body):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" aria-label="{title}">\n{STYLE}\n' + "\n".join(body) + "\n</svg>\n")


def text(x, y, words, kind="", anchor="start"):
    name = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{name}>{words}</text>'


def rough(value):
    """A tick of the scale."""
    for size, unit in ((3600, "h"), (60, "min"), (1, "s"), (1e-3, "ms")):
        if value >= size and (size < 60 or value % size == 0):
            return f"{value / size:.0f} {unit}"
    return f"{value * 1e6:.0f} µs"


def bars(jobs):
    """A bar for each way and workload; the scale is logarithmic."""
    left, right, row = 220, 640, 20
    values = [taken["seconds"] for job in jobs.values() for taken in job["times"].values()]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def x(value):
        return left + (right - left) * (math.log10(value) - low) / (high - low)

    body, y = [], 12
    for name, job in sorted(jobs.items()):
        top = y + 12
        body.append(text(10, top + 6, f"{name}: {job['what']}"))
        y = top + 16
        bottom = y + row * len(job["times"])
        for power in range(low, high + 1):
            body.append(f'<line class="grid" x1="{x(10.0 ** power):.1f}" x2="{x(10.0 ** power):.1f}" y1="{y}" y2="{bottom}"/>')
        for who, taken in sorted(job["times"].items(), key=lambda item: item[1]["seconds"]):
            kind = "adem" if who == "Adem" else "limit" if who in (LIMIT, LIBRARY) else "other"
            body.append(text(left - 8, y + 14, who, anchor="end"))
            body.append(f'<rect class="{kind}" x="{left}" y="{y + 3}" width="{x(taken["seconds"]) - left:.1f}" height="{row - 7}"/>')
            body.append(text(x(taken["seconds"]) + 6, y + 14, seconds(taken["seconds"]), "soft"))
            y += row
        for power in range(low, high + 1):
            body.append(text(x(10.0 ** power), y + 13, rough(10.0 ** power), "soft", "middle"))
        y += 24
    return page(720, y + 8, "How long each way takes for each workload", body)


def curves(found):
    """Time against length, both logarithmic."""
    left, right, top, bottom = 70, 560, 20, 360
    ways = ((LIMIT, "limit", "write(2)"), ("repeating", "adem", "Adem, breaths alike"),
            ("all different", "ramp", "Adem, all different"), ("NumPy", "other", "NumPy, one breath repeated"))
    values = [at[who]["seconds"] for at in found for who, _, _ in ways]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    shortest, longest = found[0]["minutes"], found[-1]["minutes"]

    def x(minutes):
        return left + (right - left) * math.log(minutes / shortest) / math.log(longest / shortest)

    def y(value):
        return bottom - (bottom - top) * (math.log10(value) - low) / (high - low)

    body = []
    for power in range(low, high + 1):
        at = y(10.0 ** power)
        body.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{at:.1f}" y2="{at:.1f}"/>')
        body.append(text(left - 8, at + 4, rough(10.0 ** power), "soft", "end"))
    for at in found:
        body.append(f'<line class="grid" x1="{x(at["minutes"]):.1f}" x2="{x(at["minutes"]):.1f}" y1="{top}" y2="{bottom}"/>')
        body.append(text(x(at["minutes"]), bottom + 18, rough(at["minutes"] * 60), "soft", "middle"))
    body.append(text((left + right) / 2, bottom + 38, "length of the track", "soft", "middle"))
    ends = []
    for who, kind, words in ways:
        points = [(x(at["minutes"]), y(at[who]["seconds"])) for at in found]
        body.append(f'<polyline class="{kind} line" style="fill: none" points="' + " ".join(f"{a:.1f},{b:.1f}" for a, b in points) + '"/>')
        body += [f'<circle class="{kind}" cx="{a:.1f}" cy="{b:.1f}" r="3"/>' for a, b in points]
        ends.append((points[-1][1], words))
    # Words beside the ends of the lines, clear of one another.
    last = -100.0
    for at, words in sorted(ends):
        last = max(at + 4, last + 16)
        body.append(text(right + 10, last, words))
    return page(760, 410, "How long a track of a minute to a day takes", body)


def shares(found):
    """A bar for each target of R1 to R11: the value as a share of it, the other way round where more is better."""
    left, right, row, most = 370, 640, 20, 2.0
    waits = sorted(found.items(), key=lambda item: int(item[0][1:]))
    rows = [(name, *value) for name, times in waits for value in values(name, times)]
    bottom = 16 + row * len(rows)
    body, y = [], 16
    for name, what, value, unit, target, is_at_least in rows:
        share = target / max(value, 1e-9) if is_at_least else value / target
        kind = "adem" if share <= 1 else "ramp"
        width = (right - left) * min(share, most) / most
        body.append(text(left - 8, y + 14, f"{name}: {what}", anchor="end"))
        body.append(f'<rect class="{kind}" x="{left}" y="{y + 3}" width="{width:.1f}" height="{row - 7}"/>')
        body.append(text(right + 8, y + 14, f"{value:.3g} {unit}", "soft"))
        y += row
    at = left + (right - left) / most
    body.append(f'<line class="limit" x1="{at:.1f}" x2="{at:.1f}" y1="10" y2="{bottom}"/>')
    body.append(text(at, bottom + 16, "target", "soft", "middle"))
    return page(730, bottom + 28, "The work around the synthesis, as shares of the targets; shorter is better", body)


def draw(results, folder):
    folder.mkdir(exist_ok=True)
    if results["jobs"]:
        (folder / "benchmark-workloads.svg").write_text(bars(results["jobs"]))
    if results.get("waits"):
        (folder / "benchmark-waits.svg").write_text(shares(results["waits"]))
    if results.get("lengths"):
        (folder / "benchmark-lengths.svg").write_text(curves(results["lengths"]))
