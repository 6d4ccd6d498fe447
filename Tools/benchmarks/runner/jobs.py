"""The reference workloads, and who does them how."""
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BUILT = HERE / ".build"
OTHERS = HERE / "others"
PYTHON = BUILT / "python" / "bin" / "python"


@dataclass(frozen=True)
class Job:
    """A track that everybody makes."""
    name: str
    what: str
    rate: int
    channels: int
    bits: int
    breaths: int
    ramp: int = 0
    noise: int = 0
    rounds: int = 5
    contenders: tuple = ()

    @property
    def seconds(self):
        return self.breaths * (6 if self.ramp else 15)

    @property
    def frames(self):
        return self.seconds * self.rate

    @property
    def samples(self):
        """As the scripts take them."""
        return [str(value) for value in (self.rate, self.channels, self.bits, self.breaths)]

    def adem(self, adem, output):
        command = [adem, "render", HERE / "workloads" / f"{self.name.lower()}.breath", "--rate", str(self.rate)]
        return [*command, "--channels", str(self.channels), "--bits", str(self.bits), "--quiet", "-o", output]

    def check(self, output):
        return [PYTHON, HERE / "runner" / "compare.py", *self.samples, str(self.ramp), str(self.noise), output]


# Who: the ending of the file, and the command for a job.
CONTENDERS = {
    "NumPy, one breath repeated":
        (".wav", lambda job, out: [PYTHON, OTHERS / "numpy-repeat.py", *job.samples, str(job.noise), out]),
    # Beyond 4 GiB SoX's WAV has a wrong length, and so has Csound's; both write W64.
    "SoX, one breath repeated":
        (".w64", lambda job, out: [OTHERS / "sox-repeat", *job.samples, str(job.noise), out]),
    "FFmpeg, one breath repeated":
        (".wav", lambda job, out: [OTHERS / "ffmpeg-repeat", *job.samples, str(job.noise), out]),
    "Csound":
        (".w64", lambda job, out: [
            OTHERS / "csound", *job.samples, str(job.ramp), str(job.noise), str(job.seconds), out]),
    "NumPy": (".wav", lambda job, out: [PYTHON, OTHERS / "numpy-direct.py", *job.samples, str(job.ramp), out]),
    "SoX": (".wav", lambda job, out: [OTHERS / "sox-direct", *job.samples, str(job.ramp), out]),
    "FFmpeg": (".wav", lambda job, out: [OTHERS / "ffmpeg-direct", *job.samples, out]),
    "ChucK": (".wav", lambda job, out: [OTHERS / "chuck", *job.samples, str(job.ramp), out]),
}
REPEATED = ("NumPy, one breath repeated", "SoX, one breath repeated", "FFmpeg, one breath repeated")

JOBS = (
    Job("W1", "20 min, mono, 44.1 kHz, 16 bits", 44_100, 1, 16, 80, rounds=7,
        contenders=(*REPEATED, "Csound", "NumPy", "SoX", "FFmpeg", "ChucK")),
    Job("W2", "8 h, stereo, 48 kHz, 24 bits", 48_000, 2, 24, 1920, rounds=3, contenders=(*REPEATED, "Csound")),
    Job("W3", "1 h, stereo, 44.1 kHz, 16 bits, over pink noise", 44_100, 2, 16, 240, noise=1,
        contenders=(*REPEATED, "Csound")),
    Job("W4", "1 h, stereo, 48 kHz, 16 bits, no two breaths alike", 48_000, 2, 16, 600, ramp=1,
        contenders=("Csound", "NumPy", "SoX", "ChucK")),
)


def long_text(size=1 << 20):
    """A pattern of just under 1 MiB, of everything that patterns hold, that lasts less than a day (W7)."""
    lines = ['title "A long text"', "ending none", "voice none", 'allow fast-breathing "Nobody breathes it."', ""]
    length = sum(len(line) + 1 for line in lines)
    number = 0
    while True:
        number += 1
        part = [
            f'section "Part {number}" {{', "  breaths 2 { inhale 0.4; exhale 0.6 }   # two short ones",
            '  inhale 400ms "in"', '  exhale 0.6 left "uit"', "  rest 300ms", "  breaths 2 at 60/min { inhale 4; exhale 6 }",
            "  repeat 2 resting 200ms { tense 0.3; release 0.5 }", "}",
        ]
        grown = length + sum(len(line) + 1 for line in part)
        if grown > size:
            return "\n".join(lines) + "\n"
        lines += part
        length = grown
