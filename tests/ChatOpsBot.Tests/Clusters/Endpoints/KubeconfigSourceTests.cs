using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Endpoints;

namespace ChatOpsBot.Tests.Clusters.Endpoints;

public sealed class KubeconfigSourceTests : IDisposable
{
    private const string Good = """
        apiVersion: v1
        kind: Config
        current-context: dev
        contexts:
        - {name: dev, context: {cluster: c, user: u, namespace: shop}}
        - {name: prod, context: {cluster: c, user: nobody}}
        - {name: odd, context: {cluster: none, user: u}}
        clusters:
        - {name: c, cluster: {server: "https://api.example:6443", proxy-url: "http://proxy.example:3128", tls-server-name: kubernetes}}
        users:
        - {name: u, user: {token: t0ken}}
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_current_context_leads_to_server_and_credential()
    {
        var endpoint = (await FindAsync(Good)).Value;

        Assert.Equal(new Uri("https://api.example:6443"), endpoint.Server);
        Assert.Equal(new Uri("http://proxy.example:3128"), endpoint.Proxy);
        Assert.Equal("kubernetes", endpoint.TlsServerName);
        Assert.Equal("Bearer t0ken", await HeaderAsync(endpoint));
        Assert.Equal("token of user 'u'", endpoint.Credential.Source);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var failure = (await Source(_folder["none"]).FindAsync(TestContext.Current.CancellationToken)).Failure;

        Assert.Equal(new ClusterFailure.Misconfigured(TestCluster.Name, $"The kubeconfig {_folder["none"]} does not exist."), failure);
    }

    [Fact]
    public Task An_unknown_context_is_answered_with_the_contexts_there_are() =>
        WrongAsync(Good, "has no context 'staging'; it has: dev, odd, prod.", "staging");

    [Fact]
    public Task A_context_whose_user_is_missing_is_named() => WrongAsync(Good, "has no user 'nobody', which its context 'prod' names.", "prod");

    [Fact]
    public Task A_context_whose_cluster_is_missing_is_named() => WrongAsync(Good, "has no cluster 'none', which its context 'odd' names.", "odd");

    [Fact]
    public Task An_empty_file_is_named() => WrongAsync("", "is empty.");

    [Fact]
    public Task A_file_without_a_current_context_is_answered_with_the_contexts_there_are() =>
        WrongAsync("contexts: [{name: dev, context: {cluster: c}}]", "has no current-context; name a context (it has: dev).");

    [Theory]
    [InlineData("current-context: dev\ncontexts: [\nclusters: {]", 2)]
    [InlineData("current-context: dev\ncontexts: 7", 2)]
    [InlineData("current-context: dev\nusers: []\nclusters:\n- name: c\n  cluster: {server: x, insecure-skip-tls-verify: perhaps}", 5)]
    public async Task A_malformed_file_is_named_with_the_line(string text, int line)
    {
        var failure = Assert.IsType<ClusterFailure.Misconfigured>((await FindAsync(text)).Failure);

        Assert.StartsWith($"cannot be understood, line {line}: ", failure.Detail[$"The kubeconfig {_folder["config"]} ".Length..], StringComparison.Ordinal);
        Assert.DoesNotContain(" at ChatOpsBot.", failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server: nowhere", "token: x", "gives the cluster 'c' no usable server URL: 'nowhere'.")]
    [InlineData("{server: https://a, certificate-authority: no/such.crt}", "token: x", "gives the cluster 'c' a certificate authority that cannot be used: ")]
    [InlineData("{server: https://a, certificate-authority-data: aGVsbG8=}", "token: x", "gives the cluster 'c' a certificate authority that cannot be used: ")]
    [InlineData("{server: https://a, certificate-authority-data: '%'}", "token: x", "gives the cluster 'c' a certificate authority that cannot be used: ")]
    [InlineData("server: https://a", "client-certificate-data: aGVsbG8=", "gives the user 'u' a client certificate that cannot be used: Its key is missing.")]
    [InlineData("server: https://a", "auth-provider: {name: gcp}", "gives the user 'u' an auth-provider; kubectl dropped these in 1.26, use an exec plugin.")]
    [InlineData("server: https://a", "exec: {command: x}", "gives the user 'u' an exec plugin without an apiVersion.")]
    [InlineData("server: https://a", "exec: {apiVersion: v1}", "gives the user 'u' an exec plugin without a command.")]
    [InlineData(
        "server: https://a", "exec: {apiVersion: v1, command: x, interactiveMode: Always}",
        "gives the user 'u' an exec plugin that must ask a person, and a bot has none to ask.")]
    public Task A_part_that_cannot_be_used_is_named(string cluster, string user, string detail) => WrongAsync(Config(cluster, user), detail);

    [Fact]
    public async Task Paths_are_relative_to_the_file()
    {
        using var authority = TestCertificates.Authority();
        using var client = TestCertificates.Issue(authority, "CN=ada");
        _folder.Write("ca.crt", authority.ExportCertificatePem());
        _folder.Write("ada.crt", client.ExportCertificatePem());
        _folder.Write("ada.key", client.Key());
        _folder.Write("token", "from-file");

        var endpoint = (await FindAsync(Config(
            "{server: https://a, certificate-authority: ca.crt}", "{client-certificate: ada.crt, client-key: ada.key, tokenFile: token, token: stale}"))).Value;

        Assert.Equal("Bearer from-file", await HeaderAsync(endpoint));
        Assert.Equal("CN=ada", endpoint.Credential.Certificate!.Subject);
    }

    [Fact]
    public async Task A_renewed_client_certificate_is_read_again()
    {
        using var authority = TestCertificates.Authority();
        using var old = TestCertificates.Issue(authority, "CN=old");
        using var renewed = TestCertificates.Issue(authority, "CN=renewed");
        _folder.Write("crt", old.ExportCertificatePem());
        _folder.Write("key", old.Key());
        var endpoint = (await FindAsync(Config("server: https://a", "{client-certificate: crt, client-key: key}"))).Value;
        await HeaderAsync(endpoint);
        Assert.Equal("CN=old", endpoint.Credential.Certificate!.Subject);

        File.SetLastWriteTimeUtc(_folder.Write("crt", renewed.ExportCertificatePem()), DateTime.UnixEpoch.AddDays(1));
        _folder.Write("key", renewed.Key());
        await HeaderAsync(endpoint);

        Assert.Equal("CN=renewed", endpoint.Credential.Certificate!.Subject);
    }

    [Fact]
    public async Task A_name_and_a_password_sign_in()
    {
        var endpoint = (await FindAsync(Config("server: https://a", "{username: ada, password: secret}"))).Value;

        Assert.Equal("Basic YWRhOnNlY3JldA==", await HeaderAsync(endpoint));
    }

    [Fact]
    public async Task A_rewritten_file_is_noticed_and_the_next_call_goes_to_the_new_server()
    {
        await using var first = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}"""));
        await using var second = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v2"}"""));
        var file = _folder.Write("config", Config($"server: {first.Address}", "token: x"));
        using var cluster = new TestCluster(Source(file));
        Assert.Equal("v1", (await cluster.Reader.GetVersionAsync(TestContext.Current.CancellationToken)).Value);

        File.SetLastWriteTimeUtc(_folder.Write("config", Config($"server: {second.Address}", "token: x")), DateTime.UnixEpoch.AddDays(1));

        Assert.Equal("v2", (await cluster.Reader.GetVersionAsync(TestContext.Current.CancellationToken)).Value);
    }

    private static string Config(string cluster, string user) => $"""
        current-context: x
        contexts:
        - name: x
          context:
            cluster: c
            user: u
        clusters:
        - name: c
          cluster:
            {cluster}
        users:
        - name: u
          user:
            {user}
        """;

    private static async Task<string> HeaderAsync(ClusterEndpoint endpoint) =>
        (await endpoint.Credential.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken))?.ToString() ?? "";

    private static KubeconfigSource Source(string file, string? context = null) =>
        new(TestCluster.Name, file, context, new(TimeProvider.System, TimeSpan.FromSeconds(10)));

    private Task<ClusterResult<ClusterEndpoint>> FindAsync(string text, string? context = null) =>
        Source(_folder.Write("config", text), context).FindAsync(TestContext.Current.CancellationToken);

    private async Task WrongAsync(string text, string detail, string? context = null)
    {
        var failure = Assert.IsType<ClusterFailure.Misconfigured>((await FindAsync(text, context)).Failure);
        Assert.StartsWith($"The kubeconfig {_folder["config"]} {detail}", failure.Detail, StringComparison.Ordinal);
    }
}
