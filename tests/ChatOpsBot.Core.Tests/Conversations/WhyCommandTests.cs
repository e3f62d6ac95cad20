using System.CommandLine;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Conversations.Commands;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Diagnosis;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class WhyCommandTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-24T15:21:15Z", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly Reader Reader = new(Locale.English, TimeZoneInfo.Utc, Now);

    [Fact]
    public async Task The_first_line_names_the_cause()
    {
        var reply = await AskAsync("waiting-secret-key-missing", "cart", "-n", "shop");
        Assert.Equal(Tone.Bad, reply.Tone);
        Assert.Contains("the Secret cart-redis has no key password (it has passwd)", Reader.Read(reply.Title), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_healthy_deployment_whose_Service_selects_nothing_is_not_called_healthy()
    {
        var reply = await AskAsync("service-selects-nothing", "svc/recommendations");
        Assert.Contains("its selector app=recomendations picks no pod", Reader.Read(reply.Title), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_CronJob_by_its_bare_name_is_not_mistaken_for_its_Jobs_and_pods()
    {
        var reply = await AskAsync("cronjob-last-run-failed", "invoices");
        Assert.Contains("cronjob/invoices", Reader.Read(reply.Title), StringComparison.Ordinal);
        Assert.Contains("exits with code 7", Reader.Read(reply.Title), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("autoscaler-no-request", "hpa/api", "api of deployment/api requests no cpu")]
    [InlineData("budget-never", "pdb/api", "it allows no eviction, ever: minAvailable: 2")]
    public async Task Autoscalers_and_budgets_are_asked_about_by_kind(string scenario, string target, string cause)
    {
        var reply = await AskAsync(scenario, target, "-n", "diag");
        Assert.Contains(cause, Reader.Read(reply.Title), StringComparison.Ordinal);
        Assert.DoesNotContain(Buttons(reply), button => button.Command.StartsWith("walk", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("crash-exit-1", true)]
    [InlineData("waiting-secret-key-missing", false)]
    [InlineData("pending-cpu", false)]
    public async Task Logs_are_offered_of_what_has_run(string scenario, bool offered)
    {
        var reply = await AskAsync(scenario, ScenarioTests.Target(scenario).Name, "-n", ScenarioTests.Target(scenario).Namespace!);
        Assert.Equal(offered, Buttons(reply).Any(button => button.Command.StartsWith("logs ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Service_without_ready_pods_is_explained_by_its_pods()
    {
        var reply = await AskAsync("not-ready-probe-port", "service", "inventory");
        Assert.Contains("asks for a path that is not there", Reader.Read(reply.Title), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forced_deletion_is_offered_last_and_only_when_the_node_is_not_heard_of()
    {
        var dead = Buttons(await AskAsync("terminating-node-off-statefulset", "payments-db-0"));
        Assert.Equal("delete pod payments-db-0 -n shop --force", dead[^1].Command);
        Assert.Equal(ButtonWeight.Dangerous, dead[^1].Weight);
        Assert.DoesNotContain(Buttons(await AskAsync("terminating-in-grace", "uploads-995754c54-hgwkx")), button => button.Weight == ButtonWeight.Dangerous);
        Assert.DoesNotContain(Buttons(await AskAsync("terminating-finalizer", "gateway")), button => button.Weight == ButtonWeight.Dangerous);
    }

    [Fact]
    public async Task What_could_not_be_read_is_said()
    {
        var reply = await AskAsync("pending-nodes-unread", "search-6f5b78dc48-msnxt");
        var words = reply.Parts.OfType<Bullets>().SelectMany(bullets => bullets.Items).Select(Reader.Read);
        Assert.Contains(words, line => line.Contains("nodes", StringComparison.Ordinal) && line.Contains("list", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_name_is_nothing_found_with_the_nearest_names()
    {
        var reply = await AskAsync("crash-exit-1", "chekout");
        Assert.Equal(Outcome.NothingFound, reply.Outcome);
        Assert.Contains(reply.Parts.OfType<PickList>().Single().Choices, choice => choice.Command.Contains("checkout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_static_pod_is_said_to_be_one()
    {
        var reply = await AskAsync("healthy-static-pod", "edge-proxy-node1");
        Assert.Equal(Tone.Good, reply.Tone);
        Assert.Contains(reply.Parts.OfType<Paragraph>(), part => Reader.Read(part.Text).Contains("manifest on that node", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_namespace_is_answered_cause_by_cause_worst_first()
    {
        var reply = await AskAsync("pending-claim-class-missing", "-n", "shop");
        var lines = reply.Parts.OfType<Bullets>().First().Items.Select(Reader.Read).ToList();
        Assert.Contains(lines, line => line.Contains("the StorageClass fast-ssd does not exist", StringComparison.Ordinal) && line.Contains("analytics-data", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credentials_in_a_quoted_log_line_do_not_reach_the_chat()
    {
        var objects = YamlObjects.Read(await File.ReadAllTextAsync(Path.Combine(ScenarioTests.Folder, "crash-exit-1", "objects.yaml"), TestContext.Current.CancellationToken));
        var logs = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(logs.FullName, "checkout-66f66c95c6-2ptm8.checkout.previous.log"),
                "FATAL: cannot reach postgres://app:hunter2hunter2@db:5432\n", TestContext.Current.CancellationToken);
            var reply = await AskAsync(new RecordedCluster(objects, logs.FullName), "checkout", "-n", "shop");
            var all = System.Text.Json.JsonSerializer.Serialize(reply, ReplyJson.Readable.Reply);
            Assert.Contains("cannot reach", all, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2hunter2", all, StringComparison.Ordinal);
        }
        finally
        {
            logs.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<Button> Buttons(Reply reply) => reply.Parts.OfType<Buttons>().Single().Items;

    private static Task<Reply> AskAsync(string scenario, params string[] words) => AskAsync(RecordedCluster.Of(Path.Combine(ScenarioTests.Folder, scenario)), words);

    private static Task<Reply> AskAsync(RecordedCluster cluster, params string[] words)
    {
        var command = new WhyCommand();
        var intent = new Intent("1", new AccountId("cli:ada"), null, new ConversationAddress("cli", "here"), "why", null, null, Now);
        return command.AnswerAsync(command.Syntax.Parse(words), new Asking(intent, null, cluster, null, Reader), TestContext.Current.CancellationToken);
    }
}
