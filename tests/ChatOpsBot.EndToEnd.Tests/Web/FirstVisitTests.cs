using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>What a browser shows that was never here, before any of the program's scripts has connected.</summary>
public sealed partial class FirstVisitTests
{
    [Theory(Timeout = Limit.OfATest)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_very_first_drawing_has_the_systems_theme(bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        await using var browser = await stage.BrowserAsync(new Look(Dark: dark));
        var window = await Window.OfAsync(browser, $"first-{(dark ? "dark" : "light")}");
        // Without the framework's script the page stays as the server sent it.
        await window.Page.RouteAsync("**/blazor.web*.js", route => route.AbortAsync());
        await window.Page.GotoAsync(stage.Bot.Address.AbsoluteUri);
        await Expect(window.Messages).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("background-color", dark ? Dark() : Light());
        await window.PhotographAsync("1-before-scripts");
    }

    [GeneratedRegex(@"^rgb\(\d\d, \d\d, \d\d\)$")]
    private static partial Regex Dark();

    [GeneratedRegex(@"^rgb\(2\d\d, 2\d\d, 2\d\d\)$")]
    private static partial Regex Light();
}
