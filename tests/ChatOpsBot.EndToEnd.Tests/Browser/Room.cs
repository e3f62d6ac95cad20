using System.Text.RegularExpressions;

namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>The program, and two people who talk to it in Playgrounds of their own.</summary>
internal sealed partial class Room : IAsyncDisposable
{
    /// <summary>The first card of every conversation.</summary>
    public const string Welcome = "Ask about your Kubernetes pods";

    private readonly Stack<IAsyncDisposable> _parts = new();

    private Room() { }

    /// <summary>The program.</summary>
    public BotProcess Bot { get; private set; } = null!;

    /// <summary>The engineer on call, who may ask for actions.</summary>
    public PlaygroundPage Alice { get; private set; } = null!;

    /// <summary>Who may approve them.</summary>
    public PlaygroundPage Bob { get; private set; } = null!;

    /// <summary>Opens it, or skips the test when the machine has no Playground or browser.</summary>
    public static async Task<Room> OpenAsync(params string[] arguments)
    {
        Assert.SkipUnless(Playground.Modules is not null, "The Playground is not installed: npm ci in tests/ChatOpsBot.EndToEnd.Tests/playground.");
        Assert.SkipUnless(Chromium.Program is not null, "There is no Chromium; CHATOPS_CHROMIUM names one.");
        var room = new Room();
        try
        {
            room.Bot = room.Keep(await BotProcess.StartAsync(Settings, arguments));
            var alices = room.Keep(await Playground.StartAsync(TeamsPerson.Alice, room.Bot.Messages));
            var bobs = room.Keep(await Playground.StartAsync(TeamsPerson.Bob, room.Bot.Messages));
            var browser = room.Keep(await Chromium.StartAsync());
            room.Alice = await browser.OpenAsync(alices);
            room.Bob = await browser.OpenAsync(bobs);
            // Who has met the bot can be reached by it.
            await room.Alice.FindAsync(Welcome);
            await room.Bob.FindAsync(Welcome);
            return room;
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    /// <summary>Alice asks for a forced deletion, may not approve it herself, Bob approves it on the card that came to him, and both see how it ended.</summary>
    public async Task ForceDeleteAsync(string pod, string ns, params string[] warnings)
    {
        await Alice.SayAsync($"delete pod {pod} -n {ns} --force");
        var asked = await Alice.FindAsync("What will change");
        await Alice.PhotographAsync("5-asked");

        var shown = await Bob.FindAsync("What will change");
        await PlaygroundPage.SeesAsync(shown, pod);
        foreach (var warning in warnings) await PlaygroundPage.SeesAsync(shown, warning);
        await Bob.PhotographAsync("6-approver");

        var before = await Alice.Cards.CountAsync();
        await PlaygroundPage.PressAsync(asked, Approve());
        await Alice.WaitForCardsAsync(before + 1);
        await PlaygroundPage.SeesAsync(Alice.LastCard, "somebody else has to approve");
        await Alice.PhotographAsync("7-own-request-refused");

        await PlaygroundPage.PressAsync(shown, Approve());
        // With its symbol: the words alone stand in the card's explanations.
        await Bob.FindAsync("✓ Good");
        await Bob.PhotographAsync("8-bob-done");
        await Alice.FindAsync("✓ Good");
        await PlaygroundPage.SeesAsync(asked, "✓ Good");
        await Alice.PhotographAsync("8-alice-done");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Bot is not null) TestContext.Current.TestOutputHelper?.WriteLine(Bot.Log);
        while (_parts.TryPop(out var part)) await part.DisposeAsync();
    }

    private static object Settings => new
    {
        People = new
        {
            alice = new { Accounts = new[] { TeamsPerson.Alice.Account }, Roles = new[] { "Requester" }, KubernetesUser = "alice" },
            bob = new { Accounts = new[] { TeamsPerson.Bob.Account }, Roles = new[] { "Requester", "Approver" }, KubernetesUser = "bob" },
        },
        Actions = new { Enabled = true },
    };

    private T Keep<T>(T part) where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }

    [GeneratedRegex("^(Confirm and approve|Approve)$")]
    internal static partial Regex Approve();
}
