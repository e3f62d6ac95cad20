using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Tests.Storage;

public sealed class DefaultsStoreTests
{
    [Fact]
    public async Task Each_conversation_keeps_its_own_choice()
    {
        var token = TestContext.Current.CancellationToken;
        await using var test = new TestStore();
        var defaults = test.Get<IConversationDefaults>();
        var (one, other) = (new ConversationAddress("teams", "a"), new ConversationAddress("teams", "b"));
        await defaults.SetAsync(one, new(new("prod"), "shop"), token);
        await defaults.SetAsync(one, new(new("prod"), null), token);
        await defaults.SetAsync(one, new(new("prod"), null, Locale.Chinese), token);
        Assert.Equal(new ConversationDefaults(new("prod"), null, Locale.Chinese), await defaults.GetAsync(one, token));
        Assert.Equal(new ConversationDefaults(null, null), await defaults.GetAsync(other, token));
    }
}
