using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Writes core events as the components do.</summary>
internal sealed class EventRecorder(RecordedWorld world, Schedule schedule)
{
    private long _serial;

    public void Kubelet(StoredObject pod, string reason, string message, string? container = null, string type = "Normal")
    {
        var about = Reference(pod);
        if (container is not null) about["fieldPath"] = $"spec.containers{{{container}}}";
        Record(about, pod.NodeName ?? "", "kubelet", reason, message, type);
    }

    public void Controller(StoredObject owner, string component, string reason, string message, string type = "Normal") =>
        Record(Reference(owner), null, component, reason, message, type);

    // The scheduler writes the newer kind of event: eventTime, and no first and last.
    public void Scheduler(StoredObject pod, string type, string reason, string action, string message)
    {
        var body = Body(Reference(pod), reason, message, type);
        body["source"] = new JsonObject();
        body["firstTimestamp"] = null;
        body["lastTimestamp"] = null;
        body["eventTime"] = schedule.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        body["action"] = action;
        body["reportingComponent"] = "default-scheduler";
        body["reportingInstance"] = "default-scheduler-control-plane";
        Put(body);
    }

    private void Record(JsonObject about, string? host, string component, string reason, string message, string type)
    {
        var now = Timestamps.Format(schedule.Now);
        var body = Body(about, reason, message, type);
        body["source"] = new JsonObject { ["component"] = component };
        if (host is not null) body["source"]!["host"] = host;
        body["firstTimestamp"] = now;
        body["lastTimestamp"] = now;
        body["count"] = 1L;
        body["eventTime"] = null;
        body["reportingComponent"] = component;
        body["reportingInstance"] = host ?? "";
        if (!Repeat(about, reason, message, component, now)) Put(body);
    }

    // The same said again of the same object is counted, not written down a second time.
    private bool Repeat(JsonObject about, string reason, string message, string component, string now)
    {
        var uid = about["uid"]!.ToString();
        var before = world.Objects.List(world.Catalog.Events, about["namespace"]?.ToString() ?? "default").FirstOrDefault(e =>
            e.Body["involvedObject"]?["uid"]?.ToString() == uid && e.Body["reason"]?.ToString() == reason && e.Body["message"]?.ToString() == message
            && e.Body["source"]?["component"]?.ToString() == component && e.Body["involvedObject"]?["fieldPath"]?.ToString() == about["fieldPath"]?.ToString());
        if (before is null) return false;
        var body = before.Body.DeepClone().AsObject();
        body["count"] = (body["count"].Number() ?? 1) + 1;
        body["lastTimestamp"] = now;
        world.Objects.Put(before.Key, body);
        return true;
    }

    private JsonObject Body(JsonObject about, string reason, string message, string type)
    {
        var name = about["name"]!.GetValue<string>();
        var serial = schedule.Now.UtcTicks + Interlocked.Increment(ref _serial);
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{name}.{serial.ToString("x16", CultureInfo.InvariantCulture)}",
                ["namespace"] = about["namespace"]?.GetValue<string>() ?? "default",
                ["uid"] = world.Identities.Uid(),
                ["creationTimestamp"] = Timestamps.Format(schedule.Now),
            },
            ["involvedObject"] = about,
            ["reason"] = reason,
            ["message"] = message,
            ["type"] = type,
        };
    }

    private void Put(JsonObject body)
    {
        var metadata = body["metadata"]!;
        world.Objects.Put(new ObjectKey(world.Catalog.Events, metadata["namespace"]!.GetValue<string>(), metadata["name"]!.GetValue<string>()), body);
    }

    private static JsonObject Reference(StoredObject item)
    {
        var reference = new JsonObject { ["kind"] = item.Key.Type.Kind, ["name"] = item.Key.Name, ["uid"] = item.Uid };
        if (item.Key.Namespace is not null) reference["namespace"] = item.Key.Namespace;
        reference["apiVersion"] = item.Key.Type.ApiVersion;
        reference["resourceVersion"] = item.ResourceVersion;
        return reference;
    }
}
