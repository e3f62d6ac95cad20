"""Writes the world down: record.py dump DIR | record.py openapi DIR. See record.sh for the environment.

Objects come as the API server returns them, without managedFields and last-applied-configuration; registries get the
names that record.sh gives them. The moment of the recording stands in world.yaml, so that the demo can move every
time in the world by the same distance.
"""
import datetime
import gzip
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys

import yaml

NAMESPACES = ["default", "kube-node-lease", "kube-system", "shop", "payments", "batch"]
# plural.group -> kept; "" is the core group
RESOURCES = {
    "v1": ["namespaces", "nodes", "pods", "events", "services", "endpoints", "persistentvolumeclaims", "persistentvolumes",
           "configmaps", "secrets", "serviceaccounts", "resourcequotas", "limitranges"],
    "apps/v1": ["deployments", "replicasets", "statefulsets", "daemonsets", "controllerrevisions"],
    "batch/v1": ["jobs", "cronjobs"],
    "discovery.k8s.io/v1": ["endpointslices"],
    "events.k8s.io/v1": ["events"],
    "networking.k8s.io/v1": ["ingresses", "ingressclasses", "networkpolicies"],
    "storage.k8s.io/v1": ["storageclasses", "volumeattachments"],
    "policy/v1": ["poddisruptionbudgets"],
    "autoscaling/v2": ["horizontalpodautoscalers"],
    "coordination.k8s.io/v1": ["leases"],
    "scheduling.k8s.io/v1": ["priorityclasses"],
    "metrics.k8s.io/v1beta1": ["pods", "nodes"],
}
# Answered by the demo without being stored: what a client may POST.
CREATED = {
    "authorization.k8s.io/v1": ["localsubjectaccessreviews", "selfsubjectaccessreviews", "selfsubjectrulesreviews", "subjectaccessreviews"],
    "authentication.k8s.io/v1": ["selfsubjectreviews"],
}
PEM = "-----BEGIN CERTIFICATE-----\n(left out by record.py)\n-----END CERTIFICATE-----\n"


def raw(path):
    out = subprocess.run(["kubectl", "get", "--raw", path], check=True, capture_output=True, text=True).stdout
    return rename(out)


def rename(text):
    for variable, name in (("REGISTRY", "registry.shop.example:5000"), ("PRIVATE", "private.shop.example:5001")):
        if os.environ.get(variable):
            text = text.replace(os.environ[variable], name)
    return text


def root(group_version):
    return "/api/v1" if group_version == "v1" else "/apis/" + group_version


def wanted(item, resource):
    meta = item["metadata"]
    namespace = meta.get("namespace")
    if resource == "namespaces":
        return meta["name"] in NAMESPACES or meta["name"] == "kube-public"
    if namespace is None:
        return True
    if namespace not in NAMESPACES:
        return False
    if resource == "leases":
        return namespace == "kube-node-lease"
    if resource == "serviceaccounts":
        return namespace != "kube-system" or meta["name"] == "default"
    if resource == "events":
        about = item.get("involvedObject") or item.get("regarding")
        return about["kind"] != "Lease"
    return True


def clean(item):
    meta = item["metadata"]
    meta.pop("managedFields", None)
    notes = meta.get("annotations", {})
    notes.pop("kubectl.kubernetes.io/last-applied-configuration", None)
    if not notes:
        meta.pop("annotations", None)
    if meta.get("name") == "kube-root-ca.crt" and "data" in item:
        item["data"]["ca.crt"] = PEM
    # Of the images on a node, those that the shop runs: what else lies there is the recording machine's affair.
    for image in item.get("status", {}).get("images", []):
        image["names"] = [n for n in image["names"] if ".shop.example:" in n.split("/")[0]]
    if "images" in item.get("status", {}):
        item["status"]["images"] = [i for i in item["status"]["images"] if i["names"]]
    if item.get("reportingInstance", "").endswith("-" + socket.gethostname()):
        item["reportingInstance"] = item["reportingInstance"].removesuffix(socket.gethostname()) + "control-plane"
    return item


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def text(dumper, value):
    # Everything that looks like anything but a word is quoted, so that no reader's YAML version matters.
    plain = value.replace("-", "").replace(".", "").replace("/", "")
    word = plain.isalnum() and plain[0].isalpha() and value.lower() not in ("yes", "no", "on", "off", "y", "n", "true", "false", "null")
    style = "|" if "\n" in value and not any(line.endswith(" ") for line in value.split("\n")) else (None if word else '"')
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


Dumper.add_representer(str, text)


def write(path, documents):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\n".join(yaml.dump(d, Dumper=Dumper, sort_keys=False, width=1000, allow_unicode=True) for d in documents))


def dump(directory):
    shutil.rmtree(directory, ignore_errors=True)
    logs = directory / "logs"
    pods = []
    count = 0
    for group_version, resources in RESOURCES.items():
        if group_version == "events.k8s.io/v1":  # the same events, which the demo converts
            continue
        for resource in resources:
            listing = json.loads(raw(f"{root(group_version)}/{resource}"))
            by_namespace = {}
            for item in listing["items"]:
                if not wanted(item, resource):
                    continue
                item = {"apiVersion": group_version, "kind": listing["kind"].removesuffix("List"), **clean(item)}
                by_namespace.setdefault(item["metadata"].get("namespace", "_cluster"), []).append(item)
                if resource == "pods" and group_version == "v1":
                    pods.append(item)
            for namespace, items in by_namespace.items():
                count += len(items)
                name = resource if not group_version.startswith("metrics") else resource + ".metrics"
                write(directory / namespace / f"{name}.yaml", sorted(items, key=lambda i: i["metadata"]["name"]))
    now = datetime.datetime.now(datetime.timezone.utc)
    version = json.loads(raw("/version"))["gitVersion"]
    write(directory / "world.yaml", [{"recordedAt": now.strftime("%Y-%m-%dT%H:%M:%SZ"), "kubernetes": version}])
    for pod in pods:
        namespace, name = pod["metadata"]["namespace"], pod["metadata"]["name"]
        spec = pod["spec"]
        for container in spec.get("initContainers", []) + spec["containers"]:
            for suffix, more in (("", ""), (".previous", "&previous=true")):
                path = f"/api/v1/namespaces/{namespace}/pods/{name}/log?container={container['name']}&timestamps=true{more}"
                answer = subprocess.run(["kubectl", "get", "--raw", path], capture_output=True, text=True)
                file = logs / namespace / name / (container["name"] + suffix)
                if answer.returncode == 0 and pod["spec"].get("nodeName"):
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.with_name(file.name + ".log").write_text(rename(answer.stdout))
    print(f"{count} objects at {now}")


def served(group_version):
    return RESOURCES.get(group_version, []) + CREATED.get(group_version, [])


def keep(entry, group_version):
    name = entry["name"].split("/")
    if name[0] not in served(group_version):
        return None
    if len(name) > 1:
        offered = {"log": ["get"], "exec": ["create", "get"], "eviction": ["create"], "finalize": ["update"]}.get(name[1], ["get", "patch", "update"])
        return {**entry, "verbs": offered} if name[1] in ("log", "exec", "eviction", "finalize", "scale", "status") else None
    return entry


def store(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(json.dumps(value, separators=(",", ":")).encode(), 9, mtime=0))


def referenced(value, schemas, found):
    if isinstance(value, dict):
        for key, child in value.items():
            if key == "$ref" and child.startswith("#/components/schemas/"):
                name = child.rsplit("/", 1)[1]
                if name not in found:
                    found.add(name)
                    referenced(schemas[name], schemas, found)
            else:
                referenced(child, schemas, found)
    elif isinstance(value, list):
        for child in value:
            referenced(child, schemas, found)


def openapi(directory):
    shutil.rmtree(directory, ignore_errors=True)
    versions = list(RESOURCES) + list(CREATED)
    discovery = {"/version": json.loads(raw("/version")), "/api": json.loads(raw("/api"))}
    discovery["/api"]["serverAddressByClientCIDRs"] = []
    groups = json.loads(raw("/apis"))
    kept = []
    for group in groups["groups"]:
        group["versions"] = [v for v in group["versions"] if v["groupVersion"] in versions]
        if not group["versions"]:
            continue
        if group["preferredVersion"]["groupVersion"] not in versions:
            group["preferredVersion"] = group["versions"][0]
        kept.append(group)
        discovery["/apis/" + group["name"]] = {"kind": "APIGroup", "apiVersion": "v1", **group}
    discovery["/apis"] = {**groups, "groups": kept}
    for group_version in versions:
        listing = json.loads(raw(root(group_version)))
        listing["resources"] = [e for e in (keep(e, group_version) for e in listing["resources"]) if e]
        discovery[root(group_version)] = listing
    (directory / "discovery.json").parent.mkdir(parents=True, exist_ok=True)
    (directory / "discovery.json").write_text(json.dumps(discovery, indent=1) + "\n")

    for group_version in versions:
        if group_version.startswith("metrics"):
            continue
        document = json.loads(raw("/openapi/v3" + root(group_version)))
        schemas = document["components"]["schemas"]
        paths = {}
        for path, item in document["paths"].items():
            parts = [p for p in path.removeprefix(root(group_version)).split("/") if p]
            if "watch" in parts or not any(p in served(group_version) for p in parts):
                continue
            if parts[-1] not in served(group_version) and parts[-1] not in ("{name}", "log"):
                continue
            if parts[-1] == "{name}" and (len(parts) < 2 or parts[-2] not in served(group_version)):
                continue
            verbs = ("get", "delete") if group_version in RESOURCES else ("post",)
            paths[path] = {k: v for k, v in item.items() if k in verbs and not (k == "delete" and parts[-1] != "{name}") or k == "parameters"}
        found = set()
        referenced(paths, schemas, found)
        document["paths"] = paths
        document["components"] = {"schemas": {k: v for k, v in schemas.items() if k in found}}
        name = root(group_version).strip("/").replace("/", "_")
        store(directory / (name + ".json.gz"), document)


if __name__ == "__main__":
    {"dump": dump, "openapi": openapi}[sys.argv[1]](pathlib.Path(sys.argv[2]))
