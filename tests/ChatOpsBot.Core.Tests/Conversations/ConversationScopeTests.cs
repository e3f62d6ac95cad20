using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class ConversationScopeTests
{
    private static readonly Reader English = new(Locale.English, TimeZoneInfo.Utc, Askings.Now);
    private static readonly Reader Chinese = English with { Locale = Locale.Chinese };
    private static readonly ConversationScope OnCall = ConversationScope.None with
    {
        Name = "on-call",
        Commands = ["pods", "why", "use"],
        Aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["oops"] = "pods --bad", ["yaml"] = "oops" },
    };

    [Theory]
    [InlineData("oops", "pods --bad")]
    [InlineData("  Oops -n shop", "pods --bad -n shop")]
    [InlineData("oopsie", "oopsie")]
    [InlineData("why oops", "why oops")]
    [InlineData("yaml x", "oops x")]
    [InlineData("", "")]
    public void The_first_word_is_spelt_out_once(string said, string meant) => Assert.Equal(meant, OnCall.Expand(said));

    [Fact]
    public async Task An_alias_is_answered_as_what_it_stands_for()
    {
        var cluster = new FakeCluster();
        await new Bot(cluster) { Scope = OnCall }.SayAsync("oops -n shop");
        Assert.Contains(cluster.Calls, call => call.Namespace == "shop");
    }

    [Fact]
    public async Task A_command_outside_the_scope_is_refused_with_those_inside_and_asks_the_cluster_nothing()
    {
        var cluster = new FakeCluster();
        var reply = await new Bot(cluster) { Scope = OnCall }.SayAsync("logs checkout");
        Assert.Equal(Outcome.Refused, reply.Outcome);
        var said = Words.Of(reply, English);
        Assert.Contains("logs may not be used in this conversation (on-call).", said);
        Assert.Contains("pods, why, use", said);
        Assert.Empty(cluster.Calls);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("whoami")]
    public async Task Help_and_whoami_are_in_every_scope(string text) =>
        Assert.Equal(Outcome.Answered, (await new Bot(new FakeCluster()) { Scope = OnCall }.SayAsync(text)).Outcome);

    [Fact]
    public async Task Help_lists_what_may_be_said_here()
    {
        var reply = await new Bot(new FakeCluster()) { Scope = OnCall }.SayAsync("help");
        var facts = reply.Parts.OfType<Facts>().Single().Items.Select(fact => English.Read(fact.Name)).ToList();
        Assert.Equal(["help", "pods", "use", "whoami", "why", "oops", "yaml"], facts);
        Assert.Contains("Here short for: pods --bad", Words.Of(reply, English));
    }

    [Theory]
    [InlineData("o", "oops")]
    [InlineData("po", "pods")]
    public async Task What_one_types_goes_on_with_the_commands_and_words_of_the_scope(string typed, string suggested) =>
        Assert.Equal([suggested], (await new Bot(new FakeCluster()) { Scope = OnCall }.CompleteAsync(typed)).Select(suggestion => suggestion.Shown));

    [Fact]
    public async Task The_language_that_use_chooses_goes_before_the_scopes_and_the_askers_until_it_is_given_up()
    {
        var bot = new Bot(new FakeCluster()) { Scope = OnCall with { Language = Locale.Chinese } };
        Assert.Contains("简体中文", Words.Of(await bot.SayAsync("use", locale: "en"), Chinese));
        Assert.Contains("answered in English", Words.Of(await bot.SayAsync("use --language en", locale: "zh-CN"), English));
        Assert.Contains("Nothing is called", English.Read((await bot.SayAsync("why nope", locale: "zh-CN")).Title));
        Assert.Contains("简体中文", Words.Of(await bot.SayAsync("use --language auto"), Chinese));
    }

    [Fact]
    public async Task A_language_that_does_not_exist_is_answered_with_those_that_do()
    {
        var bot = new Bot(new FakeCluster());
        Assert.Contains("--language takes one of these: auto, en, zh-Hans; not tlh.", Words.Of(await bot.SayAsync("use --language tlh"), English));
        Assert.Contains("--language 只接受以下之一：auto、en、zh-Hans；不接受 tlh。", Words.Of(await bot.SayAsync("use --language tlh", locale: "zh-CN"), Chinese));
        Assert.Contains("takes one of these: wide; not yaml.", Words.Of(await bot.SayAsync("pods -o yaml"), English));
    }

    [Fact]
    public async Task The_scopes_cluster_and_namespace_are_meant_until_use_chooses()
    {
        FakeCluster first = new() { Cluster = new("first") }, second = new() { Cluster = new("second") };
        var bot = new Bot(first, second) { Scope = OnCall with { Cluster = new ClusterName("second"), Namespace = "shop" } };
        await bot.SayAsync("pods");
        Assert.Empty(first.Calls);
        Assert.Contains(second.Calls, call => call.Namespace == "shop");

        await bot.SayAsync("use first");
        await bot.SayAsync("pods");
        Assert.NotEmpty(first.Calls);
        Assert.DoesNotContain(first.Calls, call => call.Namespace == "shop");
    }
}
