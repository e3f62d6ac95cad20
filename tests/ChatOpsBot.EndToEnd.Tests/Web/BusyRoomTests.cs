using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>Many windows in one room while everybody talks: each of them shows everything, once and in order.</summary>
public sealed class BusyRoomTests
{
    private const int Windows = 50;
    private const int Speakers = 10;
    private const int Sentences = 10;

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
          }).observe(document.querySelector('.column'), { childList: true });
        }
        """;

    [Fact]
    public async Task Fifty_windows_lose_nothing_and_mix_nothing_up_while_twenty_messages_a_second_arrive()
    {
        Assert.SkipUnless(Browser.Chromium.Program is not null, "There is no Chromium; CHATOPS_CHROMIUM names one.");
        await using var stage = await Stage.OpenAsync();
        List<Window> windows = [];
        for (var n = 0; n < Windows; n++) windows.Add(await stage.WindowAsync($"/room/on-call?as={(n % 2 == 0 ? "alice" : "bob")}", new Look()));
        foreach (var window in windows) await window.Page.EvaluateAsync(Watch);

        await Task.WhenAll(windows.Take(Speakers).Select(SpeakAsync));
        var said = (from speaker in Enumerable.Range(0, Speakers) from n in Enumerable.Range(0, Sentences) select Sentence(speaker, n)).Order().ToList();

        var expected = await AllAsync(windows[0], said.Count * 2 + 1);
        Assert.Equal(expected.Order(), expected);
        Assert.Equal(said, (await windows[0].Page.Locator(".message.person .said").AllTextContentsAsync()).Order());
        Assert.Equal(said.Count + 1, await windows[0].Page.Locator(".message.bot").CountAsync());
        foreach (var window in windows)
        {
            var came = await window.Page.EvaluateAsync<long[]>("window.came");
            if (window != windows[0]) Assert.Equal(came.Order().Distinct(), came);
            Assert.Equal(expected, await AllAsync(window, expected.Count));
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
        do
        {
            var shown = await newest.CountAsync();
            if (shown == count) break;
            if (await earlier.CountAsync() > 0) await earlier.ClickAsync();
            await Expect(newest).Not.ToHaveCountAsync(shown, new() { Timeout = 30_000 });
        }
        while (true);
        return [.. await window.Page.EvaluateAsync<long[]>("[...document.querySelectorAll('.message')].map(message => Number(message.id.slice(1)))")];
    }
}
