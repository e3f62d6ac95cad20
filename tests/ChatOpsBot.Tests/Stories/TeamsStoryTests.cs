using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Tests.Channels.Teams.Files;

namespace ChatOpsBot.Tests.Stories;

/// <summary>What Teams has beside messages and buttons, in the whole program.</summary>
public sealed class TeamsStoryTests
{
    [Fact]
    public async Task Each_viewer_of_a_requests_card_sees_the_buttons_that_are_for_that_person_until_it_is_decided()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", "delete pod payments-db-0 -n shop --force");
        await room.SeesAsync("payments-db-0", "approve 1");

        Assert.Equal(["cancel"], await DecisionsAsync(room, "alice"));
        Assert.Equal(["deny", "approve"], await DecisionsAsync(room, "bob"));
        Assert.Empty(await DecisionsAsync(room, "carol"));

        await room.PressAsync("bob", "approve 1", "yes");
        await room.SeesAsync("carried out", "The API server removed shop/pod/payments-db-0");
        Assert.Empty(await DecisionsAsync(room, "bob"));
        Assert.Contains("carried out", await room.LookAsync("bob", "request:1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_walks_card_has_its_buttons_for_whoever_may_ask()
    {
        await using var room = await Room.OpenAsync();
        await room.SayAsync("alice", "walk web -n shop");
        await room.SeesAsync("Walk 1", "walk 1 yes --at I3");
        Assert.Contains("walk 1 yes --at I3", await room.LookAsync("carol", "walk:1"), StringComparison.Ordinal);
        Assert.DoesNotContain("walk 1 yes --at I3", await room.LookAsync("stranger", "walk:1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_names_a_pod_is_answered_in_a_dialog_to_whoever_may_ask()
    {
        await using var room = await Room.OpenAsync();
        const string alert = "<p>on-call-team-x2x4z: <b>payments-db-0</b> does not answer</p>";
        var answer = await room.WhyAsync("alice", alert);
        Assert.Contains("continue", answer, StringComparison.Ordinal);
        Assert.Contains("payments-db-0", answer, StringComparison.Ordinal);
        Assert.Contains("node3", answer, StringComparison.Ordinal);
        Assert.Contains("belongs to nobody", await room.WhyAsync("stranger", alert), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_long_for_a_card_goes_into_the_persons_drive_and_comes_back_to_be_checked()
    {
        await using var room = await Room.OpenAsync();
        await using var drive = await FakeOneDrive.StartAsync();
        await room.PrivatelyAsync("message", ("text", "describe pod payments-db-0 -n shop"));
        var offer = JsonNode.Parse(await room.SeesAsync("file.consent", "payments-db-0.yaml"))!["attachments"]![0]!["content"]!["acceptContext"]!;
        await room.PrivatelyAsync("invoke", ("name", "fileConsent/invoke"), ("value", new JsonObject
        {
            ["type"] = "fileUpload",
            ["action"] = "accept",
            ["context"] = offer.DeepClone(),
            ["uploadInfo"] = new JsonObject { ["uploadUrl"] = drive.Url + "/upload", ["contentUrl"] = drive.Url, ["uniqueId"] = "u-1", ["fileType"] = "yaml" },
        }));
        await room.SeesAsync("file.info", "payments-db-0.yaml");
        Assert.Contains("kind: Pod", Assert.Single(drive.Put).Content, StringComparison.Ordinal);

        drive.Files["new.yaml"] = Encoding.UTF8.GetBytes("apiVersion: v1\nkind: Pod\nmetadata:\n  name: brand-new\nspec:\n  containers:\n  - name: app\n    image: nginx\n");
        await room.PrivatelyAsync("message", ("text", "check -n shop"), ("attachments", new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
            ["content"] = new JsonObject { ["downloadUrl"] = drive.Url + "/files/new.yaml", ["fileType"] = "yaml" },
        })));
        await room.SeesAsync("brand-new", "nginx");
    }

    private static async Task<IReadOnlyList<string>> DecisionsAsync(Room room, string who)
    {
        var card = await room.LookAsync(who, "request:1");
        return [.. ((string[])["cancel", "deny", "approve"]).Where(decision => card.Contains($"{decision} 1", StringComparison.Ordinal))];
    }
}
