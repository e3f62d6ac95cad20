using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The rules for Jobs, and for the CronJobs that start them.</summary>
internal static class BatchValidation
{
    private static readonly string[] Policies = ["Allow", "Forbid", "Replace"];
    private static readonly string[] Amounts = ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished"];

    public static void CronJob(JsonObject spec, List<FieldFault> faults)
    {
        var schedule = spec["schedule"]?.ToString() ?? "";
        if (schedule.Length == 0) faults.Add(FieldFault.Required("spec.schedule"));
        else if (schedule.Contains("TZ=", StringComparison.Ordinal)) faults.Add(FieldFault.Invalid("spec.schedule", $"\"{schedule}\"", "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"));
        else if (CronSchedule.Parse(schedule, out var why) is null) faults.Add(FieldFault.Invalid("spec.schedule", $"\"{schedule}\"", why!));
        if (spec["timeZone"]?.ToString() is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) faults.Add(FieldFault.Invalid("spec.timeZone", $"\"{zone}\"", $"unknown time zone {zone}"));
        if (spec["concurrencyPolicy"]?.ToString() is { } policy && !Policies.Contains(policy))
            faults.Add(new FieldFault("spec.concurrencyPolicy", "FieldValueNotSupported", $"Unsupported value: \"{policy}\": supported values: {string.Join(", ", Policies.Select(p => $"\"{p}\""))}"));
        Job(spec["jobTemplate"]?["spec"] as JsonObject ?? [], "spec.jobTemplate.spec", faults);
    }

    public static void Job(JsonObject spec, string field, List<FieldFault> faults)
    {
        foreach (var amount in Amounts.Where(a => spec[a].Number() < 0)) faults.Add(FieldFault.Invalid($"{field}.{amount}", $"{spec[amount]}", "must be greater than or equal to 0"));
        if (spec["completionMode"]?.ToString() == "Indexed" && spec["completions"] is null) faults.Add(FieldFault.Required($"{field}.completions", "when completion mode is Indexed"));
        ObjectValidation.Containers(spec["template"]?["spec"] as JsonObject ?? [], $"{field}.template.spec.containers", faults);
        if (spec["template"]?["spec"]?["restartPolicy"]?.ToString() is not ("OnFailure" or "Never"))
            faults.Add(FieldFault.Required($"{field}.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""));
    }

    /// <summary>What of a Job stays as it was created.</summary>
    public static void JobChange(JsonObject spec, StoredObject before, List<FieldFault> faults)
    {
        foreach (var fixedField in new[] { "completions", "selector", "completionMode", "template" })
        {
            // A Job that has not begun may still be told where its pods go; nobody in the shop does.
            if (!JsonNode.DeepEquals(before.Body["spec"]?[fixedField], spec[fixedField]))
                faults.Add(FieldFault.Invalid($"spec.{fixedField}", spec[fixedField]?.ToJsonString() ?? "null", "field is immutable"));
        }
    }
}
