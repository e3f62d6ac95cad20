namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>The program in Microsoft's Teams client, with two people; on the demo cluster, which needs nothing but a browser.</summary>
public sealed class PlaygroundTests
{
    [Fact(Timeout = Limit.OfATest)]
    public async Task Two_people_look_into_a_dead_node_and_delete_its_pod_together()
    {
        await using var room = await Room.OpenAsync("--demo");
        var (alice, bob) = (room.Alice, room.Bob);
        await alice.PhotographAsync("1-welcome");
        await PlaygroundPage.SeesAsync(await alice.SayAsync("whoami"), TeamsPerson.Alice.Account);
        await PlaygroundPage.SeesAsync(await bob.SayAsync("whoami"), "approver");

        await PlaygroundPage.SeesAsync(await alice.SayAsync("pods -n shop --bad"), "payments-db-0");
        await alice.PhotographAsync("2-pods");
        await PlaygroundPage.SeesAsync(await alice.SayAsync("logs checkout -n shop"), "checkout");
        await alice.PhotographAsync("3-logs");
        await PlaygroundPage.SeesAsync(await alice.SayAsync("pod payments-db-0 -n shop"), "payments-db");
        await alice.PhotographAsync("4-pod");

        await room.ForceDeleteAsync("payments-db-0", "shop");

        // Too late: nothing happens, and a sentence says so.
        await PlaygroundPage.SeesAsync(await bob.SayAsync("approve 1"), "Not done");
        await bob.PhotographAsync("9-late");
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_forged_mention_and_markdown_stay_letters_in_the_client()
    {
        await using var room = await Room.OpenAsync("--demo");
        var card = await room.Alice.SayAsync("**bold**[link](https://evil.example)<at>everyone</at>");

        await PlaygroundPage.SeesAsync(card, "**bold**linkeveryone");
        Assert.Equal(0, await card.Locator("a, strong, b, at").CountAsync());
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_button_is_answered_at_once_and_its_command_afterwards()
    {
        await using var room = await Room.OpenAsync("--demo");
        var welcome = await room.Alice.FindAsync(Room.Welcome);

        await PlaygroundPage.PressAsync(welcome, "Who am I");

        await room.Alice.FindAsync(TeamsPerson.Alice.Account);
        await PlaygroundPage.SeesAsync(room.Alice.Page.Locator("body"), "Working on it: whoami");
        await room.Alice.PhotographAsync("10-button");
    }
}
