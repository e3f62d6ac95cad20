using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Conversations.Commands;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Core.Tests.Conversations.Commands;

public sealed class DemoCommandTests : IDemoFaults
{
    private static readonly Reader English = new(Locale.English, TimeZoneInfo.Utc, Askings.Now);
    private readonly SortedDictionary<string, bool> _faults = new(StringComparer.Ordinal) { ["bad-image"] = false, ["oom"] = false };

    [Fact]
    public async Task A_fault_is_broken_listed_and_healed()
    {
        var broken = await SayAsync("demo break oom");
        Assert.Equal("oom is broken now; give it half a minute to show", English.Read(broken.Title));
        Assert.Contains(broken.Parts.OfType<Buttons>().Single().Items, button => button.Command == "demo heal oom");
        Assert.Contains(broken.Parts.OfType<Buttons>().Single().Items, button => button.Command == "why deployment oom -n shop");
        Assert.Contains("oom (broken now)", (await SayAsync("demo faults")).Parts.OfType<ChatOpsBot.Core.Replies.Facts>().Single().Items.Select(fact => English.Read(fact.Name)));
        await SayAsync("demo heal oom");
        Assert.False(_faults["oom"]);
    }

    [Fact]
    public async Task A_misspelt_fault_is_answered_with_the_nearest()
    {
        var reply = await SayAsync("demo break bad-imgae");
        Assert.Equal(Outcome.Refused, reply.Outcome);
        Assert.Equal("demo break bad-image", Assert.Single(reply.Parts.OfType<Buttons>().Single().Items).Command);
    }

    [Fact]
    public void A_bot_without_a_demo_cluster_has_none_of_these_commands()
    {
        Assert.DoesNotContain(new ServiceCollection().AddConversations(), service => typeof(DemoCommand).IsAssignableFrom(service.ImplementationType));
        Assert.Equal(3, new ServiceCollection().AddDemoCommands().Count(service => typeof(DemoCommand).IsAssignableFrom(service.ImplementationType)));
    }

    Task<IReadOnlyList<DemoFault>> IDemoFaults.ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DemoFault>>([.. _faults.Select(fault => new DemoFault(fault.Key, $"deployment {fault.Key} -n shop", fault.Value))]);

    Task IDemoFaults.SetAsync(string name, bool broken, CancellationToken cancellationToken)
    {
        _faults[name] = broken;
        return Task.CompletedTask;
    }

    private async Task<Reply> SayAsync(string text)
    {
        var grammar = new Grammar([new DemoBreak(this), new DemoHeal(this), new DemoFaults(this)]);
        var understood = Assert.IsType<Utterance.Understood>(grammar.Read(text, Locale.English));
        return await understood.Command.AnswerAsync(understood.Parsed, null!, TestContext.Current.CancellationToken);
    }
}
