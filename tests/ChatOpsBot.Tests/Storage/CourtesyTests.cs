using ChatOpsBot.Host.Storage;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Storage;

public sealed class CourtesyTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task After_a_second_that_was_mostly_spent_writing_there_is_one_pause()
    {
        var courtesy = new Courtesy(time);
        Spend(courtesy, writing: 600, idle: 500);
        var pausing = courtesy.GiveWayAsync(TestContext.Current.CancellationToken);
        Assert.False(pausing.IsCompleted);
        time.Advance(Courtesy.Pause);
        await pausing;
        Assert.True(courtesy.GiveWayAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(400, 700)]
    [InlineData(900, 0)]
    public void Who_writes_little_or_for_less_than_a_second_never_pauses(int writing, int idle)
    {
        var courtesy = new Courtesy(time);
        Spend(courtesy, writing, idle);
        Assert.True(courtesy.GiveWayAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    private void Spend(Courtesy courtesy, int writing, int idle)
    {
        using (courtesy.Hold()) time.Advance(TimeSpan.FromMilliseconds(writing));
        time.Advance(TimeSpan.FromMilliseconds(idle));
    }
}
