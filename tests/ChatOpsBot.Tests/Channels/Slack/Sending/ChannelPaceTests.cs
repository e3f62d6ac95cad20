using ChatOpsBot.Host.Channels.Slack.Sending;
using ChatOpsBot.Tests.Faults;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Channels.Slack.Sending;

public sealed class ChannelPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_burst_goes_at_once_and_then_one_a_second()
    {
        var pace = new ChannelPace(_time);
        for (var i = 0; i < ChannelPace.Burst; i++) Assert.Equal(TimeSpan.Zero, pace.Take("C1"));
        Assert.Equal(TimeSpan.FromSeconds(1), pace.Take("C1"));
        Assert.Equal(TimeSpan.Zero, pace.Take("C2"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, pace.Take("C1"));
        Assert.Equal(TimeSpan.FromSeconds(1), pace.Take("C1"));
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_silence_a_channel()
    {
        var time = new FastTime();
        var pace = new ChannelPace(time);
        for (var i = 0; i < ChannelPace.Burst; i++) pace.Take("C1");
        time.Step(TimeSpan.FromDays(-1));
        Assert.InRange(pace.Take("C1"), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_full_channel_waits_as_long_as_Slack_says()
    {
        var pace = new ChannelPace(_time);
        pace.HoldBack("C1", TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30), pace.Take("C1"));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.Zero, pace.Take("C1"));
    }
}
