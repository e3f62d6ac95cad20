using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Azure;
using ChatOpsBot.Host.Clusters.Credentials;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Clusters.Credentials;

/// <summary>Azure.Identity over real HTTPS, with a stand-in for the token endpoint.</summary>
public sealed class TokenCredentialProviderTests
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";

    [Fact]
    public async Task A_token_of_the_tenant_opens_the_cluster_and_is_used_again()
    {
        await using var entra = await Entra.StartAsync(lifetime: 3600);
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}"""));
        using var cluster = new TestCluster(server.Address, credential: entra.Provider("s3cret"));

        for (var i = 0; i < 3; i++) Assert.Null(await cluster.AskAsync());

        Assert.All(server.Requests, request => Assert.Equal("Bearer entra-1", request.Headers.Authorization));
        var asked = Assert.Single(entra.TokenRequests);
        Assert.Contains("scope=6dae42f8-4368-4678-94ff-3960e28e3630%2F.default", asked.Body, StringComparison.Ordinal);
        Assert.Contains("client_id=the-bot", asked.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_about_to_expire_is_replaced()
    {
        await using var entra = await Entra.StartAsync(lifetime: 200);
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}"""));
        using var cluster = new TestCluster(server.Address, credential: entra.Provider("s3cret"));

        Assert.Null(await cluster.AskAsync());
        Assert.Null(await cluster.AskAsync());

        Assert.Equal(["Bearer entra-1", "Bearer entra-2"], server.Requests.Select(request => request.Headers.Authorization.ToString()));
    }

    [Fact]
    public async Task A_refused_secret_is_told_in_Entras_words()
    {
        await using var entra = await Entra.StartAsync(lifetime: 3600);
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, "{}"));
        using var cluster = new TestCluster(server.Address, credential: entra.Provider("wrong"));

        var rejected = Assert.IsType<ClusterFailure.CredentialRejected>(await cluster.AskAsync());

        Assert.StartsWith("The Entra identity gave no token: AADSTS7000215: Invalid client secret provided.", rejected.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", rejected.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_token_is_kept_until_five_minutes_before_its_end_or_until_Azure_says_to_refresh_it()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var credential = new Counting(clock);
        var provider = new TokenCredentialProvider(credential, "Entra identity", clock, TimeSpan.FromSeconds(10));

        await provider.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMinutes(54));
        await provider.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, credential.Asked);

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("2", (await provider.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken)).Parameter);
    }

    private sealed class Counting(TimeProvider clock) : TokenCredential
    {
        public int Asked { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Assert.Equal(["6dae42f8-4368-4678-94ff-3960e28e3630/.default"], requestContext.Scopes);
            return new(new AccessToken($"{++Asked}", clock.GetUtcNow().AddHours(1)));
        }
    }

    private sealed class Entra : IAsyncDisposable
    {
        private readonly X509Certificate2 _certificate = TestCertificates.Issue(TestCertificates.Authority(), "CN=entra", null, "127.0.0.1");
        private StubApiServer _server = null!;
        private int _issued;

        public IEnumerable<Recorded> TokenRequests => _server.Requests.Where(request => request.Method == "POST");

        public static async Task<Entra> StartAsync(int lifetime)
        {
            var entra = new Entra();
            entra._server = await StubApiServer.StartTlsAsync(context => entra.AnswerAsync(context, lifetime), entra._certificate);
            return entra;
        }

        public TokenCredentialProvider Provider(string secret)
        {
            var options = new AzureCredentialOptions
            {
                Kind = AzureCredentialKind.ClientSecret,
                TenantId = Tenant,
                ClientId = "the-bot",
                ClientSecret = secret,
                AuthorityHost = _server.Address,
                DisableInstanceDiscovery = true,
            };
            var transport = new HttpClientTransport(new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.RawDataMemory.Span.SequenceEqual(_certificate.RawDataMemory.Span),
            });
            return new(AzureCredentials.Create(options, transport), "Entra identity", TimeProvider.System, TimeSpan.FromSeconds(30));
        }

        public async ValueTask DisposeAsync()
        {
            await _server.DisposeAsync();
            _certificate.Dispose();
        }

        private Task AnswerAsync(HttpContext context, int lifetime)
        {
            var root = $"{_server.Address.GetLeftPart(UriPartial.Authority)}/{Tenant}";
            if (context.Request.Method == "GET")
            {
                return StubApiServer.JsonAsync(context, $$"""
                    {"token_endpoint":"{{root}}/oauth2/v2.0/token","authorization_endpoint":"{{root}}/oauth2/v2.0/authorize","issuer":"{{root}}/v2.0"}
                    """);
            }
            return _server.Requests.Last().Body.Contains("client_secret=s3cret", StringComparison.Ordinal)
                ? StubApiServer.JsonAsync(context, $$"""{"token_type":"Bearer","expires_in":{{lifetime}},"access_token":"entra-{{Interlocked.Increment(ref _issued)}}"}""")
                : StubApiServer.JsonAsync(context, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""", 401);
        }
    }
}
