using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Hosting;
using ChatOpsBot.Host.Storage;
using ChatOpsBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatOpsBot.Tests.Hosting;

/// <summary>The workers on a store of their own, with a fake channel, a fake clock and an answer of the test's.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private readonly TestStore store;
    private bool stopped;

    private RunningBot(Answer? answer, RunningBot? before, RunDueRequests? runDue, IConversationScopes? scopes)
    {
        void Configure(IServiceCollection services)
        {
            services.AddSingleton<IChannel>(provider => Channel = new(provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton(answer ?? ((intent, _) => Task.FromResult(new Reply { Title = $"answer to {intent.Text}" })));
            services.AddSingleton(runDue ?? (_ => Task.CompletedTask));
            services.AddSingleton(scopes ?? new FakeScopes());
            services.AddSingleton<Offer>((scope, reply) => scope.Commands.Count == 0 ? reply : reply with { Parts = [] });
            services.AddWorkers();
        }

        store = before is null ? new(Configure) : before.store.Again(Configure);
        Channel = (FakeChannel)store.Get<IChannel>();
    }

    public FakeChannel Channel { get; private set; }

    public TestStore Store => store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RunningBot> StartAsync(Answer? answer = null, RunningBot? before = null, RunDueRequests? runDue = null, IConversationScopes? scopes = null)
    {
        var bot = new RunningBot(answer, before, runDue, scopes);
        await bot.StartAsync();
        return bot;
    }

    public static RunningBot Stopped(Answer? answer = null, RunningBot? before = null, RunDueRequests? runDue = null) => new(answer, before, runDue, null);

    public async Task StartAsync(CancellationToken? stopping = null)
    {
        foreach (var service in store.All<IHostedService>()) await service.StartAsync(stopping ?? Token);
    }

    public T Get<T>()
        where T : notnull => store.Get<T>();

    public Task<bool> SayAsync(string text, string conversation = "room", string? eventId = null, string? pressed = null) =>
        Get<IInbox>().ReceiveAsync(
            new(eventId ?? $"{conversation}/{text}", new("teams:t/a"), "Alice", new("teams", conversation), text, "en", "Europe/Berlin", TestStore.Start, pressed),
            Token);

    public async Task<IReadOnlyList<Shown>> PostedAsync(int count)
    {
        List<Shown> shown = [];
        while (shown.Count < count) shown.Add(await PumpAsync(Channel.Posted.ReadAsync(Token).AsTask()));
        return shown;
    }

    /// <summary>Lets the fake clock run until something happens.</summary>
    public async Task<T> PumpAsync<T>(Task<T> task)
    {
        while (await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Token)) != task)
            store.Time.Advance(TimeSpan.FromMilliseconds(100));
        return await task;
    }

    /// <summary>Lets the fake clock run until nothing waits to be answered or sent.</summary>
    public async Task IdleAsync()
    {
        while (await Get<IQueueStatus>().ReadAsync(Token) is not { Unanswered: 0, Unsent: 0 })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Token);
            store.Time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Waits until it is on record that a message was put off so often: before that the clock must not go on, because the time for
    /// which it is put off begins then.</summary>
    public async Task PutOffAsync(int times)
    {
        while (await Get<BotStore>().QueryAsync("SELECT max(\"Attempts\") FROM outbox", [], row => row.GetInt64(0), Token) is not [var attempts] || attempts < times)
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Token);
    }

    /// <summary>Ends as a killed process does: nothing is finished or put in order, and the system lets go of its lock.</summary>
    public void Kill()
    {
        stopped = true;
        Get<WorkerTurn>().Dispose();
    }

    public async Task StopAsync()
    {
        stopped = true;
        foreach (var service in store.All<IHostedService>().Reverse()) await service.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!stopped) await StopAsync();
        await store.DisposeAsync();
    }
}
