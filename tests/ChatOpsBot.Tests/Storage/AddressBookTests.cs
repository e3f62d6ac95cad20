using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Tests.Storage;

public sealed class AddressBookTests
{
    private static readonly ConversationAddress Room = new("teams", "19:room"), Alice = new("teams", "a:alice"), Bob = new("teams", "a:bob");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_reference_counts()
    {
        await using var test = new TestStore();
        var book = test.Get<IAddressBook>();
        await book.RememberAsync(Room, "old", null, "en", Token);
        await book.RememberAsync(Room, "new", null, null, Token);
        Assert.Equal("new", await book.FindAsync(Room, Token));
        Assert.Null(await book.FindAsync(Room with { Channel = "slack" }, Token));
    }

    // Teams says conversationUpdate, without an account, before or after installationUpdate.
    [Fact]
    public async Task A_personal_chat_stays_one_when_something_is_heard_of_it_without_an_account()
    {
        await using var test = new TestStore();
        var book = test.Get<IAddressBook>();
        await book.RememberAsync(Alice, "{}", new("teams:t/a"), null, Token);
        await book.RememberAsync(Alice, "new", null, "en", Token);
        Assert.Equal([Alice], await book.PersonalAsync([new("teams:t/a")], Token));
        Assert.Equal("new", await book.FindAsync(Alice, Token));
    }

    [Fact]
    public async Task People_are_reached_in_their_personal_chats_until_those_are_forgotten()
    {
        await using var test = new TestStore();
        var book = test.Get<IAddressBook>();
        await book.RememberAsync(Room, "{}", null, null, Token);
        await book.RememberAsync(Alice, "{}", new("teams:t/a"), null, Token);
        await book.RememberAsync(Bob, "{}", new("teams:t/b"), null, Token);

        Assert.Equal([Alice, Bob], await book.PersonalAsync([new("teams:t/a"), new("teams:t/b"), new("teams:t/c")], Token));
        await book.ForgetAsync(Alice, Token);
        Assert.Equal([Bob], await book.PersonalAsync([new("teams:t/a"), new("teams:t/b")], Token));
    }
}
