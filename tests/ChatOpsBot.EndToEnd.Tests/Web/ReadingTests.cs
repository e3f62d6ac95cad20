using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>Whoever reads further up is left alone while others talk.</summary>
public sealed class ReadingTests
{
    // A window that is read at its end shows fifty messages, or up to a hundred.
    private const int Before = 20;
    private const int While = 60;

    [Theory(Timeout = Limit.OfATest)]
    [InlineData("en-GB", false, false)]
    [InlineData("zh-CN", true, true)]
    public async Task What_one_reads_stays_where_it_is_while_others_talk_and_ones_own_sentence_leads_to_its_own_answer(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        var look = new Look(locale, phone, dark);
        var alice = await stage.WindowAsync("/room/changes?as=alice", look, "reading-alice");
        var bob = await stage.WindowAsync("/room/changes?as=bob", look, "reading-bob");
        for (var n = 0; n < Before; n++) await bob.SayAsync($"explain before-{n}");
        await alice.SeesAsync($"before-{Before - 1}");
        await alice.SayAsync("pods -n shop");
        var read = await alice.SeesAsync("CrashLoopBackOff");
        for (var n = 0; n < 3; n++) await bob.SayAsync($"explain between-{n}");
        await alice.SeesAsync("between-2");

        await read.EvaluateAsync("message => message.scrollIntoView({ block: 'start' })");
        var stood = await TopAsync(read);
        for (var n = 0; n < While; n++) await bob.SayAsync($"explain while-{n}");
        await Expect(alice.Page.Locator(".message.bot").Filter(new() { HasText = $"while-{While - 1}" })).ToHaveCountAsync(1);
        await Expect(read).ToBeInViewportAsync();
        Assert.Equal(stood, await TopAsync(read), 2.0);
        await alice.PhotographAsync("1-stays");

        // Where the first answer that comes after one's own sentence is most likely another's, and one's own the last.
        await bob.SayAsync("pods -n shop");
        await Expect(bob.Page.Locator(".message.person .said").Last).ToHaveTextAsync("pods -n shop");
        await alice.SayAsync("explain 139");
        var answer = await alice.SeesAsync("SIGSEGV");
        await Expect(answer.Locator("h3")).ToBeInViewportAsync();
    }

    private static Task<double> TopAsync(Microsoft.Playwright.ILocator message) => message.EvaluateAsync<double>("message => message.getBoundingClientRect().top");
}
