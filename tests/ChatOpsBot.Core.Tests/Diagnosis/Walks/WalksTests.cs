using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis.Walks;

public sealed class WalksTests
{
    private readonly FakeCluster _shop = RecordedShop.Cluster();
    private readonly WalkRoom _room;

    public WalksTests() => _room = new WalkRoom(_shop);

    [Fact]
    public async Task A_walk_begins_at_the_first_question_that_only_a_person_can_answer()
    {
        var reply = await _room.SayAsync("walk checkout -n shop");
        Assert.Equal(new CardKey("walk:1"), reply.Card);
        var text = _room.Read(reply);
        Assert.StartsWith("Walk 1 · pod shop/checkout-66f66c95c6-2ptm8: P14 Did you inspect the logs", text, StringComparison.Ordinal);
        Assert.Contains("P13 Is the pod in CrashLoopBackOff? yes (bot)", text, StringComparison.Ordinal);
        Assert.Contains("kubectl logs checkout-66f66c95c6-2ptm8 -n shop -c checkout --previous", text, StringComparison.Ordinal);
        Assert.Contains("[Yes: walk 1 yes --at P14]", text, StringComparison.Ordinal);
        Assert.Contains("[Overrule P13: walk 1 overrule --at P13]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_leads_to_the_end_with_what_to_do_a_summary_and_a_picture()
    {
        await _room.SayAsync("walk checkout -n shop");
        var reply = await _room.SayAsync("walk 1 no --at P14");
        Assert.Equal(Tone.Bad, reply.Tone);
        Assert.StartsWith("Walk 1 · pod shop/checkout-66f66c95c6-2ptm8: The app itself fails: fix the app", _room.Read(reply), StringComparison.Ordinal);
        var summary = Assert.Single(reply.Parts.OfType<Attachment>());
        Assert.Equal("walk-1.md", summary.FileName);
        var svg = System.Xml.Linq.XDocument.Parse(Assert.Single(reply.Parts.OfType<Picture>()).Svg);
        Assert.Contains(svg.Descendants(), element => element.Value.Contains("P14", StringComparison.Ordinal));
        Assert.True((await _room.WalkAsync()).Ended);
    }

    [Fact]
    public async Task Every_change_of_a_walk_makes_a_later_state_of_its_card_and_looking_makes_none()
    {
        var revisions = new List<long>();
        foreach (var text in new[] { "walk web -n shop", "walk 1", "walk 1 yes --at P20", "walk 1 back", "walk 1 yes --at S4", "walk 1 stop", "walk 1 yes", "walk 1 recheck" })
            revisions.Add((await _room.SayAsync(text)).Revision);
        Assert.Equal([0, 0, 1, 2, 2, 3, 3, 4], revisions);
    }

    [Fact]
    public async Task Another_person_goes_on_with_it_after_a_restart_and_both_names_are_kept()
    {
        await _room.SayAsync("walk web -n shop");
        await _room.SayAsync("walk 1 yes --at P20");
        _room.Now += TimeSpan.FromHours(12);
        var text = await _room.ReadAsync("walk web -n shop", "bo");
        Assert.StartsWith("Walk 1 · pod shop/web-", text, StringComparison.Ordinal);
        Assert.Contains("An open walk about the same object goes on; Ann Lim began it", text, StringComparison.Ordinal);
        await _room.SayAsync("walk 1 no --at S4", "bo");
        var people = (await _room.WalkAsync()).Answers.Select(answer => answer.ByPerson).OfType<string>();
        Assert.Equal(["ann", "bo"], people);
    }

    [Fact]
    public async Task A_button_of_a_step_that_the_walk_has_left_changes_nothing()
    {
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk 1 no --at P14");
        var before = await _room.WalkAsync();
        var reply = await _room.SayAsync("walk 1 yes --at P14", "lee");
        Assert.Equal(Outcome.Refused, reply.Outcome);
        Assert.StartsWith("P14 was answered already: no, by Ann Lim at", _room.Read(reply), StringComparison.Ordinal);
        Assert.Equal(new CardKey("walk:1"), reply.Card);
        Assert.Equal(before, await _room.WalkAsync());
    }

    [Fact]
    public async Task Who_answers_a_moment_later_is_told_who_was_faster()
    {
        await _room.SayAsync("walk checkout -n shop");
        _room.Store.BeforeReplace = () => _room.SayAsync("walk 1 no --at P14", "lee");
        var reply = await _room.SayAsync("walk 1 yes --at P14");
        Assert.Equal(Outcome.Refused, reply.Outcome);
        Assert.StartsWith("Lee Wong answered P14 with no at the same moment; nothing of yours was recorded", _room.Read(reply), StringComparison.Ordinal);
        Assert.Equal(("FixApp", "lee"), ((await _room.WalkAsync()).Step, (await _room.WalkAsync()).Answers[^1].ByPerson));
    }

    [Fact]
    public async Task Back_undoes_one_step_and_asks_even_what_the_cluster_knows()
    {
        await _room.SayAsync("walk checkout -n shop");
        var before = await _room.WalkAsync();
        var text = await _room.ReadAsync("walk 1 back --at P14");
        var after = await _room.WalkAsync();
        Assert.Equal("P13", after.Step);
        Assert.Equal(before.Answers.SkipLast(1), after.Answers);
        Assert.Contains("The cluster says yes", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FixApp")]
    [InlineData("fixapp")]
    public async Task The_button_Back_of_an_ended_walk_goes_back_to_its_last_question(string end)
    {
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk 1 no --at p14");

        await _room.SayAsync($"walk 1 back --at {end}");

        Assert.Equal("P14", (await _room.WalkAsync()).Step);
    }

    [Fact]
    public async Task Overruling_gives_the_other_answer_and_drops_what_followed()
    {
        await _room.SayAsync("walk thumbnailer -n shop");
        Assert.Equal("RaiseMemory", (await _room.WalkAsync()).Step);
        await _room.SayAsync("walk 1 overrule --at O1", "kim");
        var walk = await _room.WalkAsync();
        Assert.Equal("P14", walk.Step);
        var overruled = Assert.Single(walk.Answers, answer => answer.Overruled);
        Assert.Equal(("O1", "no", "kim"), (overruled.Step, overruled.Answer, overruled.ByPerson));
        Assert.Contains("no (Kim Roy, against the bot)", await _room.ReadAsync("walk 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_answered_cannot_be_overruled()
    {
        await _room.SayAsync("walk web -n shop");
        await _room.SayAsync("walk 1 yes --at P20");
        var reply = await _room.SayAsync("walk 1 overrule --at P20");
        Assert.Equal(Outcome.Refused, reply.Outcome);
        Assert.StartsWith("The bot did not answer P20", _room.Read(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipping_asks_on()
    {
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk 1 skip --at P14");
        Assert.Equal(("P14", "skip", "ann"), (await _room.WalkAsync()).Answers.Where(answer => answer.ByPerson is not null).Select(answer => (answer.Step, answer.Answer, answer.ByPerson)).Single());
        Assert.Equal("Unknown", (await _room.WalkAsync()).Step);
    }

    [Fact]
    public async Task A_stopped_walk_stays_stopped_until_it_is_checked_again()
    {
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk 1 stop --at P14");
        Assert.Contains("No walk is open here", await _room.ReadAsync("walks"), StringComparison.Ordinal);
        Assert.StartsWith("Walk 1 was stopped.", await _room.ReadAsync("walk 1 yes"), StringComparison.Ordinal);
        await _room.SayAsync("walk 1 recheck");
        Assert.Equal(("P14", false), ((await _room.WalkAsync()).Step, (await _room.WalkAsync()).Ended));
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_leaves_the_walk_as_it_is()
    {
        await _room.SayAsync("walk checkout -n shop");
        var unreachable = true;
        _shop.Fail(_ => unreachable ? new ClusterFailure.Unreachable("https://shop", "connection refused") : null);
        Assert.Equal(Outcome.Refused, (await _room.SayAsync("walk 1 yes --at P14")).Outcome);
        unreachable = false;
        await _room.SayAsync("walk 1 yes --at P14");
        Assert.Equal("Unknown", (await _room.WalkAsync()).Step);
    }

    [Theory]
    [InlineData("walk service recommendations -n shop", "FixSelector")]
    [InlineData("walk ingress shop -n shop", "ServiceBehind")]
    [InlineData("walk deploy indexer -n batch", "RelaxQuota")]
    [InlineData("walk job reports -n shop", "JobFailed")]
    [InlineData("walk node node3", "N4")]
    public async Task Other_kinds_begin_at_their_own_question(string command, string step)
    {
        await _room.SayAsync(command);
        Assert.Equal(step, (await _room.WalkAsync()).Step);
    }

    [Fact]
    public async Task Why_explains_the_question_and_moves_nothing()
    {
        await _room.SayAsync("walk node node3");
        var before = await _room.WalkAsync();
        var reply = await _room.SayAsync("walk 1 why --at N4");
        Assert.Contains("The cluster cannot tell a dead machine from one that is only cut off", _room.Read(reply), StringComparison.Ordinal);
        Assert.Null(reply.Card);
        Assert.Equal(before, await _room.WalkAsync());
    }

    [Fact]
    public async Task The_open_walks_of_the_room_are_listed()
    {
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk node node3", "bo");
        var text = await _room.ReadAsync("walks");
        Assert.Contains("1 | pod shop/checkout-66f66c95c6-2ptm8 | P14 | Ann Lim | 0s", text, StringComparison.Ordinal);
        Assert.Contains("2 | node node3 | N4 | Bo Ek | 0s", text, StringComparison.Ordinal);

        var mine = await _room.ReadAsync("walks --mine");
        Assert.Contains("1 | pod shop/checkout-66f66c95c6-2ptm8", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("node3", mine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_card_reads_in_Chinese()
    {
        foreach (var pod in (await _shop.ListAsync<Pod>(ListScope.All, TestContext.Current.CancellationToken)).Value)
        {
            var reply = await _room.SayAsync($"walk pod {pod.Metadata.Name} -n {pod.Metadata.Namespace}", locale: Locale.Chinese);
            var text = Conversations.Words.Of(reply, new Reader(Locale.Chinese, TimeZoneInfo.Utc, _room.Now));
            Assert.StartsWith("排查 ", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("walk 99", Outcome.NothingFound)]
    [InlineData("walk 1 fly", Outcome.Refused)]
    [InlineData("walk 1 0", Outcome.Refused)]
    [InlineData("walk 1 yes no", Outcome.Refused)]
    [InlineData("walk 1 yes --at P99", Outcome.Refused)]
    [InlineData("walk cm web -n shop", Outcome.Refused)]
    [InlineData("walk no-such-thing -n shop", Outcome.NothingFound)]
    public async Task Nonsense_gets_a_sentence(string command, Outcome outcome)
    {
        await _room.SayAsync("walk checkout -n shop");
        Assert.Equal(outcome, (await _room.SayAsync(command)).Outcome);
        Assert.Equal("P14", (await _room.WalkAsync()).Step);
    }
}
