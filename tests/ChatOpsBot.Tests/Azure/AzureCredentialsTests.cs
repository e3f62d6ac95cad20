using Azure.Identity;
using ChatOpsBot.Host.Azure;

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
}
