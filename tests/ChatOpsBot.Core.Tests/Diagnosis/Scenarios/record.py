"""See record.sh."""
import datetime
import json
import os
import pathlib
import subprocess
import sys

import yaml

REGISTRY = os.environ.get("REGISTRY", "10.250.0.1")
WORLD = os.environ.get("WORLD")
WORLD_OBJECTS = []
SHORT = {"pv": "persistentvolume", "endpointslices": "endpointslice", "resourcequotas": "resourcequota"}
KINDS = {"po": "pod", "svc": "service", "deploy": "deployment", "rs": "replicaset", "sts": "statefulset", "pvc": "persistentvolumeclaim",
         "hpa": "horizontalpodautoscaler", "pdb": "poddisruptionbudget", "cj": "cronjob"}


def kubectl(*args):
    done = subprocess.run(["kubectl", *args], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def world():
    """The objects of a recorded world (src/ChatOpsBot.DemoCluster/Worlds/shop), when WORLD names its folder."""
    if not WORLD_OBJECTS:
        for file in sorted(pathlib.Path(WORLD).rglob("*.yaml")):
            if ".metrics" not in file.name and file.name != "world.yaml":
                for document in yaml.load_all(file.read_text(), Loader=yaml.CSafeLoader):
                    WORLD_OBJECTS.extend(document["items"] if document and "items" in document else [document] if document else [])
    return WORLD_OBJECTS


def from_world(ns, kind, name, more):
    def fits(item):
        meta = item["metadata"]
        if item["kind"].lower() not in (kind, KINDS.get(kind, kind), kind.removesuffix("s"), SHORT.get(kind)):
            return False
        if (ns and meta.get("namespace", ns) != ns) or (name and meta["name"] != name):
            return False
        selector = dict(pair.split("=") for pair in more[1].split(",")) if more else {}
        if more and more[0] == "-l":
            return matches(selector, meta.get("labels", {}))
        involved = item.get("involvedObject", {})
        return all({"involvedObject.kind": involved.get("kind"), "involvedObject.name": involved.get("name"),
                    "spec.nodeName": item.get("spec", {}).get("nodeName")}[k] == v for k, v in selector.items())
    return [json.loads(json.dumps(item, default=str)) for item in world() if fits(item)]


def read_log(ns, pod, container, previous):
    if not WORLD:
        return kubectl("logs", "-n", ns, pod, "-c", container, "--tail=40", *(["--previous"] if previous else []))
    file = pathlib.Path(WORLD) / "logs" / ns / pod / f"{container}{'.previous' if previous else ''}.log"
    # The world keeps its logs with the time stamps of `kubectl logs --timestamps`.
    return "".join(line.split(" ", 1)[-1] for line in file.read_text().splitlines(True)[-40:]) if file.exists() else None


def get(ns, kind, name=None, *more):
    if WORLD:
        return from_world(ns, kind, name, more)
    out = kubectl("get", kind, *([name] if name else []), *(["-n", ns] if ns else ["-A"]), *more, "-o", "json")
    if out is None:
        return []
    found = json.loads(out)
    return found["items"] if found["kind"].endswith("List") else [found]


def renamed(text):
    return text.replace(f"{REGISTRY}:5001", "private.shop.example:5001").replace(f"{REGISTRY}:5000", "registry.shop.example:5000")


def matches(selector, labels):
    return bool(selector) and all(labels.get(k) == v for k, v in selector.items())


class Recording:
    def __init__(self):
        self.objects = {}

    def add(self, items):
        for item in items:
            meta = item["metadata"]
            meta.pop("managedFields", None)
            annotations = meta.get("annotations", {})
            annotations.pop("kubectl.kubernetes.io/last-applied-configuration", None)
            if item["kind"] == "Secret":
                item["data"] = {key: "" for key in item.get("data", {})}
            if item["kind"] == "ConfigMap":
                item["data"] = {key: "" for key in item.get("data", {})}
            if item["kind"] == "Node":
                item["status"].pop("images", None)
            self.objects[(item["kind"], meta.get("namespace"), meta["name"])] = item
        return items

    def slim(self, pods):
        """Pods that only take room on a node, affinity or ports: what a scheduler sees of them."""
        for pod in pods:
            if ("Pod", pod["metadata"].get("namespace"), pod["metadata"]["name"]) in self.objects:
                continue
            spec = pod["spec"]
            self.add([{
                "apiVersion": "v1", "kind": "Pod",
                "metadata": {k: pod["metadata"][k] for k in ("name", "namespace", "uid", "labels", "ownerReferences", "deletionTimestamp") if k in pod["metadata"]},
                "spec": {"nodeName": spec.get("nodeName"), "volumes": [v for v in spec.get("volumes", []) if "persistentVolumeClaim" in v],
                         "containers": [{k: c[k] for k in ("name", "resources", "ports") if k in c} for c in spec["containers"]]},
                "status": {"phase": pod["status"].get("phase"), "containerStatuses": pod["status"].get("containerStatuses", []), "conditions": [c for c in pod["status"].get("conditions", []) if c["type"] == "Ready"]},
            }])

    def events(self, thing):
        meta = thing["metadata"]
        ns = meta.get("namespace", "default")
        self.add(e for e in get(ns, "events", None, "--field-selector", f"involvedObject.kind={thing['kind']},involvedObject.name={meta['name']}"))

    def owners(self, thing):
        for owner in thing["metadata"].get("ownerReferences", []):
            for found in self.add(get(thing["metadata"].get("namespace"), owner["kind"].lower(), owner["name"])):
                self.events(found)
                self.owners(found)

    def node(self, name):
        for node in self.add(get("", "node", name)) if name else []:
            self.add(get("kube-node-lease", "lease", name))
            if any(c["type"] == "Ready" and c["status"] != "True" for c in node["status"]["conditions"]):
                self.events(node)

    def claims(self, ns, spec):
        for volume in spec.get("volumes", []):
            if "persistentVolumeClaim" in volume:
                for claim in self.add(get(ns, "pvc", volume["persistentVolumeClaim"]["claimName"])):
                    self.events(claim)
                self.add(get("", "pv"))
                self.add(get("", "storageclass"))

    def pod(self, pod, logs):
        ns, name, spec = pod["metadata"]["namespace"], pod["metadata"]["name"], pod["spec"]
        self.add(get(ns, "configmap", "kube-root-ca.crt"))
        self.events(pod)
        self.owners(pod)
        self.claims(ns, spec)
        self.node(spec.get("nodeName"))
        if not spec.get("nodeName"):
            self.add(get("", "node"))
            self.slim(get(None, "pods"))
        for service in get(ns, "services"):
            if matches(service["spec"].get("selector"), pod["metadata"].get("labels", {})):
                self.service(service)
        for status in pod["status"].get("initContainerStatuses", []) + pod["status"].get("containerStatuses", []):
            if status["ready"]:
                continue
            for suffix, previous in (("", False), (".previous", True)):
                text = read_log(ns, name, status["name"], previous)
                if text:
                    (logs / f"{name}.{status['name']}{suffix}.log").write_text(renamed(text))

    def service(self, service):
        ns, name = service["metadata"]["namespace"], service["metadata"]["name"]
        self.add([service])
        self.add(get(ns, "endpointslices", None, "-l", f"kubernetes.io/service-name={name}"))
        self.add(get(ns, "networkpolicies"))

    def cronjob(self, cron):
        ns = cron["metadata"]["namespace"]
        for job in get(ns, "jobs"):
            if any(o["uid"] == cron["metadata"]["uid"] for o in job["metadata"].get("ownerReferences", [])):
                self.add([job])
                self.slim(pod for pod in get(ns, "pods") if any(o["uid"] == job["metadata"]["uid"] for o in pod["metadata"].get("ownerReferences", [])))

    def scaled(self, scaler):
        ns, target = scaler["metadata"]["namespace"], scaler["spec"]["scaleTargetRef"]
        for thing in self.add(get(ns, target["kind"].lower(), target["name"])):
            labels = thing["spec"]["selector"]["matchLabels"]
            self.add(rs for rs in get(ns, "replicasets") if matches(labels, rs["metadata"].get("labels", {})))
            self.slim(pod for pod in get(ns, "pods") if matches(labels, pod["metadata"].get("labels", {})))

    def budget(self, budget):
        ns = budget["metadata"]["namespace"]
        self.add(other for other in get(ns, "pdb") if other["metadata"]["name"] == budget["metadata"]["name"] or other["spec"]["selector"] != budget["spec"]["selector"])
        self.slim(get(ns, "pods"))


def main(ns, target, scenario, *more):
    kind, name = target.split("/")
    kind = KINDS.get(kind, kind)
    folder = pathlib.Path(scenario)
    logs = folder / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    recording = Recording()
    thing = recording.add(get(ns if kind != "node" else "", kind, name))[0]
    (folder / "target.txt").write_text((f"{kind} {name}\n" if kind == "node" else f"{kind} {ns}/{name}\n"))
    now = yaml.safe_load((pathlib.Path(WORLD) / "world.yaml").read_text())["recordedAt"] if WORLD else datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    (folder / "now.txt").write_text(f"{now}\n")
    recording.events(thing)
    if kind == "pod":
        recording.pod(thing, logs)
    elif kind == "node":
        recording.node(name)
        recording.slim(get(None, "pods", None, "--field-selector", f"spec.nodeName={name}"))
    elif kind == "service":
        recording.service(thing)
        for pod in get(ns, "pods"):
            if any(pod["metadata"].get("labels", {}).get(k) == v for k, v in thing["spec"].get("selector", {}).items()) or not more:
                recording.slim([pod])
    elif kind == "persistentvolumeclaim":
        recording.add(get("", "pv"))
        recording.add(get("", "storageclass"))
        recording.slim(p for p in get(ns, "pods") if any(v.get("persistentVolumeClaim", {}).get("claimName") == name for v in p["spec"].get("volumes", [])))
    elif kind == "cronjob":
        recording.cronjob(thing)
    elif kind == "horizontalpodautoscaler":
        recording.scaled(thing)
    elif kind == "poddisruptionbudget":
        recording.budget(thing)
    else:
        recording.owners(thing)
        for rs in get(ns, "replicasets"):
            if any(o["uid"] == thing["metadata"]["uid"] for o in rs["metadata"].get("ownerReferences", [])):
                recording.add([rs])
                recording.events(rs)
        owners = {thing["metadata"]["uid"]} | {key["metadata"]["uid"] for key in recording.objects.values() if key["kind"] == "ReplicaSet"}
        recording.slim(pod for pod in get(ns, "pods") if any(o["uid"] in owners for o in pod["metadata"].get("ownerReferences", [])))
        recording.add(get(ns, "resourcequotas") + get(ns, "limitranges"))
        if kind == "daemonset":
            recording.add(get("", "node"))
    for extra in more:
        kind, name = extra.split("/")
        for found in recording.add(get(None if kind in ("node", "pv", "storageclass") else ns, kind, name)):
            recording.events(found)
    for (object_kind, _, _), value in recording.objects.items():
        if object_kind == "Node":
            value["status"].pop("volumesInUse", None)
    text = yaml.safe_dump_all(list(recording.objects.values()), sort_keys=False, width=200, allow_unicode=True)
    text = renamed(text)
    (folder / "objects.yaml").write_text(text)
    if not any(logs.iterdir()):
        logs.rmdir()


main(*sys.argv[1:])
