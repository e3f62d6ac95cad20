using ChatOpsBot.Host.Channels.Teams.Authentication;
using ChatOpsBot.Tests.Channels.Teams;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>Microsoft's botframework-connector and the bot get the same tokens, and believe the same ones; where they do not, the row says
/// why.</summary>
public sealed class BotConnectorTests(TokenBench bench) : IClassFixture<TokenBench>, IAsyncLifetime
{
    public static TheoryData<string> Tokens => [.. TokenTable.Rows.Keys];

    public async ValueTask InitializeAsync() => await bench.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task The_bot_believes_what_Microsofts_code_believes_unless_the_row_says_why(string token)
    {
        var row = TokenTable.Rows[token];
        var (header, activity) = (row.Header(bench), Activities.Message("pods", Guid.NewGuid().ToString()));
        if (row.Activity is { Path: var path, Value: var value }) activity.With(path, value);

        var theirs = await bench.TheirVerdictAsync(row.Cloud, activity, header);
        Assert.True(row.Theirs == theirs.Accepted, $"BotFrameworkAuthentication: {theirs}");
        if (row is { IsEmulators: false, Cloud: not BotCloud.China })
        {
            var old = await bench.TheirOldVerdictAsync(row.Cloud, activity, header);
            Assert.True(row.Theirs == old.Accepted, $"JwtTokenValidation: {old}");
        }
        Assert.Equal(row.Why is null ? row.Theirs : !row.Theirs, await bench.OurVerdictAsync(row.Cloud, activity, header));
    }
}
