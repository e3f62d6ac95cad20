using ChatOpsBot.Host.Channels.Shortcuts;

namespace ChatOpsBot.Tests.Channels.Shortcuts;

public sealed class PodNamesTests
{
    [Theory]
    [InlineData("checkout-66f66c95c6-2ptm8 is down", "checkout-66f66c95c6-2ptm8")]
    [InlineData("KubePodCrashLooping pod=shop/payments-db-0.", "payments-db-0")]
    [InlineData("on-call: `checkout-66f66c95c6-2ptm8` again!", "checkout-66f66c95c6-2ptm8,on-call")]
    [InlineData("nothing here", "")]
    [InlineData("Checkout-ABC", "")]
    public void Words_that_may_be_pods_come_likeliest_first(string text, string names) =>
        Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries), PodNames.In([text]));
}
