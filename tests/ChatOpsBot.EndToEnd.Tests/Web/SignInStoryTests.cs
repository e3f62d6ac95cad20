using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOpsBot.Tests.Channels.Web.SignIn;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>Signing in at a provider, working, and signing out, in Chromium.</summary>
public sealed class SignInStoryTests
{
    [Theory(Timeout = Limit.OfATest)]
    [InlineData("en-GB", false, false)]
    [InlineData("zh-CN", true, true)]
    public async Task Somebody_signs_in_once_for_all_windows_and_signs_out_of_all_of_them(string locale, bool phone, bool dark)
    {
        await using var provider = await ProviderStandIn.StartAsync();
        await using var stage = await StageAsync(provider);
        var look = new Look(locale, phone, dark);
        await using var browser = await stage.BrowserAsync(look);
        var room = await Window.OfAsync(browser, $"signin-{look}");
        await SignInAsync(stage, room);
        Assert.Equal("/room/changes", new Uri(room.Page.Url).AbsolutePath);
        await Expect(room.Page.Locator(".me")).ToHaveTextAsync("Alice (on call)");
        await room.SayAsync("whoami");
        await room.SeesAsync($"web:{provider.Issuer}|a-1");
        await room.PhotographAsync("1-signed-in");
        await room.IsSoundAsync();

        // Another window needs no sign-in, and a restart of the bot ends none.
        var chat = await Window.OfAsync(browser, $"signin-chat-{look}");
        await chat.Page.GotoAsync(new Uri(stage.Bot.Address, "/chat").AbsoluteUri);
        await chat.IsLiveAsync();
        await room.MarkAsync();
        await chat.MarkAsync();
        await stage.Bot.KillAsync();
        await stage.Bot.StartAsync();
        await room.ReturnsAsync();
        await chat.ReturnsAsync();

        await chat.Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await chat.Page.WaitForURLAsync(new Uri(stage.Bot.Address, "/signed-out").AbsoluteUri);
        await chat.PhotographAsync("2-signed-out");
        await chat.IsSoundAsync();
        // The window that was left alone is told.
        await Expect(room.Messages).ToHaveCountAsync(0);
        await Expect(room.Input).ToHaveCountAsync(0);
        await room.PhotographAsync("3-ended");
        await room.IsSoundAsync();

        await room.Page.Locator("main.nobody a").ClickAsync();
        await Choose(room, "Mallory Roe").ClickAsync();
        await Expect(room.Page.Locator("main.nobody code")).ToHaveTextAsync($"web:{provider.Issuer}|m-9");
        await Expect(room.Messages).ToHaveCountAsync(0);
        await Expect(room.Page.Locator("body")).ToHaveCSSAsync("background-color", new Regex(dark ? @"rgb\(1\d, \d+, \d+\)" : @"rgb\(2\d\d, 2\d\d, 2\d\d\)"));
        await room.PhotographAsync("4-stranger");
        await room.IsSoundAsync();
        await room.Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await room.Page.WaitForURLAsync(new Uri(stage.Bot.Address, "/signed-out").AbsoluteUri);
        Assert.Empty(provider.Refusals);
    }

    [Theory(Timeout = Limit.OfATest)]
    [InlineData("en-GB", true, false)]
    [InlineData("zh-CN", false, true)]
    public async Task A_session_that_ended_while_the_bot_was_away_is_said_and_leads_to_sign_in(string locale, bool phone, bool dark)
    {
        await using var provider = await ProviderStandIn.StartAsync();
        await using var stage = await StageAsync(provider);
        var look = new Look(locale, phone, dark);
        await using var browser = await stage.BrowserAsync(look);
        var room = await Window.OfAsync(browser, $"away-{look}");
        await SignInAsync(stage, room);

        await stage.Bot.KillAsync();
        await room.Input.FillAsync("why checkout");
        await Expect(room.Lost).ToBeVisibleAsync();
        // As if its eight hours were over.
        await browser.ClearCookiesAsync();
        await stage.Bot.StartAsync();
        await Expect(room.Lost.Locator(".ended")).ToBeVisibleAsync();
        await room.PhotographAsync("1-session-over");
        await room.IsSoundAsync();
        await room.Lost.GetByRole(AriaRole.Link).ClickAsync();
        await Choose(room, "Alice Doe").ClickAsync();
        await room.IsLiveAsync();
        Assert.Equal("/room/changes", new Uri(room.Page.Url).AbsolutePath);
        await Expect(room.Input).ToHaveValueAsync("why checkout");
    }

    private static Task<Stage> StageAsync(ProviderStandIn provider) => Stage.OpenAsync(address =>
    {
        provider.RedirectUris.UnionWith([new Uri(address, "/signin-oidc").AbsoluteUri, new Uri(address, "/signed-out").AbsoluteUri]);
        return Settings(provider);
    });

    private static async Task SignInAsync(Stage stage, Window room)
    {
        await room.Page.GotoAsync(new Uri(stage.Bot.Address, "/room/changes").AbsoluteUri);
        await Choose(room, "Alice Doe").ClickAsync();
        await room.IsLiveAsync();
    }

    private static ILocator Choose(Window window, string name) => window.Page.GetByRole(AriaRole.Link, new() { Name = name });

    private static string Settings(ProviderStandIn provider) => JsonSerializer.Serialize(new
    {
        People = new { alice = new { Accounts = new[] { $"web:{provider.Issuer}|a-1" } } },
        Web = new
        {
            Personas = false,
            OpenIdConnect = new { Authority = provider.Issuer, ProviderStandIn.ClientId, ProviderStandIn.ClientSecret },
        },
    });
}
