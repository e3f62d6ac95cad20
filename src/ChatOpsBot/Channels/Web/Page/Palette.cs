using MudBlazor;

namespace ChatOpsBot.Host.Channels.Web.Page;

/// <summary>The page's colours. Every text has a contrast of 4.5 or more on the ground that it stands on (WCAG 2.2, 1.4.3).</summary>
internal static class Palette
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];

    /// <summary>Light and dark.</summary>
    public static readonly MudTheme Theme = Make(":root");

    /// <summary>The same for a document whose script (page.js) has found out that the system is dark, before a window is there that
    /// knows it: the very first visit would flash light.</summary>
    public static readonly MudTheme SystemDark = Make(":root[data-system=dark]");

    /// <summary>The same for a system that was dark at the last visit and is light now.</summary>
    public static readonly MudTheme SystemLight = Make(":root[data-system=light]");

    private static MudTheme Make(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        PaletteLight = new PaletteLight
        {
            Primary = "#1d4fd7",
            PrimaryContrastText = "#ffffff",
            Background = "#f3f5f8",
            Surface = "#ffffff",
            TextPrimary = "#1a202c",
            TextSecondary = "#4a5565",
            Success = "#17693a",
            Warning = "#855000",
            Error = "#b3261e",
            LinesDefault = "#d6dbe3",
            LinesInputs = "#8a94a3",
            TableLines = "#e3e7ed",
            TableHover = "#f1f4f9",
            ActionDefault = "#4a5565",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8fb4ff",
            PrimaryContrastText = "#0b1a33",
            Background = "#12151a",
            Surface = "#1b2027",
            TextPrimary = "#e7eaf0",
            TextSecondary = "#aab4c2",
            Success = "#74d69b",
            Warning = "#f3bd66",
            Error = "#ff9a91",
            LinesDefault = "#333b47",
            LinesInputs = "#6b7686",
            TableLines = "#2b323d",
            TableHover = "#232a34",
            ActionDefault = "#aab4c2",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
    };
}
