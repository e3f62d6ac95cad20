using System.Text.Json;
using ChatOpsBot.DemoCluster;

namespace ChatOpsBot.Tests.CommandLine;

public sealed class AskCommandTests : IDisposable
{
    private readonly ProgramRun _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_language_that_use_chose_is_answered_in_until_another_is_asked_for()
    {
        await _program.RunAsync("ask", "use --language zh-Hans");
        Assert.Contains("简体中文", (await _program.RunAsync("ask", "use")).Out, StringComparison.Ordinal);
        Assert.Contains("Simplified Chinese", (await _program.RunAsync("ask", "--locale", "en", "use")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_exits_with_0()
    {
        var (exit, text, error) = await _program.RunAsync("ask", "pods -n shop");
        Assert.Equal(0, exit);
        Assert.Contains("NAME", text);
        Assert.Contains("CrashLoopBackOff", text);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Words_need_no_quotes_around_them()
    {
        var (exit, text, _) = await _program.RunAsync("ask", "pods", "-n", "shop");
        Assert.Equal(0, exit);
        Assert.Contains("CrashLoopBackOff", text);
    }

    [Fact]
    public async Task A_definition_in_a_file_is_checked_against_the_demo_cluster_and_nothing_is_made()
    {
        var file = _program.Write("web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: newcomer, namespace: shop}
            spec:
              replicas: 1
              selector: {matchLabels: {app: newcomer}}
              template:
                metadata: {labels: {app: newcomer}}
                spec:
                  containers:
                  - name: app
                    image: nginx
                    imagePullPolicyy: Always
                    envFrom: [{configMapRef: {name: nowhere}}]
            """);
        var (exit, text, error) = await _program.RunAsync("ask", "--as", "alice", $"check -f {file}");
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("line 13: spec.template.spec.containers[0].imagePullPolicyy", text);
        Assert.Contains("CHB501: the ConfigMap nowhere does not exist in shop", text);
        Assert.Contains("CHB952", text);

        File.WriteAllText(file, File.ReadAllText(file).Replace("imagePullPolicyy", "imagePullPolicy", StringComparison.Ordinal));
        (_, text, _) = await _program.RunAsync("ask", "--as", "alice", "check", "-f", file);
        Assert.Contains("the API server would create it", text);
    }

    [Theory]
    [InlineData("pods -n shopp", "shop")]
    [InlineData("pod nonesuch", "nonesuch")]
    [InlineData("pdos", "pods")]
    [InlineData("", "")]
    public async Task A_refusal_or_nothing_found_exits_with_1_and_names_what_is_near(string text, string named)
    {
        var (exit, answer, error) = await _program.RunAsync("ask", text);
        Assert.Equal(text.Length == 0 ? 0 : 1, exit);
        Assert.Contains(named, answer);
        Assert.DoesNotContain("   at ", answer + error);
    }

    [Fact]
    public async Task Without_people_in_the_configuration_whoever_runs_it_may_read_and_nothing_else()
    {
        await using var cluster = await DemoCluster.DemoCluster.StartAsync(new DemoClusterOptions(), TestContext.Current.CancellationToken);
        var kubeconfig = _program.Write("kubeconfig", cluster.Kubeconfig);

        var (exit, text, _) = await _program.RunAsync("ask", "pods -n shop", "--kubeconfig", kubeconfig);
        Assert.Equal(0, exit);
        Assert.Contains("CrashLoopBackOff", text);

        (exit, _, _) = await _program.RunAsync("ask", "delete pod web -n shop", "--kubeconfig", kubeconfig);
        Assert.Equal(1, exit);
        (exit, _, _) = await _program.RunAsync("ask", "pods -n shop", "--kubeconfig", kubeconfig, "--as", "somebody-else");
        Assert.Equal(1, exit);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_missing_exits_with_2_and_names_the_file()
    {
        var (exit, text, _) = await _program.RunAsync("ask", "pods", "--kubeconfig", "/nowhere/config", "--config", People());
        Assert.Equal(2, exit);
        Assert.Contains("/nowhere/config", text);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_no_yaml_exits_with_2_and_names_the_file()
    {
        var (exit, text, error) = await _program.RunAsync("ask", "pods", "--kubeconfig", _program.Write("broken.yaml", "clusters: [\n  nonsense: {"), "--config", People());
        Assert.Equal(2, exit);
        Assert.Contains("broken.yaml", text + error);
        Assert.DoesNotContain("   at ", text + error);
    }

    [Fact]
    public async Task A_kubeconfig_that_points_nowhere_exits_with_2_and_names_the_server()
    {
        var file = _program.Write("nowhere.yaml", """
            apiVersion: v1
            kind: Config
            current-context: nowhere
            clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: nobody, user: {token: x}}]
            contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
            """);
        var (exit, text, error) = await _program.RunAsync("ask", "pods", "--kubeconfig", file, "--config", People());
        Assert.Equal(2, exit);
        Assert.Contains("127.0.0.1:1", text);
        Assert.DoesNotContain("   at ", text + error);
    }

    [Fact]
    public async Task Json_is_the_neutral_reply()
    {
        var (exit, text, _) = await _program.RunAsync("ask", "pods -n shop", "--json");
        Assert.Equal(0, exit);
        using var reply = JsonDocument.Parse(text);
        Assert.Contains(reply.RootElement.GetProperty("parts").EnumerateArray(), part => part.GetProperty("part").GetString() == "table");
    }

    [Fact]
    public async Task The_locale_chooses_the_language()
    {
        var (_, text, _) = await _program.RunAsync("ask", "help", "--locale", "zh-Hans");
        Assert.Contains("机器人", text);
    }

    [Fact]
    public async Task Nobody_can_pass_for_a_person_whose_account_is_not_of_the_command_line()
    {
        var people = _program.Write("people.json", """
            { "People": { "eve": { "Accounts": [ "teams:t/o" ], "Roles": [ "Approver" ] } } }
            """);
        var (exit, text, _) = await _program.RunAsync("ask", "pods", "--as", "eve", "--config", people, "--demo");
        Assert.Equal(1, exit);
        Assert.Contains("cli:eve", text);
    }

    private string People() => _program.Write("people.json", $$"""
        { "People": { "me": { "Accounts": [ "cli:{{Environment.UserName}}" ], "Roles": [ "Reader" ] } } }
        """);
}
