using Azure;
using Azure.Core;
using Azure.Identity;

namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>Signs in to AKS with an Entra identity: a token for the AKS server application, which is the same in every tenant.
/// Source: https://learn.microsoft.com/azure/aks/kubelogin-authentication</summary>
internal sealed class TokenCredentialProvider(TokenCredential credential, string source, TimeProvider time, TimeSpan deadline)
    : RenewableCredential(time, deadline)
{
    internal const string Scope = "6dae42f8-4368-4678-94ff-3960e28e3630/.default";
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    public override string Source => source;

    protected override async Task<Held> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([Scope]), cancellationToken);
            return new(new("Bearer", token.Token), null, token.RefreshOn ?? token.ExpiresOn - Early);
        }
        catch (Exception e) when (e is AuthenticationFailedException or RequestFailedException)
        {
            throw new SignInException($"The {source} gave no token: {Excerpt.Of(Words(e))}", e);
        }
    }

    // Entra's own sentence begins with its code, and stands somewhere inside what Azure.Identity and MSAL say about every failure.
    private static string Words(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e.Message.IndexOf("AADSTS", StringComparison.Ordinal) is var at and >= 0) return e.Message[at..];
        }
        return failure.Message;
    }
}
