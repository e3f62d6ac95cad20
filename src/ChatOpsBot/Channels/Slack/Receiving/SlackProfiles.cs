using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack.Api;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>A user's name, language and zone.</summary>
internal sealed record SlackProfile(string? Name, string? Locale, string? TimeZone)
{
    /// <summary>Nothing is known.</summary>
    public static SlackProfile Unknown { get; } = new(null, null, null);

    /// <summary>The user as a reader at a moment.</summary>
    public Reader Reader(DateTimeOffset now) => new(Core.Texts.Locale.From(Locale),
        TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc, now);
}

/// <summary>What events do not say of their senders: asked once an hour. An answer that takes too long is not waited for, because Slack
/// waits three seconds for the acknowledgement. https://docs.slack.dev/reference/methods/users.info</summary>
internal sealed partial class SlackProfiles(SlackApi api, TimeProvider time, ILogger<SlackProfiles> logger)
{
    /// <summary>How old a profile may be.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>How long somebody's message waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Failed = TimeSpan.FromMinutes(1);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, SlackProfile Profile)> _known = new(StringComparer.Ordinal);

    /// <summary>The profile, as far as it is known in time.</summary>
    public async Task<SlackProfile> FindAsync(string user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(user, out var known) && now < known.Until) return known.Profile;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        SlackResult result;
        try
        {
            result = await api.CallAsync("users.info", new JsonObject { ["user"] = user, ["include_locale"] = "true" }, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            result = new SlackResult.Unreachable($"no answer within {Patience.TotalSeconds} s", MayBeDone: false);
        }
        if (_known.Count >= Most) _known.Clear();
        if (result is not SlackResult.Ok { Body: var body })
        {
            LogUnknown(user, result.Line);
            var old = known.Profile ?? SlackProfile.Unknown;
            _known[user] = (now + Failed, old);
            return old;
        }
        var found = body.Object("user");
        var profile = new SlackProfile(
            found.Object("profile").Text("display_name") ?? found.Text("real_name") ?? found.Text("name"), found.Text("locale"), found.Text("tz"));
        _known[user] = (now + Fresh, profile);
        return profile;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No name, language and time zone of {User}: {Why}")]
    private partial void LogUnknown(string user, string why);
}
