namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>Where several people are, the bot answers who mentions it, in the place where it was mentioned.</summary>
public sealed class PlaygroundPlacesTests
{
    [Fact(Timeout = Limit.OfATest)]
    public async Task A_mention_in_a_group_chat_is_answered_and_a_walk_in_a_channel_goes_forth_and_back_on_one_card()
    {
        await using var room = await Room.OpenAsync("--demo");
        var alice = room.Alice;
        await alice.GoToAsync(Playground.Group);
        await alice.MentionAsync("whoami");
        await alice.FindAsync(TeamsPerson.Alice.Account);
        await alice.PhotographAsync("11-group");

        await alice.GoToAsync(Playground.Channel);
        await alice.MentionAsync("walk checkout -n shop");
        var card = await alice.FindAsync("P14 Did you inspect the logs");
        await alice.PhotographAsync("12-channel-walk");
        await PlaygroundPage.PressAsync(card, "No");
        await PlaygroundPage.SeesAsync(card, "The app itself fails");
        await alice.PhotographAsync("13-channel-walk-ended");
        await PlaygroundPage.PressAsync(card, "Back");
        await PlaygroundPage.SeesAsync(card, "The cluster cannot know");
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_request_made_in_a_channel_is_approved_in_another_persons_own_chat_and_the_channels_card_shows_how_it_ended()
    {
        await using var room = await Room.OpenAsync("--demo");
        await room.Alice.GoToAsync(Playground.Channel);
        await room.Alice.MentionAsync("delete pod payments-db-0 -n shop --force");
        var asked = await room.Alice.FindAsync("What will change");
        var shown = await room.Bob.FindAsync("What will change");
        await PlaygroundPage.SeesAsync(shown, "payments-db-0");
        await room.Alice.PhotographAsync("14-channel-request");

        await PlaygroundPage.PressAsync(shown, Room.Approve());

        await PlaygroundPage.SeesAsync(asked, "✓ Good");
        await PlaygroundPage.SeesAsync(shown, "✓ Good");
        await room.Alice.PhotographAsync("15-channel-done");
    }
}
