using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Starts a Job whenever a CronJob's schedule says so, and tidies those that have ended.</summary>
internal sealed class CronJobController(RecordedWorld world, Schedule schedule, EventRecorder events, GarbageCollector garbage)
{
    private const string Component = "cronjob-controller";
    private readonly DateTimeOffset _start = schedule.Now;
    private readonly Dictionary<string, DateTimeOffset> _last = [];
    private readonly HashSet<(string Uid, DateTimeOffset Due)> _alarms = [];
    private readonly HashSet<string> _seen = world.Objects.List(world.Catalog.OfKind("batch/v1", "Job")!).Where(j => JobConditions.Ended(j) is not null).Select(j => j.Uid).ToHashSet();

    // A recorded CronJob goes on by the clock of its recording: five minutes after the last time, whenever the demo was started.
    private readonly HashSet<string> _recorded = world.Objects.List(world.Catalog.OfKind("batch/v1", "CronJob")!).Select(c => c.Uid).ToHashSet();

    private ResourceType Jobs { get; } = world.Catalog.OfKind("batch/v1", "Job")!;

    public void Reconcile(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { IsDeleting: false } cron) return;
        var body = cron.Body.DeepClone().AsObject();
        if (body["status"] is not JsonObject status) body["status"] = status = [];
        Notice(cron, status);
        if (cron.Body["spec"]?["suspend"]?.GetValue<bool>() != true) Run(cron, status);
        Tidy(cron);
        var active = Owned(cron).Where(j => JobConditions.Ended(j) is null).ToList();
        if (active.Count > 0) status["active"] = new JsonArray([.. active.Select(j => (JsonNode)Reference(j))]);
        else status.Remove("active");
        world.Objects.Put(key, body);
    }

    // What its Jobs came to since it looked last.
    private void Notice(StoredObject cron, JsonObject status)
    {
        foreach (var job in Owned(cron))
        {
            if (JobConditions.Ended(job) is not { } ended || !_seen.Add(job.Uid)) continue;
            events.Controller(cron, Component, "SawCompletedJob", $"Saw completed job: {job.Key.Name}, condition: {ended}");
            if (ended == "Complete") status["lastSuccessfulTime"] = job.Body["status"]?["completionTime"]?.ToString();
        }
    }

    private void Run(StoredObject cron, JsonObject status)
    {
        if (CronSchedule.Parse(cron.Body["spec"]?["schedule"]?.ToString() ?? "", out _) is not { } times) return;
        var now = Local(cron, schedule.Now);
        var last = _last.TryGetValue(cron.Uid, out var known) ? known : Local(cron, Timestamps.Parse((status["lastScheduleTime"] ?? cron.Metadata["creationTimestamp"])!.ToString()));
        DateTimeOffset? due = null;
        var next = times.Next(last);
        for (; next <= now; next = times.Next(next.Value)) due = next;
        if (due is { } missed) Begin(cron, status, missed, now);
        if (next is { } later && _alarms.Add((cron.Uid, later))) schedule.After(later - now, () => Wake(cron.Key));
    }

    private void Wake(ObjectKey key)
    {
        using var exclusive = world.Objects.Exclusive();
        Reconcile(key);
    }

    private void Begin(StoredObject cron, JsonObject status, DateTimeOffset due, DateTimeOffset now)
    {
        if (cron.Body["spec"]?["startingDeadlineSeconds"].Number() is { } patience && due.AddSeconds(patience) < now)
        {
            events.Controller(cron, Component, "MissSchedule", $"Missed scheduled time to start a job: {due.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}", "Warning");
            _last[cron.Uid] = due;
            return;
        }
        var active = Owned(cron).Where(j => JobConditions.Ended(j) is null).ToList();
        var policy = cron.Body["spec"]?["concurrencyPolicy"]?.ToString();
        if (policy == "Forbid" && active.Count > 0)
        {
            // The time is not given up: it is taken when that Job has ended.
            events.Controller(cron, Component, "JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid");
            return;
        }
        if (policy == "Replace") foreach (var job in active) Delete(cron, job);
        var name = $"{cron.Key.Name}-{due.ToUnixTimeSeconds() / 60}";
        _last[cron.Uid] = due;
        if (world.Objects.Get(new ObjectKey(Jobs, cron.Key.Namespace, name)) is not null) return;
        var at = Timestamps.Format(Shown(cron, due));
        world.Objects.Put(new ObjectKey(Jobs, cron.Key.Namespace, name), Job(cron, name, at));
        events.Controller(cron, Component, "SuccessfulCreate", $"Created job {name}");
        status["lastScheduleTime"] = at;
    }

    private JsonObject Job(StoredObject cron, string name, string at)
    {
        var template = cron.Body["spec"]!["jobTemplate"]!;
        var metadata = template["metadata"]?.DeepClone() as JsonObject ?? [];
        metadata["name"] = name;
        metadata["namespace"] = cron.Key.Namespace;
        metadata["uid"] = world.Identities.Uid();
        metadata["generation"] = 1L;
        metadata["creationTimestamp"] = Timestamps.Format(schedule.Now);
        if (metadata["annotations"] is not JsonObject notes) metadata["annotations"] = notes = [];
        notes["batch.kubernetes.io/cronjob-scheduled-timestamp"] = at;
        metadata["ownerReferences"] = new JsonArray(OwnerReference.To(cron));
        var body = new JsonObject { ["apiVersion"] = "batch/v1", ["kind"] = "Job", ["metadata"] = metadata, ["spec"] = template["spec"]!.DeepClone(), ["status"] = new JsonObject() };
        ObjectDefaults.Apply(Jobs, body);
        return body;
    }

    private void Tidy(StoredObject cron)
    {
        foreach (var (ended, field, otherwise) in new[] { ("Complete", "successfulJobsHistoryLimit", 3L), ("Failed", "failedJobsHistoryLimit", 1L) })
        {
            var old = Owned(cron).Where(j => JobConditions.Ended(j) == ended).OrderByDescending(j => j.Body["status"]?["startTime"]?.ToString(), StringComparer.Ordinal);
            foreach (var job in old.Skip((int)(cron.Body["spec"]?[field].Number() ?? otherwise)).ToList()) Delete(cron, job);
        }
    }

    private void Delete(StoredObject cron, StoredObject job)
    {
        world.Objects.Remove(job.Key);
        garbage.OwnerGone(job, orphan: false);
        events.Controller(cron, Component, "SuccessfulDelete", $"Deleted job {job.Key.Name}");
    }

    private List<StoredObject> Owned(StoredObject cron) => [.. world.Objects.List(Jobs, cron.Key.Namespace).Where(j => j.Controller?["uid"]?.ToString() == cron.Uid)];

    // The clock that the schedule is read by: it runs as fast as the world does.
    private DateTimeOffset Local(StoredObject cron, DateTimeOffset time)
    {
        var hurried = time <= _start ? time : _start + ((time - _start) * schedule.Speed);
        var moved = _recorded.Contains(cron.Uid) ? hurried - world.Moved : hurried;
        return cron.Body["spec"]?["timeZone"]?.ToString() is { Length: > 0 } zone ? TimeZoneInfo.ConvertTime(moved, TimeZoneInfo.FindSystemTimeZoneById(zone)) : moved;
    }

    // As everybody else's clock has it.
    private DateTimeOffset Shown(StoredObject cron, DateTimeOffset time)
    {
        var hurried = _recorded.Contains(cron.Uid) ? time + world.Moved : time;
        return _start + ((hurried - _start) / schedule.Speed);
    }

    private static JsonObject Reference(StoredObject job) => new()
    {
        ["kind"] = "Job",
        ["namespace"] = job.Key.Namespace,
        ["name"] = job.Key.Name,
        ["uid"] = job.Uid,
        ["apiVersion"] = "batch/v1",
        ["resourceVersion"] = job.ResourceVersion,
    };
}
