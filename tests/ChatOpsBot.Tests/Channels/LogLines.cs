using Microsoft.Extensions.Logging;

namespace ChatOpsBot.Tests.Channels;

/// <summary>The log, for what operators must find there; what the bot says in it is a signal that something happened.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _said = NewSignal();

    public string All
    {
        get { lock (_lock) return string.Join('\n', _lines); }
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName.StartsWith("ChatOpsBot.", StringComparison.Ordinal));

    /// <summary>Ends when something holds; it is looked at again after every line of the bot's own.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (true)
        {
            Task said;
            lock (_lock) said = _said.Task;
            if (await holds()) return;
            await said.WaitAsync(Limit.OfAWait, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends when an operator can read something.</summary>
    public Task UntilAsync(string words) => UntilAsync(() => Task.FromResult(All.Contains(words, StringComparison.Ordinal)));

    public void Dispose() { }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(string line, bool isOwn)
    {
        TaskCompletionSource? said = null;
        lock (_lock)
        {
            _lines.Add(line);
            if (isOwn) (said, _said) = (_said, NewSignal());
        }
        said?.SetResult();
    }

    private sealed class Category(LogLines lines, bool isOwn) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{logLevel}: {formatter(state, exception)}", isOwn);
    }
}
