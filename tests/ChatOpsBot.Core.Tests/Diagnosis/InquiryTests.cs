using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;

namespace ChatOpsBot.Core.Tests.Diagnosis;

public sealed class InquiryTests
{
    [Fact]
    public async Task A_CronJob_whose_last_run_failed_leads_to_what_its_pod_says()
    {
        var inquiry = await AskAsync("cronjob-last-run-failed");
        Assert.Equal(["CHB521", "CHB215"], inquiry.Findings.Where(finding => finding.Code != "CHB706").Select(finding => finding.Code));
        Assert.Equal("pods", inquiry.Findings[0].Subject.Kind.Plural);
    }

    [Fact]
    public async Task A_Deployment_that_is_asked_about_names_the_autoscaler_that_cannot_scale_it()
    {
        var inquiry = await AskAsync("autoscaler-no-request", new(ResourceKinds.Deployment, "diag", "api"));
        var finding = Assert.Single(inquiry.Findings, finding => finding.Code == "CHB223");
        Assert.Equal("horizontalpodautoscaler/api", finding.Subject.ToString());
    }

    [Fact]
    public async Task An_autoscaler_whose_pods_are_not_ready_leads_to_the_pods()
    {
        var inquiry = await AskAsync("autoscaler-pods-unready");
        Assert.Equal("pods", inquiry.Findings[0].Subject.Kind.Plural);
        Assert.Equal("CHB227", inquiry.Findings[^1].Code);
    }

    [Fact]
    public async Task A_cordoned_node_names_the_budgets_that_keep_its_pods()
    {
        var inquiry = await AskAsync("node-drain-blocked");
        Assert.Contains(inquiry.Findings, finding => finding is { Code: "CHB761", Subject.Name: "api" });
        Assert.Contains(inquiry.Findings, finding => finding is { Code: "CHB764", Subject.Name: "front" });
        Assert.Contains(inquiry.Findings, finding => finding is { Code: "CHB904", Subject.Name: "node1" });
    }

    [Fact]
    public async Task A_stuck_rollout_leads_to_what_keeps_its_new_pods()
    {
        var inquiry = await AskAsync("rollout-stuck");
        Assert.Equal("CHB210", inquiry.Findings[^1].Code);
        Assert.NotEqual("CHB210", inquiry.Findings[0].Code);
    }

    [Theory]
    [InlineData(false, Confidence.Confirmed, "diagnosis.chb530.title")]
    [InlineData(true, Confidence.Likely, "diagnosis.chb530.granted")]
    public async Task A_refusal_in_a_log_is_asked_of_the_authorizer_where_the_bot_may_ask(bool allowed, Confidence confidence, string title)
    {
        var asked = new List<AccessQuestion>();
        var folder = Path.Combine(ScenarioTests.Folder, "crash-account-refused");
        var cluster = new RecordedCluster(YamlObjects.Read(await File.ReadAllTextAsync(Path.Combine(folder, "objects.yaml"), TestContext.Current.CancellationToken)), Path.Combine(folder, "logs"))
        {
            Authorizer = question => { asked.Add(question); return allowed; },
        };
        var inquiry = (await Inquiry.RunAsync(cluster, ScenarioTests.Target("crash-account-refused"), ScenarioTests.Now("crash-account-refused"), TestContext.Current.CancellationToken)).Value;
        Assert.Equal(confidence, inquiry.Findings[0].Confidence);
        Assert.Equal(title, Assert.IsType<Core.Texts.Text.Keyed>(inquiry.Findings[0].Title).Key);
        var question = Assert.Single(asked);
        Assert.Equal(("system:serviceaccount:diag:robot", "list", "secrets", "diag"), (question.As.User, question.Verb, question.Kind.Plural, question.Namespace));
    }

    private static async Task<Inquiry> AskAsync(string scenario, ResourceRef? target = null) => (await Inquiry.RunAsync(
        RecordedCluster.Of(Path.Combine(ScenarioTests.Folder, scenario)), target ?? ScenarioTests.Target(scenario), ScenarioTests.Now(scenario), TestContext.Current.CancellationToken)).Value;
}
