using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Host.Clusters.Failures;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Registries;

/// <summary>Asks the registries of the configuration, and no other host: whoever may create a pod, or ask for a check, chooses the names of
/// images, and a bot that followed them would call addresses of their choice from its own place in the network
/// (server-side request forgery, https://owasp.org/www-community/attacks/Server_Side_Request_Forgery).</summary>
internal sealed partial class ImageRegistries(IOptions<RegistriesOptions> options, IHttpClientFactory http, TimeProvider time, ILogger<ImageRegistries> log) : IImageRegistry
{
    /// <summary>The name of its HTTP client.</summary>
    public const string HttpName = "registries";

    /// <summary>What one question may take, tokens and tags included.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    /// <summary>How long an answer is taken for current.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly RecentAnswers<ImageReference> _recent = new(Fresh, time);
    private readonly RecentAnswers<string> _silent = new(TimeSpan.FromSeconds(30), time);

    public async Task<RegistryAnswer?> AskAsync(ImageReference image, CancellationToken cancellationToken)
    {
        if (options.Value.Find(image.Registry) is not { } registry) return null;
        // Nobody waits for one connection after the other to a registry that does not answer.
        if ((_silent.Find(registry.Host) ?? _recent.Find(image)) is { } known) return known;
        var started = time.GetTimestamp();
        var answer = await FreshAsync(registry, image, cancellationToken);
        LogAnswer(registry.Host, image.Repository, image.Reference, answer.GetType().Name, time.GetElapsedTime(started).TotalMilliseconds);
        return answer;
    }

    private async Task<RegistryAnswer> FreshAsync(RegistryOptions registry, ImageReference image, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var client = http.CreateClient(HttpName);
            var answer = await new ImageInquiry(client, registry, image).AskAsync(either.Token);
            _recent.Keep(image, answer);
            return answer;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (limit.IsCancellationRequested ? $"no answer within {Deadline.TotalSeconds} s" : Reason(e, registry)) is { } reason)
        {
            var silent = new RegistryAnswer.Unreachable(reason);
            _silent.Keep(registry.Host, silent);
            return silent;
        }
    }

    // The handler's ConnectTimeout arrives as a cancellation with the reason inside.
    private static string? Reason(Exception exception, RegistryOptions registry) =>
        TransportFailures.Of(exception is OperationCanceledException { InnerException: TimeoutException timeout } ? timeout : exception, registry.Host, "account", expired: false) switch
        {
            ClusterFailure.Unreachable unreachable => unreachable.Detail,
            null => null,
            var other => other.GetType().Name,
        };

    [LoggerMessage(1, LogLevel.Debug, "{Registry} about {Repository} {Reference}: {Outcome} after {Milliseconds:0} ms")]
    private partial void LogAnswer(string registry, string repository, string reference, string outcome, double milliseconds);
}
