using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Tests.Storage;

/// <summary>A request as it is made, with everything set.</summary>
internal static class Requests
{
    public static ActionRequest Pending { get; } = new(
        new(0), 1, RequestState.Pending, new(null, TestStore.Start, Text.Of("time.moment", 1)), "delete-pod",
        new("demo", "shop/pod/checkout", "uid", "alice@cluster", RiskTier.High), """{"pod":"checkout"}""", "digest",
        new("alice"), new("teams:t/a"), 1, [new(new("bob"), new("teams:t/b"), true, "looks right", "digest", TestStore.Start)],
        TestStore.Start, TestStore.Start.AddMinutes(15), null, "teams 19:room");

    public static AuditDraft Draft(string subject) =>
        new("request.created", "alice", "teams:t/a", null, "demo", subject, null, new Dictionary<string, string> { ["risk"] = "high" });
}
