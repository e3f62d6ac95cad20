using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Slack.Receiving;
using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>A request as Slack sends it, or almost.</summary>
/// <param name="Path">Which of the bot's three URLs it is for; Bolt has one for all.</param>
/// <param name="Body">Its body.</param>
/// <param name="Type">Its media type.</param>
internal sealed record SlackRequest(string Path, string Body, string Type)
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>How old it says it is.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>What its time's header says of that moment; null: there is none.</summary>
    public Func<string, string?> Timestamp { get; init; } = time => time;

    /// <summary>What its signature's header says instead of the right signature; null: there is none.</summary>
    public Func<string, string?> Signature { get; init; } = signature => signature;

    /// <summary>What it is signed with.</summary>
    public string Secret { get; init; } = FakeSlack.Secret;

    /// <summary>GET has no body.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>What other headers it has.</summary>
    public (string Name, string Value)[] More { get; init; } = [];

    public static SlackRequest Event(JsonNode payload) => new("events", payload.ToJsonString(), "application/json");

    public static SlackRequest Command(JsonObject form) => new("commands", SlackHost.Form(form), FormType);

    public static SlackRequest Interaction(JsonNode payload) => new("interactivity", SlackHost.Form(new JsonObject { ["payload"] = payload.ToJsonString() }), FormType);

    /// <summary>The request for a URL.</summary>
    public HttpRequestMessage To(string url)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var time = (TimeProvider.System.GetUtcNow() - Age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(Method, url);
        if (Method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Type);
        }
        if (Timestamp(time) is { } said) request.Headers.TryAddWithoutValidation(RequestSignature.TimestampHeader, said);
        if (Signature(RequestSignature.Of(Secret, time, body)) is { } signed) request.Headers.TryAddWithoutValidation(RequestSignature.SignatureHeader, signed);
        foreach (var (name, value) in More) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
