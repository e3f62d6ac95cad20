using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChatOpsBot.Tests.Faults;

/// <summary>What an operator reads of thousands of events: how often which sentence was said, and every error.</summary>
internal sealed class OperatorLog : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, int> _times = new();

    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>How often a sentence was said whose template has these words.</summary>
    public int Times(string words) => _times.Where(sentence => sentence.Key.Contains(words, StringComparison.Ordinal)).Sum(sentence => sentence.Value);

    public ILogger CreateLogger(string categoryName) => new Category(this);

    public void Dispose() { }

    private sealed class Category(OperatorLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel < LogLevel.Information) return;
            var template = (state as IReadOnlyList<KeyValuePair<string, object?>>)?.FirstOrDefault(pair => pair.Key == "{OriginalFormat}").Value as string;
            log._times.AddOrUpdate(template ?? formatter(state, exception), 1, (_, times) => times + 1);
            if (logLevel >= LogLevel.Error) log.Errors.Enqueue($"{formatter(state, exception)}\n{exception}");
        }
    }
}
