using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>Many windows in one room while everybody talks: each of them shows everything, once and in order.</summary>
[Collection(Alone.Name)]
public sealed class BusyRoomTests
{
    private const int Windows = 50;
    private const int Speakers = 10;

    // Fifty windows draw two hundred messages each; on a slow machine that takes minutes.
    private const float Drawing = 400_000;
    private const int Sentences = 10;

    // So many does a window show before it is asked for more.
    private const int AtOnce = 50;

    // Ten speakers, one sentence a second each, every one of them answered: twenty messages a second.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    // What was put at the end, in the order in which it came: what is scrolled to later is put before the others.
    private const string Watch = """
        () => {
          window.came = [];
          new MutationObserver(changes => {
            for (const change of changes)
              for (const node of change.addedNodes)
                if (node.matches?.('.message')) window.came.push(Number(node.id.slice(1)));
            document.documentElement.dataset.came = window.came.length;
          }).observe(document.querySelector('.column'), { childList: true });
        }
        """;

    [Fact(Timeout = Limit.OfATest)]
    public async Task Fifty_windows_lose_nothing_and_mix_nothing_up_while_twenty_messages_a_second_arrive()
    {
        await using var stage = await Stage.OpenAsync();
        List<Window> windows = [];
        for (var n = 0; n < Windows; n++) windows.Add(await stage.WindowAsync($"/room/on-call?as={(n % 2 == 0 ? "alice" : "bob")}", new Look(), "busy"));
        foreach (var window in windows) await window.Page.EvaluateAsync(Watch);

        await Task.WhenAll(windows.Take(Speakers).Select(SpeakAsync));
        var said = (from speaker in Enumerable.Range(0, Speakers) from n in Enumerable.Range(0, Sentences) select Sentence(speaker, n)).Order().ToList();

        var expected = await AllAsync(windows[0], said.Count * 2 + 1);
        Assert.Equal(expected.Order(), expected);
        Assert.Equal(said, (await windows[0].Page.Locator(".message.person .said").AllTextContentsAsync()).Order());
        Assert.Equal(said.Count + 1, await windows[0].Page.Locator(".message.bot").CountAsync());
        foreach (var window in windows.Skip(1))
        {
            Assert.Equal(expected, await AllAsync(window, expected.Count));
            var came = await window.Page.EvaluateAsync<long[]>("window.came");
            Assert.Equal(expected[1..], came[..(expected.Count - 1)]);
        }
    }

    private static async Task SpeakAsync(Window window, int speaker)
    {
        using var pace = new PeriodicTimer(Pace);
        for (var n = 0; n < Sentences; n++)
        {
            await window.SayAsync(Sentence(speaker, n));
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string Sentence(int speaker, int n) => string.Create(CultureInfo.InvariantCulture, $"explain word-{speaker}-{n}");

    /// <summary>The numbers of all messages of the room, as the window shows them.</summary>
    private static async Task<List<long>> AllAsync(Window window, int count)
    {
        var earlier = window.Page.Locator(".earlier");
        var newest = window.Messages;
        // The welcome was there before.
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-came", $"{count - 1}", new() { Timeout = Drawing });
        // Away from its end a window lets go of nothing; what it let go of just before is gone when the server has answered to a word that
        // was typed after that. From here on its length changes by the button alone.
        await window.Page.EvaluateAsync("document.querySelector('.messages').scrollTop = -1e9");
        await window.Input.FillAsync("whoam");
        await Expect(window.Suggestions).ToContainTextAsync(["whoami"]);
        do
        {
            var shown = await newest.CountAsync();
            if (shown == count) break;
            // With that many the rest has to be asked for; whoever shows fewer is still drawing them.
            if (shown >= AtOnce) await earlier.ClickAsync();
            await Expect(newest).Not.ToHaveCountAsync(shown);
        }
        while (true);
        return [.. await window.Page.EvaluateAsync<long[]>("[...document.querySelectorAll('.message')].map(message => Number(message.id.slice(1)))")];
    }
}
