"""What was measured, and on what; without the machine's name."""
import os
import platform
import re
import subprocess
from pathlib import Path

from jobs import PYTHON


def first_line(*command):
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except OSError:
        return "?"
    return next((line for line in result.stdout.splitlines() if re.search(r"\d+\.\d+", line)), "?")


def version(*command):
    found = re.search(r"\d+\.\d+[\w.+-]*", first_line(*command))
    return found.group() if found else "?"


def file_system(folder):
    """Its kind, so that a reader knows whether it was a disk."""
    return subprocess.run(
        ["stat", "-f", "-c", "%T", folder], stdout=subprocess.PIPE, text=True).stdout.strip()


def machine(folder):
    text = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"model name\s*: (.*)", text)
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": model.group(1).strip() if model else platform.machine(), "cores": len(os.sched_getaffinity(0)),
        "memory": f"{pages / 2**30:.0f} GiB", "system": f"{platform.system()} {platform.machine()}",
        "file system": file_system(folder),
        "tools": {
            "Swift": version("swift", "--version"), "SoX": version("sox", "--version"),
            "FFmpeg": version("ffmpeg", "-version"), "Csound": version("csound", "--version"),
            "ChucK": version("chuck", "--version"), "Python": platform.python_version(),
            "NumPy": version(PYTHON, "-c", "import numpy; print(numpy.__version__)"),
            "libsndfile": version("pkg-config", "--modversion", "sndfile"),
        },
    }
