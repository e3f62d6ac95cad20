using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Teams;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Channels.Teams;

/// <summary>The Teams channel alone, in a real server on loopback; its inbox, outbox and address book are in memory.</summary>
internal sealed class TeamsHost : IAsyncDisposable
{
    public const string Tenant = "3f1d2c4b-0000-4000-8000-00000000aaaa";
    public const string AppId = "7b1a55aa-0000-4000-8000-00000000bbbb";
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private TeamsHost(WebApplication app, Recorder recorder, FakeTimeProvider time, LogLines log)
    {
        (_app, Recorder, Time, Log) = (app, recorder, time, log);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public Recorder Recorder { get; }

    public FakeTimeProvider Time { get; }

    public LogLines Log { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public IChannel Channel => _app.Services.GetRequiredService<IChannel>();

    public static Task<TeamsHost> LocalAsync(params (string Key, string? Value)[] more) => StartAsync(null, [("Teams:LocalTests", "true"), .. more]);

    public static Task<TeamsHost> StartAsync(HttpMessageHandler? outbound, params (string Key, string? Value)[] settings) => StartAsync(outbound, null, settings);

    public static async Task<TeamsHost> StartAsync(
        HttpMessageHandler? outbound, Lazy<TokenCredential>? credential, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var (recorder, time, log) = (new Recorder(), new FakeTimeProvider(Now), new LogLines());
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IPeople>(new FewPeople()).AddSingleton(recorder.Desk);
        builder.Services.AddSingleton<IInbox>(recorder).AddSingleton<IOutbox>(recorder).AddSingleton<IAddressBook>(recorder);
        if (outbound is not null) builder.Services.AddSingleton(new TeamsHttp(outbound));
        builder.Services.AddTeams(builder.Configuration);
        if (credential is not null) builder.Services.AddSingleton(credential);
        var app = builder.Build();
        app.UseRouting();
        app.MapTeams();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TeamsHost(app, recorder, time, log);
    }

    public Task<HttpResponseMessage> PostAsync(JsonNode activity, string? token = null) => PostAsync(activity.ToJsonString(), token);

    public async Task<HttpResponseMessage> PostAsync(string body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>An activity as it comes from an emulator on this machine.</summary>
    public static JsonObject Local(JsonObject activity) => activity.With("serviceUrl", "http://localhost:1/");

    /// <summary>Sends an activity that has to be taken.</summary>
    public async Task AcceptAsync(JsonObject activity) => Assert.Equal(HttpStatusCode.OK, (await PostAsync(Local(activity))).StatusCode);

    /// <summary>Sends an invoke that has to be taken, and reads its answer.</summary>
    public async Task<JsonObject> InvokeAsync(JsonObject activity)
    {
        var answer = await PostAsync(Local(activity));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>What the channel recorded.</summary>
internal sealed class Recorder : IInbox, IOutbox, IAddressBook
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _events = [];

    public List<Intent> Intents { get; } = [];

    public List<(Reply Card, IReadOnlyCollection<ConversationAddress> To)> Published { get; } = [];

    public Dictionary<ConversationAddress, (string Reference, AccountId? PersonalOf, string? Locale)> Addresses { get; } = [];

    public Exception? Fails { get; set; }

    /// <summary>The answer to what a dialog asks.</summary>
    public Func<Intent, CancellationToken, Task<Reply>> Answers { get; set; } = (asked, _) => Task.FromResult(new Reply
    {
        Title = $"{asked.Text} of {asked.Account} in {asked.Where.Conversation}",
        Parts = [new Buttons([new("More", $"{asked.Text} --all")])],
    });

    /// <summary>A card as somebody sees it.</summary>
    public Func<CardKey, Intent, CancellationToken, Task<CardView?>> Views { get; set; } = (_, _, _) => Task.FromResult<CardView?>(null);

    /// <summary>Conversations that say what they were asked, on a cluster in which one pod has a name.</summary>
    public TeamsDesk Desk => new(
        (asked, token) => Answers(asked, token),
        (typed, _) => Task.FromResult<IReadOnlyList<Suggestion>>("why payments-db-0".StartsWith(typed.Text, StringComparison.Ordinal) ? [new("payments-db-0", "why payments-db-0 ")] : []),
        (card, viewer, token) => Views(card, viewer, token),
        (viewer, _) => Task.FromResult(new Reader(Locale.From(viewer.Locale), TimeZoneInfo.Utc, viewer.At)));

    public Task<bool> ReceiveAsync(Intent intent, CancellationToken cancellationToken)
    {
        if (Fails is not null) throw Fails;
        lock (_lock)
        {
            if (!_events.Add(intent.EventId)) return Task.FromResult(false);
            Intents.Add(intent);
            return Task.FromResult(true);
        }
    }

    public Task PublishAsync(Reply card, IReadOnlyCollection<ConversationAddress> alsoTo, CancellationToken cancellationToken)
    {
        lock (_lock) Published.Add((card, alsoTo));
        return Task.CompletedTask;
    }

    public Task RememberAsync(ConversationAddress where, string reference, AccountId? personalOf, string? locale, CancellationToken cancellationToken)
    {
        lock (_lock) Addresses[where] = (reference, personalOf, locale);
        return Task.CompletedTask;
    }

    public Task<string?> FindAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(Addresses.TryGetValue(where, out var known) ? known.Reference : null);
    }

    public Task<IReadOnlyList<ConversationAddress>> PersonalAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<ConversationAddress>>(
                [.. Addresses.Where(pair => pair.Value.PersonalOf is { } account && accounts.Contains(account)).Select(pair => pair.Key)]);
        }
    }

    public Task ForgetAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        lock (_lock) Addresses.Remove(where);
        return Task.CompletedTask;
    }
}

/// <summary>Alex asks, Megan approves.</summary>
internal sealed class FewPeople : IPeople
{
    public IReadOnlyList<Person> All { get; } =
    [
        new(new("alex"), "Alex", [new($"teams:{TeamsHost.Tenant}/aad0-alex"), new("cli:alex")], new HashSet<Role> { Role.Requester }, null),
        new(new("megan"), "Megan", [new($"teams:{TeamsHost.Tenant}/aad0-megan")], new HashSet<Role> { Role.Approver }, null),
    ];

    public Person? Find(AccountId account) => All.FirstOrDefault(person => person.Accounts.Contains(account));

    public Person? Get(PersonId id) => All.FirstOrDefault(person => person.Id == id);
}
