using ChatOpsBot.Host.Storage;

namespace ChatOpsBot.Host.Hosting;

/// <summary>Opens the store before anything else starts: a store that cannot be opened ends the start with its sentence.</summary>
internal sealed class StoreOpening(BotStore store) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
