using System.Net;
using System.Net.Http.Json;
using System.Web;
using Azure.Core.Pipeline;
using Azure.Identity;
using ChatOpsBot.Host.Azure;
using ChatOpsBot.Tests.Channels.Teams;

namespace ChatOpsBot.Tests.Azure;

public sealed class AzureCredentialsTests
{
    [Fact]
    public void Every_kind_becomes_the_credential_of_its_name()
    {
        var options = new AzureCredentialOptions { TenantId = "tenant", ClientId = "client", ClientSecret = "secret" };

        options.Kind = AzureCredentialKind.ClientSecret;
        Assert.IsType<ClientSecretCredential>(AzureCredentials.Create(options));
        options.Kind = AzureCredentialKind.ManagedIdentity;
        Assert.IsType<ManagedIdentityCredential>(AzureCredentials.Create(options));
        options.Kind = AzureCredentialKind.WorkloadIdentity;
        Assert.IsType<WorkloadIdentityCredential>(AzureCredentials.Create(options));
        options.Kind = AzureCredentialKind.Default;
        Assert.IsType<DefaultAzureCredential>(AzureCredentials.Create(options));
    }

    [Fact]
    public async Task A_managed_identity_signs_in_for_the_application_that_trusts_it()
    {
        using var certificate = new LoopbackCertificate();
        await using var entra = await EntraStandIn.StartAsync(certificate);
        using var machine = new Machine(certificate.Trusting());
        using var transport = new HttpClientTransport(machine);
        var credential = AzureCredentials.Create(
            new()
            {
                Kind = AzureCredentialKind.FederatedManagedIdentity,
                TenantId = TeamsHost.Tenant,
                ClientId = TeamsHost.AppId,
                ManagedIdentityClientId = "the-identity",
                AuthorityHost = entra.Url,
                DisableInstanceDiscovery = true,
            },
            transport);

        var token = await credential.GetTokenAsync(new(["https://api.botframework.com/.default"]), TestContext.Current.CancellationToken);

        Assert.Equal("token-1", token.Token);
        var (path, form) = Assert.Single(entra.Asked);
        Assert.Equal($"/{TeamsHost.Tenant}/oauth2/v2.0/token", path);
        Assert.Equal((TeamsHost.AppId, "the-machines-token"), (form["client_id"].ToString(), form["client_assertion"].ToString()));
        Assert.Equal(("api://AzureADTokenExchange", "the-identity"), machine.AskedFor);
    }

    [Fact]
    public void An_application_that_trusts_a_managed_identity_needs_both_named() => Assert.Equal(
        [
            "Teams:Azure:TenantId is missing; FederatedManagedIdentity needs the directory id.",
            "Teams:Azure:ClientId is missing; FederatedManagedIdentity needs the application id.",
            "Teams:Azure:ManagedIdentityClientId is missing; an application can trust user-assigned managed identities only.",
            "Teams:Azure:TokenExchangeAudience must be a URI such as api://AzureADTokenExchange, and is ''.",
        ],
        new AzureCredentialOptions { Kind = AzureCredentialKind.FederatedManagedIdentity, TokenExchangeAudience = "" }.Problems("Teams:Azure"));

    [Fact]
    public void Every_problem_of_the_options_is_named_at_once()
    {
        var options = new AzureCredentialOptions
        {
            Kind = AzureCredentialKind.ClientCertificate,
            CertificatePath = "/no/such/file.pem",
            AuthorityHost = new Uri("http://login.example"),
        };

        Assert.Equal(
            [
                "Clusters:aks:Azure:TenantId is missing; ClientCertificate needs the directory id.",
                "Clusters:aks:Azure:ClientId is missing; ClientCertificate needs the application id.",
                "Clusters:aks:Azure:CertificatePath names a file that does not exist: /no/such/file.pem",
                "Clusters:aks:Azure:AuthorityHost must be an https URL, and is 'http://login.example/'.",
            ],
            options.Problems("Clusters:aks:Azure"));
    }

    [Fact]
    public void The_default_identity_needs_no_settings() => Assert.Empty(new AzureCredentialOptions().Problems("Teams:Azure"));

    /// <summary>A virtual machine with its metadata service, which is reachable at this address only.</summary>
    private sealed class Machine(HttpMessageHandler network) : DelegatingHandler(network)
    {
        public (string? Resource, string? ClientId) AskedFor { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host != "169.254.169.254") return base.SendAsync(request, cancellationToken);
            if (request.RequestUri.AbsolutePath != "/metadata/identity/oauth2/token") return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
            var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
            AskedFor = (query["resource"], query["client_id"]);
            return Task.FromResult(new HttpResponseMessage
            {
                Content = JsonContent.Create(new { access_token = "the-machines-token", token_type = "Bearer", expires_in = "3600", expires_on = "4102444800", resource = query["resource"] }),
            });
        }
    }
}
