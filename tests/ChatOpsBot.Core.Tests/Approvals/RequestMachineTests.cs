using ChatOpsBot.Core.Approvals;

namespace ChatOpsBot.Core.Tests.Approvals;

public sealed class RequestMachineTests
{
    private static ActionRequest Request(RequestState state, params string[] approvals) => new(
        new(1), 1, state, new(new("ann"), Bench.Noon, null), "delete-pod", new("demo", "shop/pod/x", "u", "ann", RiskTier.Low), "{}", "d",
        new("ann"), new("cli:ann"), 2, [.. approvals.Select(who => new Vote(new(who), new($"cli:{who}"), true, null, "d", Bench.Noon))],
        Bench.Noon, Bench.Noon.AddMinutes(15), null, "cli room");

    [Theory]
    [InlineData(RequestState.Denied)]
    [InlineData(RequestState.Expired)]
    [InlineData(RequestState.Cancelled)]
    [InlineData(RequestState.Stale)]
    [InlineData(RequestState.Succeeded)]
    [InlineData(RequestState.Failed)]
    internal void An_ended_request_absorbs_everything(RequestState state)
    {
        Assert.All(Enum.GetValues<RequestTrigger>(), trigger => Assert.Null(RequestMachine.After(Request(state, "lee", "sam"), trigger)));
    }

    [Fact]
    public void Nothing_but_results_follows_a_claim()
    {
        RequestTrigger[] results = [RequestTrigger.Succeed, RequestTrigger.Fail, RequestTrigger.LoseItsGrounds, RequestTrigger.LoseTrack];
        Assert.All(Enum.GetValues<RequestTrigger>(), trigger =>
            Assert.Equal(results.Contains(trigger), RequestMachine.After(Request(RequestState.Claimed, "lee", "sam"), trigger) is not null));
    }

    [Fact]
    public void A_claim_needs_the_quorum_of_distinct_people_without_the_requester()
    {
        Assert.Equal(RequestState.Claimed, RequestMachine.After(Request(RequestState.Approved, "lee", "sam"), RequestTrigger.Claim));
        Assert.Null(RequestMachine.After(Request(RequestState.Approved, "lee", "lee"), RequestTrigger.Claim));
        Assert.Null(RequestMachine.After(Request(RequestState.Approved, "lee", "ann"), RequestTrigger.Claim));
        Assert.Null(RequestMachine.After(Request(RequestState.Pending, "lee", "sam"), RequestTrigger.Claim));
    }

    [Fact]
    public void The_drawing_in_docs_is_the_machine()
    {
        var drawing = $"# The states of a request\n\nDrawn by Stateless from `RequestMachine`; `UPDATE_GOLDEN=1 dotnet test` draws it anew.\n\n```mermaid\n"
            + RequestMachine.Draw(Request(RequestState.Pending)).ReplaceLineEndings("\n").Trim() + "\n```\n";
        var file = Path.Combine(Repository.Root, "docs", "diagrams", "approval-machine.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, drawing);
        }
        Assert.Equal(File.ReadAllText(file), drawing);
    }
}
