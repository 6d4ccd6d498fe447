"""Runs commands beside one another and keeps what each took."""
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from jobs import BUILT


PATIENCE = 30


class Failed(Exception):
    pass


@dataclass
class Times:
    """What a command took in each round."""
    walls: list = field(default_factory=list)
    processor: list = field(default_factory=list)
    memory: list = field(default_factory=list)

    @property
    def wall(self):
        return statistics.median(self.walls)

    def summary(self, cores):
        middle = self.walls.index(statistics.median_low(self.walls))
        return {
            "seconds": self.wall, "least": min(self.walls), "most": max(self.walls), "rounds": len(self.walls),
            "processor": statistics.median(self.processor), "memory": max(self.memory) / 1024,
            "used": self.processor[middle] / self.walls[middle] / cores,
        }


def run(command, report):
    """Seconds by the wall, seconds of processor time, KiB; its children counted."""
    words = [BUILT / "timed", report, *command]
    result = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if result.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))}: exit {result.returncode}\n{result.stderr[-2000:]}")
    wall, processor, memory = Path(report).read_text().split()
    return float(wall), float(processor), int(memory), result.stdout


def remove(output):
    if output.is_dir():
        shutil.rmtree(output)
    output.unlink(missing_ok=True)


def in_turn(commands, folder, rounds, check=None):
    """Every command once, then every command again, and so on: what slows the machine for a while slows all of them.

    A command that has taken PATIENCE seconds altogether is not run again.

    - commands: by who, the ending of the output and the command for a path. The output is removed before and behind each run.
    - check: the command that says whether an output does the job; run once for each.
    """
    times = {who: Times() for who in commands}
    for number in range(rounds):
        for who, (ending, command) in commands.items():
            if sum(times[who].walls) > PATIENCE:
                continue
            output = Path(folder) / f"track{ending}"
            remove(output)
            wall, processor, memory, _ = run(command(output), Path(folder) / "times")
            times[who].walls.append(wall)
            times[who].processor.append(processor)
            times[who].memory.append(memory)
            if check and number == 0 and (command := check(who, output)):
                answer = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True)
                if answer.returncode != 0:
                    raise Failed(f"{who} does not do the whole job:\n{answer.stdout}")
            remove(output)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return times
