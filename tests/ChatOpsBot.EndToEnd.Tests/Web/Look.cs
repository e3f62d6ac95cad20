using Microsoft.Playwright;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>How a window is looked at.</summary>
internal sealed record Look(string Locale = "en-GB", bool Phone = false, bool Dark = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Locale}-{(Phone ? "phone" : "desktop")}-{(Dark ? "dark" : "light")}";

    /// <summary>A browser of one's own.</summary>
    public BrowserNewContextOptions Options => new()
    {
        Locale = Locale,
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1360, Height = 900 },
        TimezoneId = "Europe/Berlin",
        Permissions = ["clipboard-read", "clipboard-write"],
    };

    /// <summary>Four that together have every pair of language, width and theme. With the other four, every combination.</summary>
    public static TheoryData<string, bool, bool> Four => new()
    {
        { "en-GB", false, false },
        { "en-GB", true, true },
        { "zh-CN", false, true },
        { "zh-CN", true, false },
    };

    /// <summary>The other four.</summary>
    public static TheoryData<string, bool, bool> OtherFour => new()
    {
        { "en-GB", false, true },
        { "en-GB", true, false },
        { "zh-CN", false, false },
        { "zh-CN", true, true },
    };
}
