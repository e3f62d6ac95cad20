using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Credentials;
using ChatOpsBot.Host.Clusters.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Clusters.Credentials;

public sealed class ExecPluginTests : IDisposable
{
    private const string Version = "client.authentication.k8s.io/v1";
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    private int Runs => File.Exists(_folder["runs"]) ? File.ReadAllLines(_folder["runs"]).Length : 0;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Many_calls_at_once_run_the_plugin_once()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}"""));
        using var cluster = new TestCluster(server.Address, credential: Plugin(Printing("one", null)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.AskAsync()));

        Assert.All(answers, Assert.Null);
        Assert.Equal(20, server.Requests.Count(request => request.Headers.Authorization == "Bearer one"));
        Assert.Equal(1, Runs);
    }

    [Fact]
    public async Task An_expired_credential_is_fetched_again()
    {
        var plugin = Plugin(Printing("short", _clock.GetUtcNow().AddMinutes(10)));

        await plugin.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMinutes(9));
        await plugin.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, Runs);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await plugin.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, Runs);
    }

    [Fact]
    public async Task A_refused_credential_is_fetched_again_once_and_the_call_repeated()
    {
        await using var server = await StubApiServer.StartAsync(context => context.Request.Headers.Authorization == "Bearer token-2"
            ? StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}""")
            : StubApiServer.StatusAsync(context, 401, "Unauthorized", "Unauthorized"));
        using var cluster = new TestCluster(server.Address, credential: Plugin("printf '" + Credential("token-%s", null) + "' $(wc -l < runs | tr -d ' ')"));

        Assert.Null(await cluster.AskAsync());
        Assert.Equal(["Bearer token-1", "Bearer token-2"], server.Requests.Select(request => request.Headers.Authorization.ToString()));
    }

    [Fact]
    public async Task A_credential_that_stays_refused_is_asked_for_twice_and_no_more()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(context, 401, "Unauthorized", "Unauthorized"));
        using var cluster = new TestCluster(server.Address, credential: Plugin(Printing("bad", null)));

        var rejected = Assert.IsType<ClusterFailure.CredentialRejected>(await cluster.AskAsync());

        Assert.Equal("The server answers 401 to the exec plugin /bin/sh: Unauthorized", rejected.Detail);
        Assert.Equal(2, Runs);
    }

    [Theory]
    [InlineData("echo 'az login has expired' >&2; exit 3", "The exec plugin /bin/sh ended with exit code 3: az login has expired")]
    [InlineData("echo hello", "The exec plugin /bin/sh printed no ExecCredential: ")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","status":{}}'""", "The exec plugin /bin/sh printed neither a token nor a certificate")]
    [InlineData(
        """echo '{"apiVersion":"client.authentication.k8s.io/v1alpha1","status":{"token":"x"}}'""",
        "The exec plugin /bin/sh answers in client.authentication.k8s.io/v1alpha1, and the kubeconfig asks for client.authentication.k8s.io/v1")]
    public async Task A_plugin_that_fails_is_named_with_its_words(string script, string detail)
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, "{}"));
        using var cluster = new TestCluster(server.Address, credential: Plugin(script));

        var rejected = Assert.IsType<ClusterFailure.CredentialRejected>(await cluster.AskAsync());

        Assert.StartsWith(detail, rejected.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_plugin_that_is_not_installed_is_named_with_the_hint_of_the_kubeconfig()
    {
        var exec = new KubeconfigExec { ApiVersion = Version, Command = "no-such-plugin-here", InstallHint = "Install it from the wiki." };
        using var cluster = new TestCluster(new Uri("http://127.0.0.1:9"), credential: new ExecPlugin(exec, null, _clock, TimeSpan.FromSeconds(10)));

        var rejected = Assert.IsType<ClusterFailure.CredentialRejected>(await cluster.AskAsync());

        Assert.StartsWith("The exec plugin no-such-plugin-here cannot be started: ", rejected.Detail, StringComparison.Ordinal);
        Assert.EndsWith("Install it from the wiki.", rejected.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_hangs_is_killed_at_its_deadline()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A named pipe tells that the plugin runs.");
        var plugin = Plugin("mkfifo pipe; echo $$ > p; mv p pid; cat pipe");
        using var cluster = new TestCluster(new Uri("http://127.0.0.1:9"), credential: plugin);
        using var watcher = new FileSystemWatcher(_folder.Path) { EnableRaisingEvents = true };
        var started = new TaskCompletionSource();
        watcher.Renamed += (_, e) =>
        {
            if (e.Name == "pid") started.TrySetResult();
        };

        var asked = cluster.AskAsync();
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var process = Process.GetProcessById(int.Parse(
            await File.ReadAllTextAsync(_folder["pid"], TestContext.Current.CancellationToken), CultureInfo.InvariantCulture));
        _clock.Advance(TimeSpan.FromSeconds(11));

        var rejected = Assert.IsType<ClusterFailure.CredentialRejected>(await asked);
        Assert.Equal("The exec plugin /bin/sh gave no credential within 10 s.", rejected.Detail);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_plugin_that_prints_a_certificate_signs_in_with_it()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Issue(authority, "CN=api", null, "127.0.0.1");
        using var client = TestCertificates.Issue(authority, "CN=from the plugin");
        _folder.Write("credential.json", new JsonObject
        {
            ["apiVersion"] = Version,
            ["status"] = new JsonObject { ["clientCertificateData"] = client.ExportCertificatePem(), ["clientKeyData"] = client.Key() },
        }.ToJsonString());
        await using var server = await StubApiServer.StartTlsAsync(
            context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}"""), certificate, https =>
            {
                https.ClientCertificateMode = Microsoft.AspNetCore.Server.Kestrel.Https.ClientCertificateMode.RequireCertificate;
                https.AllowAnyClientCertificate();
            });
        using var cluster = new TestCluster(
            server.Address, trust: ServerTrust.Pem(authority.ExportCertificatePem()), credential: Plugin("cat credential.json"));

        Assert.Null(await cluster.AskAsync());
        Assert.Equal("CN=from the plugin", Assert.Single(server.Requests).ClientCertificate!.Subject);
    }

    [Fact]
    public async Task The_plugin_is_told_its_version_and_the_cluster_and_that_nobody_can_be_asked()
    {
        var plugin = Plugin("printf '%s' \"$KUBERNETES_EXEC_INFO\" > info; printf '" + Credential("t", null) + "'", new JsonObject { ["server"] = "https://api.example" });

        await plugin.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false,"cluster":{"server":"https://api.example"}}}"""),
            JsonNode.Parse(await File.ReadAllTextAsync(_folder["info"], TestContext.Current.CancellationToken))));
    }

    private ExecPlugin Plugin(string script, JsonObject? cluster = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The plugin is a shell script.");
        var exec = new KubeconfigExec
        {
            ApiVersion = Version,
            Command = "/bin/sh",
            Args = ["-c", $"cd '{_folder.Path}'; echo run >> runs; {script}"],
        };
        return new(exec, cluster, _clock, TimeSpan.FromSeconds(10));
    }

    private static string Printing(string token, DateTimeOffset? expires) => $"echo '{Credential(token, expires)}'";

    private static string Credential(string token, DateTimeOffset? expires)
    {
        var status = new JsonObject { ["token"] = token };
        if (expires is { } at) status["expirationTimestamp"] = at.ToString("o", CultureInfo.InvariantCulture);
        return new JsonObject { ["apiVersion"] = Version, ["kind"] = "ExecCredential", ["status"] = status }.ToJsonString();
    }
}
