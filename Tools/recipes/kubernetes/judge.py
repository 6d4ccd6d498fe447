"""Judges the manifest of the Kubernetes recipe, and does with it what Kubernetes would do.

    python judge.py job.yaml BATCH PROGRAM

The schema is Kubernetes' own, and no cluster is asked. What the schema leaves to the API server is below, after the
documentation of Job; https://kubernetes.io/docs/concepts/workloads/controllers/job/ has it.
"""

import copy
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import kubernetes_validate
import yaml

OLDEST = "1.33"  # Since when retries for each index are stable.


def problems(job):
    """What Kubernetes would refuse, and what would leave parts of the whole to nobody."""
    try:
        for version in (OLDEST, kubernetes_validate.latest_version()):
            kubernetes_validate.validate(job, version, strict=True)
    except kubernetes_validate.ValidationError as error:
        return [error.message]
    spec = job["spec"]
    pod = spec["template"]["spec"]
    containers = {container["name"]: container for container in pod["containers"]}
    found = []
    if spec.get("completionMode") != "Indexed":
        found.append("only an Indexed job tells a pod its number")
    if pod.get("restartPolicy") != "Never":
        found.append("a podFailurePolicy wants restartPolicy: Never")
    for rule in spec["podFailurePolicy"]["rules"]:
        found += rule_problems(rule, spec, containers)
    shards = {variable["name"]: variable.get("value") for variable in containers["adem"]["env"]}.get("ADEM_SHARDS")
    if shards != str(spec["completions"]):
        found.append(f"ADEM_SHARDS is {shards}, and completions {spec['completions']}")
    return found


def rule_problems(rule, spec, containers):
    if rule["action"] not in ("FailJob", "FailIndex", "Ignore", "Count"):
        yield f"there is no action {rule['action']}"
    if rule["action"] == "FailIndex" and "backoffLimitPerIndex" not in spec:
        yield "FailIndex wants a backoffLimitPerIndex"
    if ("onExitCodes" in rule) == ("onPodConditions" in rule):
        yield "a rule has either onExitCodes or onPodConditions"
    codes = rule.get("onExitCodes")
    if codes is None:
        return
    if codes["operator"] not in ("In", "NotIn"):
        yield f"there is no operator {codes['operator']}"
    if codes["values"] != sorted(set(codes["values"])):
        yield "values are in rising order"
    if codes["operator"] == "In" and 0 in codes["values"]:
        yield "exit code 0 is no failure"
    if codes.get("containerName", "adem") not in containers:
        yield f"there is no container {codes['containerName']}"


def exit_codes(job):
    """Those of the first rule that has some."""
    return next(rule["onExitCodes"] for rule in job["spec"]["podFailurePolicy"]["rules"] if "onExitCodes" in rule)


def first_rule(job):
    return job["spec"]["podFailurePolicy"]["rules"][0]


def pod_spec(job):
    return job["spec"]["template"]["spec"]


# Slips, each with a word of what has to be said of it.
SLIPS = {
    "'vlaues' was unexpected": lambda job: exit_codes(job).update(vlaues=[1]),
    "'retries' was unexpected": lambda job: job["spec"].update(retries=3),
    "'operator' is a required property": lambda job: exit_codes(job).pop("operator"),
    "'values' is a required property": lambda job: exit_codes(job).pop("values"),
    "'action' is a required property": lambda job: first_rule(job).pop("action"),
    "'64' is not of type": lambda job: job["spec"].update(completions="64"),
    "64 is not of type": lambda job: pod_spec(job)["containers"][0]["env"][0].update(value=64),
    "no operator Among": lambda job: exit_codes(job).update(operator="Among"),
    "no action Retry": lambda job: first_rule(job).update(action="Retry"),
    "exit code 0": lambda job: exit_codes(job)["values"].insert(0, 0),
    "rising order": lambda job: exit_codes(job)["values"].reverse(),
    "no container adam": lambda job: exit_codes(job).update(containerName="adam"),
    "either onExitCodes": lambda job: first_rule(job).update(onExitCodes=exit_codes(job)),
    "wants a backoffLimitPerIndex": lambda job: job["spec"].pop("backoffLimitPerIndex"),
    "restartPolicy: Never": lambda job: pod_spec(job).update(restartPolicy="OnFailure"),
    "only an Indexed job": lambda job: job["spec"].pop("completionMode"),
    "ADEM_SHARDS is 64": lambda job: job["spec"].update(completions=32),
}


class Pod:
    """What a pod runs, with a folder of this machine in the place of the volume."""

    def __init__(self, job, batch, program):
        self.job, self.batch, self.program = job, batch, program
        self.container = job["spec"]["template"]["spec"]["containers"][0]

    def start(self, index, *more):
        volume = self.container["volumeMounts"][0]["mountPath"]
        arguments = [argument.replace(volume, str(self.batch)) for argument in self.container["args"]]
        environment = {variable["name"]: variable["value"] for variable in self.container["env"]}
        environment |= {"JOB_COMPLETION_INDEX": str(index), "PATH": os.environ["PATH"]}
        return subprocess.Popen([self.program, *arguments, *more], env=environment, stderr=subprocess.PIPE)

    def run(self, index, *more):
        process = self.start(index, *more)
        process.communicate()
        return process.returncode

    def action(self, status):
        """What the first rule that fits does about an exit status; failures that none fits count."""
        for rule in self.job["spec"]["podFailurePolicy"]["rules"]:
            codes = rule.get("onExitCodes")
            if codes and status in codes["values"]:
                return rule["action"]
        return "Count"


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"kubernetes: FAILED: {what}: {found}, not {wanted}")


def check_manifest(job):
    expect("the manifest has problems", problems(job), [])
    for word, slip in SLIPS.items():
        other = copy.deepcopy(job)
        slip(other)
        found = problems(other)
        if not any(word in problem for problem in found):
            sys.exit(f"kubernetes: FAILED: a slip should be refused with \"{word}\", and what is found is {found}")
    print(f"kubernetes: the manifest is in order, and {len(SLIPS)} slips are refused")


def check_statuses(job, batch, program):
    """That each kind of failure, as the program really tells it, gets the answer that the rules mean for it."""
    alone = copy.deepcopy(job)
    pod_spec(alone)["containers"][0]["env"][0]["value"] = "1"
    pod = Pod(alone, batch, program)
    tracks = batch / "tracks.jsonl"
    expect("no manifest", pod.action(pod.run(0)), "FailJob")
    tracks.write_text("nonsense")
    expect("a manifest with a slip", pod.action(pod.run(0)), "FailIndex")
    expect("an option that is none", pod.action(pod.run(0, "--nonsense")), "FailJob")
    (batch / "broken.breath").write_text("inhale")
    (batch / "fine.breath").write_text("ending none\ninhale 1")
    tracks.write_text('{"pattern": "broken.breath", "id": "broken"}\n{"pattern": "fine.breath", "id": "fine"}\n')
    expect("a track that fails beside one that does not", pod.action(pod.run(0)), "Count")
    (batch / "command.breath").write_text('voice command "true"\nsay "in"\ninhale 1')
    tracks.write_text('{"pattern": "command.breath", "id": "command"}')
    expect("a command without leave", pod.action(pod.run(0)), "FailIndex")
    # Long enough to be stopped in. The logs of what came before go.
    for log in batch.glob("logs/*"):
        log.unlink()
    (batch / "long.breath").write_text("bed pink -40dB\nbreaths 20h { inhale 4; exhale 6 }")
    tracks.write_text('{"pattern": "long.breath", "id": "long"}')
    process = pod.start(0)
    while not any("begin" in log.read_text() for log in batch.glob("logs/*")):
        expect("it ended before it was stopped", process.poll(), None)
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    process.communicate()
    expect("a pod that is stopped", pod.action(process.returncode), "Ignore")
    print("kubernetes: each exit status of the program gets the answer that is meant for it")


def main(path, batch, program):
    job = yaml.safe_load(pathlib.Path(path).read_text())
    check_manifest(job)
    pod = Pod(job, batch, program)
    for index in range(job["spec"]["completions"]):
        expect(f"pod {index}", pod.run(index), 0)
    with tempfile.TemporaryDirectory(dir=batch) as other:
        check_statuses(job, pathlib.Path(other), program)


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3])
