using Microsoft.Playwright;

namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>How Teams looks.</summary>
/// <param name="Name">light, dark or contrast.</param>
public sealed record CardTheme(string Name)
{
    /// <summary>Teams' configuration of its renderer: the vendor publishes a light and a dark one; under high contrast the system's colours
    /// take the place of the dark one's.</summary>
    public string HostConfig => Name == "light" ? "microsoft-teams-light.json" : "microsoft-teams-dark.json";

    /// <summary>The style sheet of the card's buttons and inputs.</summary>
    public string StyleSheet => Name == "light" ? "teams-container-light.css" : "teams-container-dark.css";

    /// <summary>What the card stands on.</summary>
    public string Background => Name == "light" ? "#f5f5f5" : "#1f1f1f";

    /// <summary>A browser of one's own.</summary>
    /// <param name="width">Of the window, in pixels.</param>
    public BrowserNewContextOptions Options(int width) => new()
    {
        ViewportSize = new() { Width = width, Height = 900 },
        ColorScheme = Name == "light" ? ColorScheme.Light : ColorScheme.Dark,
        ForcedColors = Name == "contrast" ? ForcedColors.Active : ForcedColors.None,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
