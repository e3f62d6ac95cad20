using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.CommandLine;

/// <summary>What the terminal says of itself.</summary>
internal static class Terminal
{
    /// <summary>Its columns; null for a pipe or a file, which get every line whole.</summary>
    public static int? Width => Console.IsOutputRedirected ? null : Math.Clamp(Console.WindowWidth, 40, 500);

    /// <summary>The language of LC_ALL, LC_MESSAGES or LANG, as a BCP 47 tag; null when they say nothing.</summary>
    public static string? LocaleTag => Variables
        .Select(Environment.GetEnvironmentVariable)
        .FirstOrDefault(value => !string.IsNullOrEmpty(value))?
        .Split('.')[0].Replace('_', '-');

    // In the order in which POSIX lets them override each other.
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>The program's own words, in the terminal's language: a key of CommandLine.resx without its slice.</summary>
    public static string Say(string key, params Text[] arguments) => Read(Text.Of($"commandline.{key}", arguments));

    /// <summary>A text in the terminal's language.</summary>
    public static string Read(Text text) => new Reader(Locale.From(LocaleTag), TimeZoneInfo.Local, TimeProvider.System.GetUtcNow()).Read(text);
}
