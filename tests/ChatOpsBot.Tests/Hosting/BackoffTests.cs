using ChatOpsBot.Host.Hosting;
using CsCheck;

namespace ChatOpsBot.Tests.Hosting;

public sealed class BackoffTests
{
    [Fact]
    public void A_wait_is_never_shorter_than_the_service_asked_for() => Gen.Select(Gen.Int[0, 100000], Gen.Int[0, 3600]).Sample((attempts, seconds) =>
    {
        var asked = TimeSpan.FromSeconds(seconds);
        var wait = Backoff.Next(attempts, asked);
        Assert.InRange(wait, asked, asked * 1.25);
    });

    [Fact]
    public void Without_its_word_the_wait_doubles_up_to_five_minutes() => Gen.Int[0, 100000].Sample(attempts =>
    {
        var wait = TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, attempts)));
        Assert.InRange(Backoff.Next(attempts, null), wait, wait * 1.25);
    });
}
