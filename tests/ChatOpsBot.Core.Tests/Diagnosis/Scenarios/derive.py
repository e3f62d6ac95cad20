"""Derives scenarios that no test cluster can be brought into (a full disk, a cloud's volumes, a registry's limits) from recorded
ones: derive.py writes every folder that is named here. The messages are those of the kubelet, the scheduler and containerd."""
import base64
import copy
import json
import pathlib
import shutil

import yaml

NOW = "2026-11-24T15:21:00Z"


class Scenario:
    def __init__(self, name, base, why):
        self.folder, self.base, self.why = pathlib.Path(name), pathlib.Path(base), why
        self.objects = [o for o in yaml.load_all((self.base / "objects.yaml").read_text(), Loader=yaml.CSafeLoader) if o]
        self.kind, where = (self.base / "target.txt").read_text().split()
        self.name = where.split("/")[-1]
        self.logs, self.registry = {}, []
        self.now = (self.base / "now.txt").read_text().strip()

    @property
    def target(self):
        return next(o for o in self.objects if o["kind"].lower() == self.kind and o["metadata"]["name"] == self.name)

    def of(self, kind, name=None):
        return [o for o in self.objects if o["kind"] == kind and name in (None, o["metadata"]["name"])]

    def drop(self, *kinds):
        self.objects = [o for o in self.objects if o["kind"] not in kinds or o is self.target]
        return self

    def event(self, reason, message, kind="Warning", count=4, path=None, thing=None):
        thing = thing or self.target
        meta = thing["metadata"]
        self.objects.append({
            "apiVersion": "v1", "kind": "Event", "type": kind, "reason": reason, "message": message, "count": count,
            "metadata": {"name": f"{meta['name']}.{reason.lower()}", "namespace": meta.get("namespace", "default")},
            "firstTimestamp": meta["creationTimestamp"], "lastTimestamp": self.now,
            "involvedObject": {"kind": thing["kind"], "name": meta["name"], "namespace": meta.get("namespace"), "uid": meta["uid"], **({"fieldPath": path} if path else {})},
        })
        return self

    def schedule(self, message):
        for condition in self.target["status"]["conditions"]:
            if condition["type"] == "PodScheduled":
                condition["message"] = message
        return self

    def container(self, **state):
        status = (self.target["status"].get("containerStatuses") or [])[0]
        status.update(state)
        return self

    def node_condition(self, node, condition, status, reason, message):
        conditions = node["status"]["conditions"]
        conditions[:] = [c for c in conditions if c["type"] != condition]
        conditions.append({"type": condition, "status": status, "reason": reason, "message": message, "lastTransitionTime": "2026-11-24T15:15:00Z"})
        return self

    def write(self):
        if self.folder.exists():
            expected = (self.folder / "expected.txt").read_text() if (self.folder / "expected.txt").exists() else None
            shutil.rmtree(self.folder)
        else:
            expected = None
        self.folder.mkdir()
        text = f"# Derived from {self.base.name} by derive.py: {self.why}\n" + yaml.safe_dump_all(self.objects, sort_keys=False, width=200, allow_unicode=True)
        (self.folder / "objects.yaml").write_text(text)
        (self.folder / "now.txt").write_text(self.now + "\n")
        (self.folder / "target.txt").write_text((self.base / "target.txt").read_text())
        if self.registry:
            (self.folder / "registry.txt").write_text("\n".join(self.registry) + "\n")
        if expected:
            (self.folder / "expected.txt").write_text(expected)
        for name, log in self.logs.items():
            (self.folder / "logs").mkdir(exist_ok=True)
            (self.folder / "logs" / name).write_text(log)


def requests(s, **amounts):
    s.target["spec"]["containers"][0].setdefault("resources", {})["requests"] = amounts


# Not placed
s = Scenario("pending-cpu-free", "pending-cpu", "a request that a node could hold if others left")
requests(s, cpu="1900m")
s.write()
s = Scenario("pending-topology-spread", "pending-cpu", "spread constraints")
requests(s, cpu="10m")
s.schedule("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match pod topology spread constraints.").write()
s = Scenario("pending-too-many-pods", "pending-cpu", "nodes at their number of pods")
requests(s, cpu="10m")
for n in s.of("Node"):
    n["status"]["allocatable"]["pods"] = "2"
s.schedule("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Too many pods.").write()
s = Scenario("pending-volume-elsewhere", "pending-claim-class-missing", "a zonal volume")
s.of("PersistentVolumeClaim")[0]["status"]["phase"] = "Bound"
s.of("PersistentVolumeClaim")[0]["spec"]["volumeName"] = "pvc-7f0c"
s.schedule("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) had volume node affinity conflict.").write()
s = Scenario("pending-no-volume-to-bind", "pending-claim-class-missing", "a class that waits for its consumer and has no volume")
s.of("PersistentVolumeClaim")[0]["spec"]["storageClassName"] = "standard"
s.objects = [o for o in s.objects if o["kind"] != "PersistentVolume" and o.get("reason") != "ProvisioningFailed"]
s.schedule("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't find available persistent volumes to bind.").write()
s = Scenario("pending-volume-count", "pending-cpu", "a cloud's limit of attached volumes")
requests(s, cpu="10m")
s.schedule("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) exceed max volume count.").write()
s = Scenario("pending-preempting", "pending-cpu", "a nominated node")
requests(s, cpu="10m")
s.target["status"]["nominatedNodeName"] = "node1"
s.write()
s = Scenario("pending-chosen-node-off", "pending-cpu", "a selector that only the dead node meets")
requests(s, cpu="10m")
s.target["spec"]["nodeSelector"] = {"zone": "b"}
s.schedule("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector.").write()
s = Scenario("pending-nodes-unread", "pending-cpu", "a bot that may not read nodes")
s.write()
(s.folder / "denied.txt").write_text("nodes\n")

# Never created, claims
s = Scenario("never-created-webhook", "never-created-account", "a webhook without endpoints")
for o in s.of("ReplicaSet"):
    for c in o["status"].get("conditions", []):
        c["message"] = 'Internal error occurred: failed calling webhook "validate.policy.example": failed to call webhook: Post "https://policy.policy.svc:443/validate?timeout=10s": no endpoints available for service "policy"'
s.drop("Event").write()
s = Scenario("never-created-other", "never-created-account", "a refusal that no rule knows")
for o in s.of("ReplicaSet"):
    for c in o["status"].get("conditions", []):
        c["message"] = 'pods "no-account-7899b9d588-" is forbidden: unable to create new content in namespace diag because it is being terminated'
s.drop("Event").write()
s = Scenario("claim-provisioning-failed", "claim-class-missing", "a provisioner that fails")
s.of("PersistentVolumeClaim")[0]["spec"]["storageClassName"] = "fast"
s.of("StorageClass")[0].update({"metadata": {"name": "fast"}, "provisioner": "disk.csi.example", "volumeBindingMode": "Immediate"})
s.drop("Event").event("ProvisioningFailed", 'failed to provision volume with StorageClass "fast": rpc error: code = ResourceExhausted desc = quota of disks in region eu-1 is used up').write()
s = Scenario("claim-lost", "claim-class-missing", "a volume deleted under its claim")
s.of("PersistentVolumeClaim")[0]["status"]["phase"] = "Lost"
s.of("PersistentVolumeClaim")[0]["spec"]["volumeName"] = "pvc-7f0c"
s.drop("Event").write()

# Volumes and sandbox
def creating(name, why):
    made = Scenario(name, "creating-configmap-missing", why)
    made.objects = [o for o in made.objects if o.get("reason") != "FailedMount"]
    made.target["spec"]["volumes"] = [v for v in made.target["spec"]["volumes"] if "configMap" not in v]
    return made


s = creating("creating-multi-attach", "a volume that another node still holds")
s.target["spec"]["volumes"].append({"name": "data", "persistentVolumeClaim": {"claimName": "mail-queue"}})
old = copy.deepcopy(s.target)
old["metadata"].update({"name": "mailer-594cbcf58d-old42", "uid": "11111111-2222-3333-4444-555555555555"})
old["spec"]["nodeName"] = "node3"
s.objects.append(old)
s.objects.append({"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "mail-queue", "namespace": "shop", "uid": "c1"}, "spec": {"accessModes": ["ReadWriteOnce"], "volumeName": "pvc-7f0c"}, "status": {"phase": "Bound"}})
s.event("FailedAttachVolume", 'Multi-Attach error for volume "pvc-7f0c" Volume is already used by pod(s) mailer-594cbcf58d-old42').write()
creating("creating-attach-failed", "a driver that cannot attach").event("FailedAttachVolume", 'AttachVolume.Attach failed for volume "pvc-7f0c" : rpc error: code = NotFound desc = instance i-0abc not found').write()
creating("creating-cni", "a node without its network plug-in").event("FailedCreatePodSandBox", 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "5d1f": plugin type="flannel" failed (add): cni plugin not initialized').write()
creating("creating-no-address", "a used-up range of addresses").event("FailedCreatePodSandBox", 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "5d1f": plugin type="host-local" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254').write()
creating("creating-disk-error", "a broken disk").event("FailedCreatePodSandBox", "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: mkdir /run/containerd/io.containerd.runtime.v2.task/k8s.io/5d1f: input/output error").write()
creating("creating-mount-failed", "a file server that is away").event("FailedMount", 'MountVolume.SetUp failed for volume "media" : mount failed: exit status 32 Output: mount.nfs: Connection timed out').event("FailedMount", 'Unable to attach or mount volumes: unmounted volumes=[media], unattached volumes=[media]: timed out waiting for the condition').write()


# Images
def pull(name, why, error):
    made = Scenario(name, "image-tag-missing", why)
    made.objects = [o for o in made.objects if not (o["kind"] == "Event" and "Failed to pull" in (o.get("message") or ""))]
    image = made.target["spec"]["containers"][0]["image"]
    made.container(state={"waiting": {"reason": "ImagePullBackOff", "message": f'Back-off pulling image "{image}": ErrImagePull: {error}'}})
    made.event("Failed", f'Failed to pull image "{image}": {error}', path="spec.containers{catalog}").write()


pull("image-rate-limit", "a public registry's limit", 'failed to copy: httpReadSeeker: failed open: unexpected status code 429 Too Many Requests - toomanyrequests: You have reached your pull rate limit.')
pull("image-platform", "an image of another processor", "no match for platform in manifest sha256:9af2: not found")
pull("image-registry-down", "a registry that is down", 'failed to do request: Head "https://registry.shop.example:5000/v2/demo/web/manifests/2.1": dial tcp 10.9.8.7:5000: connect: connection refused')
pull("image-other", "an error that no rule knows", "failed to extract layer sha256:1f2e: unexpected EOF")


# Images of registries that the bot may ask: registry.txt has an image, what the registry says, and names with it
def asked(name, base, why, said):
    made = Scenario(name, base, f"{why}; the bot may ask the registry")
    made.registry.append(f"{made.target['spec']['containers'][0]['image']} {said}")
    return made


def entry(made, name, registry):
    config = json.dumps({"auths": {registry: {"username": "puller", "password": "never-shown", "auth": "cHVsbGVyOm5ldmVyLXNob3du"}}})
    made.of("Secret", name)[0]["data"][".dockerconfigjson"] = base64.b64encode(config.encode()).decode()
    return made


asked("image-asked-tag", "image-tag-missing", "a tag that is not there", "no-tag 2.0 1.0").write()
asked("image-asked-no-tags", "image-tag-missing", "a repository without tags", "no-tag").write()
asked("image-asked-repository", "image-tag-missing", "a repository that is not there", "no-repository").write()
asked("image-asked-since", "image-tag-missing", "a tag that was pushed since", "found").write()
asked("image-asked-unlisted", "image-tag-missing", "a registry that lists no tags", "no-image").write()
asked("image-asked-platform", "image-platform", "an index without the node's platform", "found linux/arm64/v8 linux/s390x").write()
asked("image-asked-down", "image-registry-down", "a node that does not reach what the bot reaches", "found").write()
asked("image-asked-limit", "image-rate-limit", "a limit that the bot meets too", "limited").write()
asked("image-asked-silent", "image-registry-down", "a registry that is down for the bot too", "unreachable Nothing listens there (connection refused).").write()
asked("image-asked-refused-absent", "image-unauthorized-no-secret", "a refusal that stands for a missing tag", "no-tag+ 2.0").write()
asked("image-asked-private", "image-unauthorized-no-secret", "an image that is there with credentials", "found+").write()
asked("image-asked-closed", "image-unauthorized-no-secret", "a bot without an account", "closed+").write()
asked("image-asked-public", "image-unauthorized-no-secret", "an image that everybody may have", "found").write()
entry(Scenario("image-pull-secret-elsewhere", "image-pull-secret-other-registry", "an entry without the port"), "pull-other-registry", "https://private.shop.example").write()
entry(asked("image-pull-secret-refused", "image-pull-secret-other-registry", "an entry with a wrong password", "found+"), "pull-other-registry", "private.shop.example:5001").write()


# Start and crash
def start(name, why, error):
    made = Scenario(name, "start-no-such-file", why)
    made.objects = [o for o in made.objects if not (o["kind"] == "Event" and o.get("reason") == "Failed")]
    made.target["status"]["containerStatuses"][0]["lastState"]["terminated"]["message"] = error
    made.write()


RUNC = "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: "
start("start-permission", "a program without its execute bit", RUNC + 'exec: "/app/newsletter": permission denied: unknown')
start("start-no-command", "an image without CMD", "failed to generate container spec: failed to generate spec: no command specified")
start("start-other", "an error that no rule knows", RUNC + 'error during container init: error mounting "/sys/fs/cgroup" to rootfs: operation not permitted: unknown')
s = Scenario("crash-sigterm", "crash-exit-1", "a script that stops the program")
s.target["status"]["containerStatuses"][0]["lastState"]["terminated"]["exitCode"] = 143
s.write()


# Without a readiness probe a container is ready as soon as it runs.
def up_again(name, since, why):
    made = Scenario(name, "crash-exit-1", why)
    made.container(state={"running": {"startedAt": since}}, ready=True, started=True, restartCount=2)
    for condition in made.target["status"]["conditions"]:
        condition["status"] = "True"
        condition.pop("reason", None)
        condition.pop("message", None)
    made.logs = {file.name: file.read_text() for file in (made.base / "logs").iterdir()}
    made.write()


up_again("crash-up-again", "2026-11-24T15:21:12Z", "a crashing program that was started again a moment ago")
up_again("crash-recovered", "2026-11-24T15:17:45Z", "a program that has stayed up since its crash")

# Not ready
s = Scenario("not-ready-slow", "not-ready-probe-port", "a program that answers too late")
s.objects = [o for o in s.objects if o.get("reason") != "Unhealthy"]
s.event("Unhealthy", 'Readiness probe failed: Get "http://10.244.2.10:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)').write()
s = Scenario("not-ready-startup-probe", "not-ready-probe-port", "a startup probe that has time left")
s.objects = [o for o in s.objects if o.get("reason") != "Unhealthy"]
c = s.target["spec"]["containers"][0]
c["startupProbe"] = c.pop("readinessProbe")
s.container(started=False).event("Unhealthy", "Startup probe failed: HTTP probe failed with statuscode: 503").write()

# Ended, leaving
s = Scenario("evicted-by-node", "evicted-emptydir", "a node without memory")
s.drop("Event")
s.target["status"]["message"] = "The node was low on resource: memory. Threshold quantity: 100Mi, available: 71544Ki. Container images was using 910Mi, request is 0, has larger consumption of memory. "
s.write()
s = Scenario("disrupted-by-preemption", "failed-job-pod", "a preemption")
s.target["status"]["conditions"].append({"type": "DisruptionTarget", "status": "True", "reason": "PreemptionByScheduler", "message": "default-scheduler: preempting to accommodate a higher priority pod"})
for cs in s.target["status"]["containerStatuses"]:
    cs["state"]["terminated"].update({"exitCode": 0, "reason": "Completed"})
s.write()
s = Scenario("terminating-node-gone", "terminating-node-off-statefulset", "a Node object that was deleted")
s.drop("Node", "Lease").write()
s = Scenario("terminating-not-stopped", "terminating-in-grace", "a process that hangs on storage")
s.target["metadata"]["deletionTimestamp"] = "2026-11-24T15:11:00Z"
s.event("FailedKillPod", 'error killing pod: failed to "KillContainer" for "uploads" with KillContainerError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded"').write()
s = Scenario("running-on-silent-node", "unknown-node-lost", "the time before the eviction")
for key in ("deletionTimestamp", "deletionGracePeriodSeconds"):
    s.target["metadata"].pop(key, None)
s.target["status"].pop("reason", None)
s.target["status"].pop("message", None)
s.target["status"]["conditions"] = [c for c in s.target["status"]["conditions"] if c["type"] != "DisruptionTarget"]
s.write()

s = Scenario("evicted-bare-pod", "evicted-emptydir", "a pod that nobody owns, so that nobody makes another")
del s.target["metadata"]["ownerReferences"]
s.drop("ReplicaSet", "Deployment").write()

# Services, Ingresses, nodes
s = Scenario("service-no-selector", "service-wrong-port", "a Service whose endpoints somebody else should fill")
s.target["spec"].pop("selector")
s.drop("EndpointSlice", "Pod").write()
s = Scenario("ingress-tls-missing", "ingress-no-port", "a certificate that was never issued")
s.target["spec"]["tls"] = [{"hosts": ["a.example"], "secretName": "a-example-tls"}]
s.target["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]["port"] = {"number": 80}
s.objects.append({"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass", "metadata": {"name": "nginx"}})
s.write()
s = Scenario("service-label-slip", "service-wrong-port", "a selector that is one slip away from the pods' label, on a Service whose name is like no pod's")
s.target["spec"]["selector"] = {"app": "wbe"}
for slice in s.of("EndpointSlice"):
    slice["endpoints"] = []
s.write()
s = Scenario("ingress-not-ready", "ingress-tls-missing", "a Service without endpoints")
s.target["spec"].pop("tls")
s.drop("EndpointSlice").write()
s = Scenario("node-cni", "node-cordoned", "a node whose network plug-in is missing")
s.target["spec"].pop("unschedulable", None)
s.node_condition(s.target, "Ready", "False", "KubeletNotReady", "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized").write()
s = Scenario("node-disk-pressure", "node-cordoned", "a node whose disk is full")
s.target["spec"].pop("unschedulable", None)
s.node_condition(s.target, "DiskPressure", "True", "KubeletHasDiskPressure", "kubelet has disk pressure").write()

# What no rule knows
s = Scenario("unexplained", "healthy", "a state without a reason anywhere")
s.container(ready=False)
for c in s.target["status"]["conditions"]:
    if c["type"] in ("Ready", "ContainersReady"):
        c.update({"status": "False", "reason": "ContainersNotReady"})
s.target["spec"]["containers"][0].pop("readinessProbe", None)
s.write()

# CronJobs, autoscalers
s = Scenario("cronjob-start-missed", "cronjob-healthy", "a controller that was away for longer than startingDeadlineSeconds")
s.target["spec"]["startingDeadlineSeconds"] = 30
s.target["status"]["lastScheduleTime"] = "2026-11-25T19:31:00Z"
s.drop("Event").event("MissSchedule", "Missed scheduled time to start a job: Wed, 25 Nov 2026 19:55:00 UTC", count=1).write()
s = Scenario("cronjob-not-started", "cronjob-healthy", "a controller that is away")
s.target["spec"]["timeZone"] = "Europe/Berlin"
s.target["status"]["lastScheduleTime"] = "2026-11-25T14:31:00Z"
s.drop("Event").write()
s = Scenario("cronjob-time-zone", "cronjob-healthy", "a time zone that the controller's data does not have")
s.target["spec"]["timeZone"] = "Europe/Kyjiw"
s.drop("Event").event("UnknownTimeZone", 'invalid timeZone: "Europe/Kyjiw": unknown time zone Europe/Kyjiw', count=9).write()
s = Scenario("cronjob-failed-job-gone", "cronjob-last-run-failed", "failedJobsHistoryLimit: 0")
s.drop("Job", "Pod").write()
s = Scenario("autoscaler-two", "autoscaler-no-request", "a second autoscaler for the same pods; the message is what 1.34 said")
for c in s.target["status"]["conditions"]:
    if c["type"] == "ScalingActive":
        c.update({"reason": "AmbiguousSelector", "message": "pods by selector app=api are controlled by multiple HPAs: [diag/api diag/queue]"})
s.drop("Event").write()
s = Scenario("autoscaler-healthy", "autoscaler-at-maximum", "an autoscaler within its bounds")
s.target["spec"]["maxReplicas"] = 6
s.target["status"]["conditions"] = [c for c in s.target["status"]["conditions"] if c["type"] != "ScalingLimited"]
s.drop("Event").write()
s = Scenario("budget-healthy", "budget-used-up", "a budget that allows an eviction")
s.target["status"].update({"disruptionsAllowed": 1, "currentHealthy": 2})
s.drop("Event").write()
s = Scenario("budget-sync-failed", "budget-never", "owners without a scale; the message is k8s.io/kubernetes/pkg/controller/disruption's")
s.target["status"].update({"expectedPods": 0, "desiredHealthy": 0})
s.target["status"]["conditions"][0].update({"reason": "SyncFailed", "message": "jobs.batch does not implement the scale subresource"})
s.write()
s = Scenario("service-policy-no-peers", "service-policy-port", "a policy that lets in pods of which there are none")
for o in s.of("NetworkPolicy"):
    o["spec"]["ingress"] = [{"from": [{"podSelector": {"matchLabels": {"app": "frontned"}}}], "ports": [{"protocol": "TCP", "port": "http"}]}]
s.write()
s = Scenario("service-policy-lets-in", "service-policy-port", "a policy that lets in what the Service sends")
for o in s.of("NetworkPolicy"):
    o["spec"]["ingress"] = [{"from": [{"podSelector": {}}], "ports": [{"protocol": "TCP", "port": 8000, "endPort": 8090}]}]
s.write()

# The cluster autoscaler's words: kubernetes/autoscaler, cluster-autoscaler/processors/status/eventing_scale_up_processor.go
s = Scenario("pending-no-scale-up", "pending-cpu-free", "an autoscaler that may add no node")
s.event("NotTriggerScaleUp", "pod didn't trigger scale-up: 1 max node group size reached, 1 node(s) had untolerated taint(s)", kind="Normal").write()
s = Scenario("pending-scale-up", "pending-cpu-free", "an autoscaler that adds a node")
s.event("TriggeredScaleUp", "pod triggered scale-up: [{workers-a 2->3 (max: 5)}]", kind="Normal", count=1).write()

# Transient, and when it lasts
SYNC = 'MountVolume.SetUp failed for volume "settings" : failed to sync configmap cache: timed out waiting for the condition'
s = creating("starting-cache", "a kubelet that was just started")
s.now = s.target["metadata"]["creationTimestamp"].replace("Z", "") [:17] + "40Z"
s.event("FailedMount", SYNC, count=1).write()
creating("creating-cache-not-synced", "a kubelet that cannot read ConfigMaps").event("FailedMount", SYNC, count=40).write()
for name, why, now in (("starting-pull", "a pull under way", "2026-11-24T15:08:10Z"), ("creating-pull-long", "a pull that takes very long", "2026-11-24T15:31:15Z")):
    s = creating(name, why)
    image = s.target["spec"]["containers"][0]["image"]
    s.target["metadata"]["creationTimestamp"] = "2026-11-24T15:06:00Z"
    s.now = "2026-11-24T15:06:10Z"
    s.drop("Event").event("Pulling", f'Pulling image "{image}"', kind="Normal", count=1)
    s.now = now
    s.write()

# Images
pull("image-signature", "an unsigned image under a policy; the message is CRI-O's as the kubelet passes it on (pkg/kubelet/images/image_manager.go)",
     "SignatureValidationFailed: image pull failed for registry.shop.example:5000/demo/web:2.1 because the signature validation failed: Source image rejected: A signature was required, but no signature exists")
pull("image-pull-cancelled", "containerd's time limit without progress (image_pull_progress_timeout)", 'failed to pull and unpack image "registry.shop.example:5000/demo/web:2.1": failed to copy: httpReadSeeker: failed open: context canceled')
s = Scenario("image-uninspectable", "image-tag-missing", "a damaged image store (pkg/kubelet/images/image_manager.go: ErrImageInspect)")
s.drop("Event")
s.container(state={"waiting": {"reason": "ImageInspectError", "message": f'Failed to inspect image "{s.target["spec"]["containers"][0]["image"]}": rpc error: code = Unknown desc = open /var/lib/containerd/io.containerd.content.v1.content/blobs/sha256/1f2e: input/output error'}}).write()

# Crash
s = Scenario("crash-container-lost", "crash-sigkill", "a node that was restarted (pkg/kubelet/kubelet_pods.go: ContainerStatusUnknown)")
s.drop("Event")
lost = {"terminated": {"exitCode": 137, "reason": "ContainerStatusUnknown", "message": "The container could not be located when the pod was terminated"}}
s.container(state=lost, lastState={}, ready=False).write()
