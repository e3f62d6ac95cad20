using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Demo;

/// <summary>The button "Why" under what was broken, on the program with a cluster that moves a hundred times as fast.</summary>
public sealed class FaultButtonTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-fault");
    private BotApplication _bot = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _bot = await BotApplication.CreateAsync(new BotSettings(Demo: true, null, null, null, new FileInfo(Path.Combine(_folder.FullName, "bot.db"))) { DemoSpeed = 100 }, "http://127.0.0.1:0", localTests: false, Token);

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("bad-image", "CHB401")]
    [InlineData("bad-rollout", "CHB521")]
    [InlineData("cordoned", "CHB105")]
    [InlineData("crash-loop", "CHB521")]
    [InlineData("dead-node", "CHB901")]
    [InlineData("failing-probe", "CHB601")]
    [InlineData("finalizer", "CHB751")]
    [InlineData("full-quota", "CHB201")]
    [InlineData("missing-config", "CHB501")]
    [InlineData("oom", "CHB522")]
    [InlineData("pending-pvc", "CHB111")]
    [InlineData("wrong-selector", "CHB801")]
    public async Task The_button_under_what_was_broken_leads_to_its_cause_before_all_older_trouble(string fault, string code)
    {
        var broken = await SayAsync($"demo break {fault}");
        var why = broken.Parts.OfType<Buttons>().Single().Items[0].Command;
        using var patience = new CancellationTokenSource(Limit.OfAWait, TimeProvider.System);
        string seen;
        do seen = PlainText.Render(await SayAsync(why), new Reader(Locale.English, TimeZoneInfo.Utc, TimeProvider.System.GetUtcNow()), null);
        while (Codes(seen).FirstOrDefault() != code && !patience.IsCancellationRequested);
        Assert.True(Codes(seen).FirstOrDefault() == code, seen);
    }

    private static string[] Codes(string text) => [.. text.Split(' ', '\n').Where(word => word.StartsWith("CHB", StringComparison.Ordinal))];

    private Task<Reply> SayAsync(string text) => _bot.Services.GetRequiredService<Conversation>().AnswerAsync(
        new Intent(Guid.NewGuid().ToString(), new AccountId("web:alice"), "Alice", new ConversationAddress("web", "room/on-call"), text, "en", "UTC", TimeProvider.System.GetUtcNow()), Token);
}
