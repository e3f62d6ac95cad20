using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Slack;
using ChatOpsBot.Host.Channels.Slack.Receiving;
using ChatOpsBot.Host.Channels.Slack.Views;
using ChatOpsBot.Tests.Channels.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>The Slack channel alone, in a real server on loopback, with a Slack that is fake; its inbox, outbox and address book are in memory.</summary>
internal sealed class SlackHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);
    private readonly WebApplication _app;
    private readonly bool _last;

    private SlackHost(WebApplication app, FakeSlack slack, Recorder recorder, TimeProvider time, LogLines log, bool last)
    {
        (_app, Slack, Recorder, Time, Log, _last) = (app, slack, recorder, time, log, last);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeSlack Slack { get; }

    public Recorder Recorder { get; }

    public TimeProvider Time { get; }

    public WatchedClock Clock => (WatchedClock)Time;

    public LogLines Log { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public IChannel Channel => _app.Services.GetRequiredService<IChannel>();

    public static Task<SlackHost> HttpAsync(params (string Key, string? Value)[] more) => StartAsync(socket: false, new WatchedClock(Now), null, more);

    public static Task<SlackHost> SocketAsync(Action<FakeSlack>? before = null, params (string Key, string? Value)[] more) => StartAsync(socket: true, TimeProvider.System, before, more);

    /// <summary>Another process of the same bot, after this one; it ends first.</summary>
    public static Task<SlackHost> NextAsync(SlackHost before) => StartAsync(socket: false, before.Time, before.Slack, last: false);

    public static async Task<SlackHost> StartAsync(bool socket, TimeProvider time, Action<FakeSlack>? before, params (string Key, string? Value)[] more)
    {
        var slack = await FakeSlack.StartAsync(time);
        before?.Invoke(slack);
        return await StartAsync(socket, time, slack, last: true, more);
    }

    private static async Task<SlackHost> StartAsync(bool socket, TimeProvider time, FakeSlack slack, bool last, params (string Key, string? Value)[] more)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(slack.Settings(socket).Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        builder.Configuration.AddInMemoryCollection(more.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var (recorder, log) = (new Recorder(), new LogLines());
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IInbox>(recorder).AddSingleton<IOutbox>(recorder).AddSingleton<IAddressBook>(recorder).AddSingleton<IPeople, FewPeople>();
        builder.Services.AddSingleton(Desk());
        builder.Services.AddSlack(builder.Configuration);
        var app = builder.Build();
        app.UseRouting();
        app.MapSlack();
        app.MapHealthChecks("/healthz/ready");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SlackHost(app, slack, recorder, time, log, last);
    }

    /// <summary>Sends what Slack sends, signed.</summary>
    public Task<HttpResponseMessage> EventAsync(JsonNode payload) => PostAsync("events", payload.ToJsonString(), "application/json");

    public Task<HttpResponseMessage> CommandAsync(JsonObject payload) => PostAsync("commands", Form(payload), "application/x-www-form-urlencoded");

    public Task<HttpResponseMessage> InteractionAsync(JsonNode payload) =>
        PostAsync("interactivity", Form(new JsonObject { ["payload"] = payload.ToJsonString() }), "application/x-www-form-urlencoded");

    public async Task<HttpResponseMessage> PostAsync(string path, string body, string type, DateTimeOffset? at = null, string secret = FakeSlack.Secret, string? signature = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = (at ?? Time.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/slack/" + path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add(RequestSignature.TimestampHeader, timestamp);
        request.Headers.Add(RequestSignature.SignatureHeader, signature ?? RequestSignature.Of(secret, timestamp, bytes));
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the health page says a status.</summary>
    public Task StateAsync(HttpStatusCode status) => Log.UntilAsync(async () =>
    {
        using var answer = await Http.GetAsync("/healthz/ready", TestContext.Current.CancellationToken);
        return answer.StatusCode == status;
    });

    public static string Form(JsonObject payload) => string.Join('&', payload.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value?.ToString() ?? "")}"));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
        if (_last) await Slack.DisposeAsync();
    }

    /// <summary>A cluster in which two pods have names, and conversations that say what they were asked.</summary>
    private static SlackDesk Desk() => new(
        (intent, _) => Task.FromResult(new Reply
        {
            Title = $"{intent.Text} of {intent.Account} in {intent.Where.Conversation}",
            Parts = [new Buttons([new("More", $"{intent.Text} --all")])],
        }),
        (typed, _) => Task.FromResult<IReadOnlyList<Suggestion>>([.. ((string[])["checkout-66f66c95c6-2ptm8", "payments-db-0"])
            .Where(pod => typed.Text.StartsWith("why ", StringComparison.Ordinal) && pod != typed.Text[4..] && pod.Contains(typed.Text[4..], StringComparison.Ordinal))
            .Select(pod => new Suggestion(pod, $"why {pod} "))]),
        command => command.StartsWith("deny ", StringComparison.Ordinal) ? "" : command.StartsWith("delete pod ", StringComparison.Ordinal) ? "--reason" : null);

    private sealed class FewPeople : IPeople
    {
        public IReadOnlyList<Person> All { get; } =
        [
            new(new("bob"), "Bob", [new($"slack:{FakeSlack.Team}/U0BOB"), new("teams:t/bob")], new HashSet<Role> { Role.Approver }, null),
        ];

        public Person? Find(AccountId account) => All.FirstOrDefault(person => person.Accounts.Contains(account));

        public Person? Get(PersonId id) => All.FirstOrDefault(person => person.Id == id);
    }
}
