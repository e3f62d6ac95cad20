namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>A token in a file that someone else keeps fresh, as the kubelet does for a service account. Read again after
/// ten seconds, as client-go does.</summary>
internal sealed class TokenFile(string path, TimeProvider time, TimeSpan deadline) : RenewableCredential(time, deadline)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _time = time;

    public override string Source => $"token file {path}";

    protected override async Task<Held> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            if (token.Length == 0 || !token.All(char.IsAscii) || token.Any(char.IsWhiteSpace))
                throw new SignInException($"The token file {path} holds no token.");
            return new(new("Bearer", token), null, _time.GetUtcNow() + ReadEvery);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SignInException($"The token file {path} cannot be read: {Excerpt.Of(e.Message)}", e);
        }
    }
}
