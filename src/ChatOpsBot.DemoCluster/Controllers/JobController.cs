using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Runs a Job's pods until enough have succeeded, too many have failed, or its time is over.</summary>
internal sealed class JobController(RecordedWorld world, Schedule schedule, EventRecorder events, OwnedPods pods, GarbageCollector garbage)
{
    private const string Component = "job-controller";
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(10);

    // A pod counts once, whatever becomes of its object.
    private readonly HashSet<string> _counted = [];
    private readonly Dictionary<string, (int InARow, DateTimeOffset At)> _failures = [];
    private readonly HashSet<(string Uid, long Generation)> _deadlines = [];

    public void Reconcile(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { IsDeleting: false } job) return;
        if (JobConditions.Ended(job) is not null) return;
        var body = job.Body.DeepClone().AsObject();
        if (body["status"] is not JsonObject status) body["status"] = status = [];
        var all = pods.Of(job);
        Tally(job, status, all);
        Proceed(job, body, all);
        Count(status, pods.Of(job));
        var put = world.Objects.Put(key, body);
        if (JobConditions.Ended(put) is not null) Expire(put);
    }

    private void Proceed(StoredObject job, JsonObject body, IReadOnlyList<StoredObject> all)
    {
        var (spec, status) = (job.Body["spec"]!, body["status"]!.AsObject());
        var active = all.Where(OwnedPods.IsActive).ToList();
        var suspended = spec["suspend"]?.GetValue<bool>() == true;
        if (!suspended && (status["startTime"] is null || JobConditions.Is(body, "Suspended"))) Begin(job, body);
        long succeeded = status["succeeded"].Number() ?? 0, failed = status["failed"].Number() ?? 0;
        var limit = spec["backoffLimit"].Number() ?? 6;
        if (failed > limit || PastLimitOnFailure(spec, active, limit)) Fail(job, body, active, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        else if (Overdue(job, status, suspended)) Fail(job, body, active, "DeadlineExceeded", "Job was active longer than specified deadline");
        else if (spec["completions"].Number() is { } completions ? succeeded >= completions : succeeded > 0 && active.Count == 0) Complete(job, body);
        else if (suspended) Suspend(job, body, active);
        else Run(job, status, active, succeeded);
    }

    private void Begin(StoredObject job, JsonObject body)
    {
        body["status"]!["startTime"] = Timestamps.Format(schedule.Now);
        if (!JobConditions.Is(body, "Suspended")) return;
        JobConditions.Set(body, "Suspended", false, "JobResumed", "Job resumed", schedule.Now);
        events.Controller(job, Component, "Resumed", "Job resumed");
    }

    private void Suspend(StoredObject job, JsonObject body, List<StoredObject> active)
    {
        foreach (var pod in active) Delete(job, pod);
        if (JobConditions.Is(body, "Suspended")) return;
        JobConditions.Set(body, "Suspended", true, "JobSuspended", "Job suspended", schedule.Now);
        events.Controller(job, Component, "Suspended", "Job suspended");
    }

    private void Run(StoredObject job, JsonObject status, List<StoredObject> active, long succeeded)
    {
        var spec = job.Body["spec"]!;
        var parallel = spec["parallelism"].Number() ?? 1;
        var wanted = spec["completions"].Number() is { } completions ? Math.Min(parallel, completions - succeeded) : succeeded > 0 ? active.Count : parallel;
        foreach (var pod in active.OrderBy(PodStatus.IsReady).Take((int)Math.Max(0, active.Count - wanted))) Delete(job, pod);
        if (active.Count >= wanted) return;
        if (Wait(job) is { } wait && wait > TimeSpan.Zero)
        {
            schedule.After(wait, () =>
            {
                using var exclusive = world.Objects.Exclusive();
                Reconcile(job.Key);
            });
            return;
        }
        var indexes = CompletionIndex.Open(job, status, active);
        for (var i = active.Count; i < wanted; i++)
        {
            var index = indexes.Count > 0 ? indexes.Dequeue() : (long?)null;
            var name = $"{job.Key.Name}-{(index is null ? "" : $"{index}-")}{world.Identities.Suffix()}";
            var pod = pods.FromTemplate(job, spec["template"]!, name);
            if (index is { } number) CompletionIndex.Give(job, pod, number);
            if (pods.Create(job, pod) is { } failure)
            {
                events.Controller(job, Component, "FailedCreate", $"Error creating: {failure}", "Warning");
                return;
            }
            events.Controller(job, Component, "SuccessfulCreate", $"Created pod: {name}");
        }
    }

    // 10 s after a failure, doubled each time in a row.
    private TimeSpan? Wait(StoredObject job)
    {
        if (!_failures.TryGetValue(job.Uid, out var last) || last.InARow == 0) return null;
        var backOff = FirstBackOff * Math.Pow(2, Math.Min(last.InARow - 1, 10));
        return last.At + ((backOff > LongestBackOff ? LongestBackOff : backOff) / schedule.Speed) - schedule.Now;
    }

    private void Tally(StoredObject job, JsonObject status, IReadOnlyList<StoredObject> all)
    {
        foreach (var pod in all.Where(p => !OwnedPods.IsActive(p) && _counted.Add(p.Uid)))
        {
            var succeeded = pod.Phase == "Succeeded";
            if (succeeded && CompletionIndex.Of(pod) is { } index) CompletionIndex.Complete(job, status, index);
            else
            {
                var field = succeeded ? "succeeded" : "failed";
                status[field] = (status[field].Number() ?? 0) + 1;
            }
            _failures[job.Uid] = succeeded ? (0, schedule.Now) : (_failures.GetValueOrDefault(job.Uid).InARow + 1, schedule.Now);
        }
    }

    // Under OnFailure the kubelet restarts in place, and its restarts are the failures.
    private static bool PastLimitOnFailure(JsonNode spec, List<StoredObject> active, long limit)
    {
        if (spec["template"]?["spec"]?["restartPolicy"]?.ToString() != "OnFailure") return false;
        var restarts = active.Sum(p => (p.Body["status"]?["containerStatuses"] as JsonArray ?? []).Sum(c => c?["restartCount"].Number() ?? 0));
        return limit == 0 ? restarts > 0 : restarts >= limit;
    }

    private bool Overdue(StoredObject job, JsonObject status, bool suspended)
    {
        if (suspended || job.Body["spec"]?["activeDeadlineSeconds"].Number() is not { } seconds || status["startTime"]?.ToString() is not { } began) return false;
        var left = Timestamps.Parse(began) + (TimeSpan.FromSeconds(seconds) / schedule.Speed) - schedule.Now;
        if (left <= TimeSpan.Zero) return true;
        if (_deadlines.Add((job.Uid, job.Metadata["generation"].Number() ?? 0)))
        {
            schedule.After(left * schedule.Speed, () =>
            {
                using var exclusive = world.Objects.Exclusive();
                Reconcile(job.Key);
            });
        }
        return false;
    }

    private void Complete(StoredObject job, JsonObject body)
    {
        foreach (var type in new[] { "SuccessCriteriaMet", "Complete" })
            JobConditions.Set(body, type, true, "CompletionsReached", "Reached expected number of succeeded pods", schedule.Now);
        body["status"]!["completionTime"] = Timestamps.Format(schedule.Now);
        events.Controller(job, Component, "Completed", "Job completed");
    }

    private void Fail(StoredObject job, JsonObject body, List<StoredObject> active, string reason, string message)
    {
        foreach (var pod in active) Delete(job, pod);
        if (active.Count > 0) body["status"]!["failed"] = (body["status"]!["failed"].Number() ?? 0) + active.Count;
        foreach (var type in new[] { "FailureTarget", "Failed" }) JobConditions.Set(body, type, true, reason, message, schedule.Now);
        events.Controller(job, Component, reason, message, "Warning");
    }

    private void Expire(StoredObject job)
    {
        if (job.Body["spec"]?["ttlSecondsAfterFinished"].Number() is not { } seconds) return;
        schedule.After(TimeSpan.FromSeconds(seconds), () =>
        {
            using var exclusive = world.Objects.Exclusive();
            if (world.Objects.Get(job.Key)?.Uid != job.Uid) return;
            world.Objects.Remove(job.Key);
            garbage.OwnerGone(job, orphan: false);
        });
    }

    // What the Job itself takes away has not failed.
    private void Delete(StoredObject job, StoredObject pod)
    {
        _counted.Add(pod.Uid);
        events.Controller(job, Component, "SuccessfulDelete", $"Deleted pod: {pod.Key.Name}");
        pods.Delete(pod);
    }

    private static void Count(JsonObject status, IReadOnlyList<StoredObject> all)
    {
        Counters.Set(status, "active", all.Count(OwnedPods.IsActive));
        status["ready"] = (long)all.Count(p => OwnedPods.IsActive(p) && PodStatus.IsReady(p));
        status["terminating"] = (long)all.Count(p => p.IsDeleting && p.Phase is not ("Failed" or "Succeeded"));
        status.TryAdd("uncountedTerminatedPods", new JsonObject());
    }
}
