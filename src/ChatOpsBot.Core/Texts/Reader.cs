namespace ChatOpsBot.Core.Texts;

/// <summary>A language that the resources have: en or zh-Hans.</summary>
public readonly record struct Locale
{
    public static readonly Locale English = new("en");
    public static readonly Locale Chinese = new("zh-Hans");

    /// <summary>Every language.</summary>
    public static readonly IReadOnlyList<Locale> All = [English, Chinese];

    private Locale(string tag) => Tag = tag;

    /// <summary>The BCP 47 tag of the resources.</summary>
    public string Tag { get => field ?? "en"; }

    /// <summary>The nearest language for what a client asks for: zh, zh-CN, zh-SG and zh-Hans-* read Simplified Chinese, everybody else English.</summary>
    public static Locale From(string? tag) => tag is not null
        && (tag.Equals("zh", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("zh-", StringComparison.OrdinalIgnoreCase))
            ? Chinese : English;

    /// <inheritdoc/>
    public override string ToString() => Tag;
}

/// <summary>Who reads: language, time zone, and the moment of reading, from which ages count.</summary>
public sealed record Reader(Locale Locale, TimeZoneInfo Zone, DateTimeOffset Now);
