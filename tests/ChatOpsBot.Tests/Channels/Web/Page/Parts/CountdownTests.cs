using Bunit;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Web.Page;
using ChatOpsBot.Host.Channels.Web.Page.Parts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Channels.Web.Page.Parts;

public sealed class CountdownTests : BunitContext
{
    [Fact]
    public void A_moment_ahead_comes_nearer_by_the_second_and_then_lies_behind()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        Services.AddSingleton<TimeProvider>(time);
        var viewer = new Viewer(new Reader(Locale.English, TimeZoneInfo.Utc, time.GetUtcNow()), new(new("web:alice"), "Alice", "alice", true), "on-call", "/", (_, _) => Task.CompletedTask);
        var view = Render<Countdown>(parameters => parameters.Add(countdown => countdown.Until, new(time.GetUtcNow().AddSeconds(3))).AddCascadingValue(viewer));
        Assert.Equal("00:00:03 (in 3s)", view.Find("[role=timer]").TextContent);
        time.Advance(TimeSpan.FromSeconds(1));
        view.WaitForAssertion(() => Assert.Equal("00:00:03 (in 2s)", view.Find("[role=timer]").TextContent));
        time.Advance(TimeSpan.FromSeconds(4));
        view.WaitForAssertion(() => Assert.Equal("00:00:03 (2s ago)", view.Find("[role=timer]").TextContent));
    }
}
