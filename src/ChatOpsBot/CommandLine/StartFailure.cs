using ChatOpsBot.Host.Storage;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.CommandLine;

/// <summary>The one edge where what stops the program from starting becomes sentences: configuration, files, ports.</summary>
internal static class StartFailure
{
    /// <summary>Runs, and turns an expected failure into lines on the error stream and exit code 2.</summary>
    public static async Task<int> ReportAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (Problems(failure).ToList() is { Count: > 0 } problems)
        {
            await Console.Error.WriteLineAsync(Terminal.Say("cannotstart"));
            foreach (var problem in problems) await Console.Error.WriteLineAsync($"  - {problem}");
            return RootCommandLine.Failed;
        }
        catch (OperationCanceledException)
        {
            return RootCommandLine.Failed;
        }
    }

    // A file of settings that is no JSON, several wrong options, a port in use. Anything else is a fault and keeps its stack.
    private static IEnumerable<string> Problems(Exception failure) => failure switch
    {
        StoreUnavailableException store => [Terminal.Read(store.Why)],
        OptionsValidationException invalid => invalid.Failures,
        AggregateException several when several.InnerExceptions.All(inner => Problems(inner).Any()) => several.InnerExceptions.SelectMany(Problems),
        InvalidDataException { InnerException: FormatException inner } outer => [$"{outer.Message} {inner.InnerException?.Message ?? inner.Message}"],
        InvalidDataException invalid => [invalid.Message],
        IOException io => [io.Message],
        UnauthorizedAccessException denied => [denied.Message],
        StartException start => [start.Message],
        _ => [],
    };
}

/// <summary>Something that must be mended before the program can start; the message is for the person at the terminal.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
