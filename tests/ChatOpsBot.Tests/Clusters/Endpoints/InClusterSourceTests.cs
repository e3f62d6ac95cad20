using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Endpoints;

namespace ChatOpsBot.Tests.Clusters.Endpoints;

public sealed class InClusterSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_service_account_of_the_pod_signs_in_and_its_authority_is_trusted()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Issue(authority, "CN=kubernetes", null, "127.0.0.1");
        await using var server = await StubApiServer.StartTlsAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}"""), certificate);
        _folder.Write("ca.crt", authority.ExportCertificatePem());
        _folder.Write("token", "projected");
        using var cluster = new TestCluster(Source(new()
        {
            ["KUBERNETES_SERVICE_HOST"] = server.Address.Host,
            ["KUBERNETES_SERVICE_PORT"] = $"{server.Address.Port}",
        }));

        Assert.Null(await cluster.AskAsync());
        Assert.Equal("Bearer projected", Assert.Single(server.Requests).Headers.Authorization);
    }

    [Fact]
    public async Task Outside_a_pod_it_says_so()
    {
        using var cluster = new TestCluster(Source([]));

        Assert.Equal(
            new ClusterFailure.Misconfigured(
                TestCluster.Name, "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set: this process runs in no pod."),
            await cluster.AskAsync());
    }

    [Fact]
    public async Task A_pod_without_a_mounted_service_account_is_told_where_it_was_looked_for()
    {
        using var cluster = new TestCluster(Source(new() { ["KUBERNETES_SERVICE_HOST"] = "fd00::1", ["KUBERNETES_SERVICE_PORT"] = "443" }));

        var failure = Assert.IsType<ClusterFailure.Misconfigured>(await cluster.AskAsync());

        Assert.StartsWith($"The service account in {_folder.Path} cannot be used: ", failure.Detail, StringComparison.Ordinal);
    }

    private InClusterSource Source(Dictionary<string, string> environment) =>
        new(TestCluster.Name, _folder.Path, name => environment.GetValueOrDefault(name), TimeProvider.System, TimeSpan.FromSeconds(10));
}
