using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Credentials;
using ChatOpsBot.Host.Clusters.Endpoints;
using ChatOpsBot.Host.Clusters.Failures;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ChatOpsBot.Tests.Clusters.Failures;

public sealed class TransportFailuresTests
{
    private const string Version = """{"gitVersion":"v1.34.4"}""";

    [Fact]
    public async Task A_refused_connection_is_unreachable()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var cluster = new TestCluster(new Uri($"https://127.0.0.1:{port}"));

        Assert.Equal(
            new ClusterFailure.Unreachable($"https://127.0.0.1:{port}", "Nothing listens there (connection refused)."), await cluster.AskAsync());
    }

    [Fact]
    public async Task An_unknown_host_is_unreachable()
    {
        using var cluster = new TestCluster(new Uri("http://no-such-host.invalid"));

        var unreachable = Assert.IsType<ClusterFailure.Unreachable>(await cluster.AskAsync());

        Assert.Equal("http://no-such-host.invalid", unreachable.Server);
        Assert.Equal("Its name cannot be resolved.", unreachable.Detail);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_the_answer_is_unreachable()
    {
        await using var server = await StubApiServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("{"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        });
        using var cluster = new TestCluster(server.Address);

        Assert.IsType<ClusterFailure.Unreachable>(await cluster.AskAsync());
    }

    [Fact]
    public async Task Plain_HTTP_where_TLS_is_expected_is_unreachable()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, Version));
        using var cluster = new TestCluster(new UriBuilder(server.Address) { Scheme = "https" }.Uri);

        var unreachable = Assert.IsType<ClusterFailure.Unreachable>(await cluster.AskAsync());

        Assert.StartsWith("No TLS connection: ", unreachable.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_the_configured_authority_is_taken_and_HTTP_2_spoken()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Issue(authority, "CN=api", null, "127.0.0.1");
        var protocol = "";
        await using var server = await StubApiServer.StartTlsAsync(
            context =>
            {
                protocol = context.Request.Protocol;
                return StubApiServer.JsonAsync(context, Version);
            },
            certificate);
        using var cluster = new TestCluster(server.Address, trust: ServerTrust.Pem(authority.ExportCertificatePem()));

        Assert.Null(await cluster.AskAsync());
        Assert.Equal("HTTP/2", protocol);
    }

    [Fact]
    public async Task An_expired_certificate_is_rejected_with_its_dates()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Issue(authority, "CN=api", TimeSpan.FromDays(-3), "127.0.0.1");
        var detail = await RejectedAsync(certificate, authority);

        Assert.StartsWith("The certificate CN=api is valid from ", detail, StringComparison.Ordinal);
        Assert.EndsWith($" to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC, and not now.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_rejected()
    {
        using var authority = TestCertificates.Authority();
        using var other = TestCertificates.Authority("CN=somebody else");
        using var certificate = TestCertificates.Issue(other, "CN=api", null, "127.0.0.1");

        Assert.Equal("The certificate is signed by an unknown authority (CN=somebody else).", await RejectedAsync(certificate, authority));
        Assert.Equal("The certificate is signed by an unknown authority (CN=somebody else).", await RejectedAsync(certificate, null));
    }

    // KubernetesClient's own check takes this certificate.
    [Fact]
    public async Task A_certificate_for_another_name_is_rejected_with_the_names_it_has()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Issue(authority, "CN=api", null, "api.example", "10.0.0.1");

        Assert.Equal("The certificate is for another name (api.example, 10.0.0.1).", await RejectedAsync(certificate, authority));
    }

    [Fact]
    public async Task A_certificate_for_the_configured_tls_server_name_is_taken()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Issue(authority, "CN=api", null, "api.example");
        await using var server = await StubApiServer.StartTlsAsync(context => StubApiServer.JsonAsync(context, Version), certificate);
        using var cluster = new TestCluster(server.Address, trust: ServerTrust.Pem(authority.ExportCertificatePem()), tlsServerName: "api.example");

        Assert.Null(await cluster.AskAsync());
    }

    [Fact]
    public async Task Any_certificate_is_taken_when_the_kubeconfig_says_so()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Issue(authority, "CN=api", TimeSpan.FromDays(-3), "api.example");
        await using var server = await StubApiServer.StartTlsAsync(context => StubApiServer.JsonAsync(context, Version), certificate);
        using var cluster = new TestCluster(server.Address, trust: ServerTrust.Anything);

        Assert.Null(await cluster.AskAsync());
    }

    [Fact]
    public async Task A_client_certificate_signs_in()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Issue(authority, "CN=api", null, "127.0.0.1");
        using var client = TestCertificates.Issue(authority, "CN=ada");
        await using var server = await RequiringAsync(certificate, shown => shown.Subject == "CN=ada");
        using var cluster = new TestCluster(
            server.Address, trust: ServerTrust.Pem(authority.ExportCertificatePem()),
            credential: new CertificateAndHeader("client certificate of user 'ada'", client, FixedCredential.None));

        Assert.Null(await cluster.AskAsync());
        Assert.Equal("CN=ada", Assert.Single(server.Requests).ClientCertificate!.Subject);
    }

    [Fact]
    public async Task A_connection_that_ends_where_an_expired_client_certificate_was_shown_is_about_the_certificate()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Issue(authority, "CN=api", null, "127.0.0.1");
        using var client = TestCertificates.Issue(authority, "CN=ada", TimeSpan.FromDays(-3));
        await using var server = await RequiringAsync(certificate, _ => false);
        using var cluster = new TestCluster(
            server.Address, trust: ServerTrust.Pem(authority.ExportCertificatePem()),
            credential: new CertificateAndHeader("client certificate of user 'ada'", client, FixedCredential.None));

        var rejected = Assert.IsType<ClusterFailure.CredentialRejected>(await cluster.AskAsync());

        Assert.Contains(
            $"the client certificate of user 'ada', whose certificate expired at {client.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC", rejected.Detail, StringComparison.Ordinal);
    }

    // How a server's hanging up looks depends on what this side was doing at that moment.
    [Theory]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData(SocketError.ConnectionAborted)]
    [InlineData(SocketError.Shutdown)]
    public void A_connection_that_breaks_in_any_way_after_an_expired_client_certificate_was_shown_is_about_the_certificate(SocketError error)
    {
        var broken = new HttpRequestException("No.", new IOException("No.", new SocketException((int)error)));

        Assert.IsType<ClusterFailure.CredentialRejected>(TransportFailures.Of(broken, "https://api", "certificate", expired: true));
        Assert.IsType<ClusterFailure.Unreachable>(TransportFailures.Of(broken, "https://api", "certificate", expired: false));
    }

    private static Task<StubApiServer> RequiringAsync(X509Certificate2 certificate, Func<X509Certificate2, bool> accepts) =>
        StubApiServer.StartTlsAsync(context => StubApiServer.JsonAsync(context, Version), certificate, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (shown, _, _) => accepts(shown);
        });

    private static async Task<string> RejectedAsync(X509Certificate2 certificate, X509Certificate2? authority)
    {
        await using var server = await StubApiServer.StartTlsAsync(context => StubApiServer.JsonAsync(context, Version), certificate);
        using var cluster = new TestCluster(server.Address, trust: authority is null ? null : ServerTrust.Pem(authority.ExportCertificatePem()));
        var rejected = Assert.IsType<ClusterFailure.CertificateRejected>(await cluster.AskAsync());
        Assert.Equal(server.Address.GetLeftPart(UriPartial.Authority), rejected.Server);
        Assert.Empty(server.Requests);
        return rejected.Detail;
    }
}
