using System.Security.Claims;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Host.Channels.Web.SignIn;
using ChatOpsBot.Tests.Storage;
using Microsoft.AspNetCore.Components.Authorization;

namespace ChatOpsBot.Tests.Channels.Web.SignIn;

public sealed class SessionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_goes_on_until_its_time_is_up_or_somebody_ends_it_also_in_another_process()
    {
        await using var test = new TestStore();
        await using var other = test.Again();
        var sessions = new Sessions(test.Get<IEndedSessions>(), test.Time);
        var (alice, bob) = (Begin(sessions), Begin(sessions));
        Assert.False(await sessions.IsOpenAsync(null, Token));
        Assert.False(await sessions.IsOpenAsync(new ClaimsPrincipal(new ClaimsIdentity("test")), Token));
        Assert.True(await sessions.IsOpenAsync(alice, Token));
        await sessions.EndAsync(alice, Token);
        await sessions.EndAsync(alice, Token);
        Assert.False(await new Sessions(other.Get<IEndedSessions>(), test.Time).IsOpenAsync(alice, Token));
        Assert.True(await sessions.IsOpenAsync(bob, Token));
        test.Time.Advance(Sessions.Length);
        Assert.False(await sessions.IsOpenAsync(bob, Token));
    }

    [Fact]
    public async Task A_window_that_is_open_when_the_time_is_up_is_nobodys_then()
    {
        await using var test = new TestStore();
        var sessions = new Sessions(test.Get<IEndedSessions>(), test.Time);
        using var window = new WindowSession(sessions, test.Time);
        window.SetAuthenticationState(Task.FromResult(new AuthenticationState(Begin(sessions))));
        test.Time.Advance(Sessions.Length - TimeSpan.FromSeconds(1));
        Assert.True((await window.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
        test.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await window.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task A_window_that_opens_just_after_its_session_was_ended_is_nobodys()
    {
        await using var test = new TestStore();
        var sessions = new Sessions(test.Get<IEndedSessions>(), test.Time);
        var alice = Begin(sessions);
        await sessions.EndAsync(alice, Token);
        using var window = new WindowSession(sessions, test.Time);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        window.AuthenticationStateChanged += async state =>
        {
            if ((await state).User.Identity?.IsAuthenticated == false) told.TrySetResult();
        };
        window.SetAuthenticationState(Task.FromResult(new AuthenticationState(alice)));
        await told.Task.WaitAsync(Limit.OfAWait, Token);
    }

    private static ClaimsPrincipal Begin(Sessions sessions) => new(new ClaimsIdentity(sessions.Begin(), "test"));
}
