using System.Net;
using System.Net.WebSockets;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Web.Rooms;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Channels.Web.SignIn;

/// <summary>Signing in at a provider and what one may do then, over HTTP.</summary>
public sealed class SignInTests(SignInStage stage) : IClassFixture<SignInStage>
{
    private const string Negotiate = "/_blazor/negotiate?negotiateVersion=1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_signs_in_comes_back_to_the_page_that_was_asked_for_and_is_the_person_of_that_account()
    {
        using var browser = stage.Open();
        var page = await browser.SignInAsync("Alice Doe", "/room/changes?x=%2F1");
        Assert.Equal((HttpStatusCode.OK, "/room/changes?x=%2F1"), (page.Status, page.Url.PathAndQuery));
        Assert.Contains("Something to try", page.Text);
        Assert.Contains("""<p class="me">Alice (on call)</p>""", page.Html);
        Assert.Contains("Sign out", page.Text);
        Assert.DoesNotContain("Bob (approver)", page.Text);
        Assert.Empty(stage.Provider.Refusals);
    }

    [Fact]
    public async Task Nobody_gets_a_page_a_file_or_a_connection_without_signing_in()
    {
        using var browser = stage.Open();
        foreach (var path in new[] { "/", "/room/on-call", "/chat", "/files/1/0", "/preferences?lang=en" })
            Assert.StartsWith(stage.Provider.Issuer + "/authorize", (await browser.GetAsync(path)).Location?.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync(Negotiate)).Status);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(browser));
    }

    [Fact]
    public async Task The_windows_connection_and_the_files_of_ones_own_chat_are_for_who_signed_in()
    {
        using var alice = await stage.SignInAsync("Alice Doe");
        Assert.Equal(HttpStatusCode.OK, (await alice.PostAsync(Negotiate)).Status);
        using (var connection = await ConnectAsync(alice)) Assert.Equal(WebSocketState.Open, connection.State);
        var log = stage.Bot.Services.GetRequiredService<IRoomLog>();
        var reply = new Reply { Title = "x", Parts = [new Code("line", FileName: "a.log")] };
        var hers = await log.ShowAsync(new(RoomAddress.Channel, $"chat/web:{stage.Provider.Issuer}|a-1"), reply, Token);
        var others = await log.ShowAsync(new(RoomAddress.Channel, "chat/web:bob"), reply, Token);
        Assert.Equal("line", (await alice.GetAsync($"/files/{hers.Id}/0")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await alice.GetAsync($"/files/{others.Id}/0?as=bob")).Status);
    }

    [Fact]
    public async Task Who_is_unknown_to_the_configuration_sees_the_account_to_put_there_and_nothing_else()
    {
        using var mallory = stage.Open();
        var page = await mallory.SignInAsync("Mallory Roe", "/room/on-call?as=alice");
        Assert.Contains("Mallory Roe, the bot does not know you", page.Text);
        Assert.Contains($"web:{stage.Provider.Issuer}|m-9", page.Text);
        Assert.Contains("Sign out", page.Text);
        Assert.DoesNotContain("Something to try", page.Text);
        var shown = await stage.Bot.Services.GetRequiredService<IRoomLog>().ShowAsync(
            new(RoomAddress.Channel, "room/on-call"), new Reply { Title = "x", Parts = [new Code("secret")] }, Token);
        Assert.Equal(HttpStatusCode.NotFound, (await mallory.GetAsync($"/files/{shown.Id}/0?room=on-call")).Status);
        mallory.Language = "zh-CN";
        Assert.Contains("机器人不认识你", (await mallory.GetAsync("/")).Text);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_other_sites_holds_little_and_ends_after_eight_hours()
    {
        using var alice = await stage.SignInAsync("Alice Doe");
        var kept = alice.BotCookies.Where(cookie => cookie.Split('=', ';')[1].Length > 0).ToList();
        foreach (var name in new[] { "chatops-session=", ".AspNetCore.OpenIdConnect.Nonce.", ".AspNetCore.Correlation." })
            Assert.Single(kept, cookie => cookie.StartsWith(name, StringComparison.Ordinal));
        Assert.All(kept, cookie => Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(kept, cookie => Assert.Matches("; samesite=(lax|strict)", cookie));
        // What the sign-in needed is taken back.
        Assert.DoesNotContain(alice.Jar.Keys, name => name.Contains("OpenIdConnect", StringComparison.Ordinal) || name.Contains("Correlation", StringComparison.Ordinal));

        var format = stage.Bot.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat;
        var ticket = format.Unprotect(Uri.UnescapeDataString(alice.Jar["chatops-session"]))!;
        Assert.InRange(ticket.Properties.ExpiresUtc!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(7.9), TimeSpan.FromHours(8));
        Assert.DoesNotContain(ticket.Principal.Claims, claim => claim.Type == "groups");
        ticket.Properties.ExpiresUtc = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        alice.Jar["chatops-session"] = format.Protect(ticket);
        Assert.StartsWith(stage.Provider.Issuer, (await alice.GetAsync("/")).Location?.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example/%2e%2e")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/room/on-call?ReturnUrl=https://evil.example&redirect_uri=https://evil.example")]
    [InlineData("/sign-out?ReturnUrl=//evil.example")]
    [InlineData("/signed-out?post_logout_redirect_uri=https://evil.example")]
    [InlineData("/signin-oidc?redirect_uri=https://evil.example")]
    [InlineData("/signout-callback-oidc?state=//evil.example")]
    public async Task No_address_of_the_bot_leads_a_visitor_to_another_site(string path)
    {
        using var alice = await stage.SignInAsync("Alice Doe");
        using var nobody = stage.Open();
        foreach (var browser in new[] { alice, nobody })
        {
            var address = stage.Address.GetLeftPart(UriPartial.Authority) + path;
            var answer = await browser.GetAsync(address);
            if (answer.Location is { } to) Assert.Contains(to.Authority, new[] { stage.Address.Authority, new Uri(stage.Provider.Issuer).Authority });
            if (answer.Location?.AbsolutePath != "/authorize") continue;
            var page = await browser.SignInAsync("Alice Doe", address);
            Assert.Equal(stage.Address.Authority, page.Url.Authority);
        }
    }

    private async Task<ClientWebSocket> ConnectAsync(SignInBrowser browser)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", string.Join("; ", browser.Jar.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        socket.Options.SetRequestHeader("Origin", stage.Address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new Uri($"ws://{stage.Address.Authority}/_blazor"), Token);
        return socket;
    }
}
