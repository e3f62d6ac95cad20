using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Cards;
using ChatOpsBot.Host.Channels.Teams.Files;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Channels.Teams.Files;

public sealed class OfferedFilesTests
{
    private static readonly ConversationAddress Where = new("teams", "a:alex");
    private readonly FakeTimeProvider _time = new(TeamsHost.Now);

    [Fact]
    public void A_file_is_taken_once_unless_it_is_returned()
    {
        var files = new OfferedFiles(_time);
        var id = files.Keep(Where, new("x.yaml", "a: 1"));
        Assert.Equal(new Taking.Taken(new("x.yaml", "a: 1")), files.Take(id, Where));
        Assert.IsType<Taking.Before>(files.Take(id, Where));
        files.Return(id);
        Assert.IsType<Taking.Taken>(files.Take(id, Where));
        files.Settle(id);
        Assert.IsType<Taking.Before>(files.Take(id, Where));
    }

    [Fact]
    public void Nobody_takes_a_file_that_was_offered_in_another_chat()
    {
        var files = new OfferedFiles(_time);
        Assert.IsType<Taking.Unknown>(files.Take(files.Keep(Where, new("x", "a")), new("teams", "a:megan")));
        Assert.IsType<Taking.Unknown>(files.Take("guessed", Where));
    }

    [Fact]
    public void A_file_is_kept_for_a_day()
    {
        var files = new OfferedFiles(_time);
        var id = files.Keep(Where, new("x", "a"));
        _time.Advance(OfferedFiles.Kept);
        Assert.IsType<Taking.Unknown>(files.Take(id, Where));
    }

    [Fact]
    public void The_oldest_give_way_when_there_is_much_to_keep()
    {
        var files = new OfferedFiles(_time);
        var ids = Enumerable.Range(0, 5).Select(_ =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return files.Keep(Where, new ReplyFile("x", new string('x', 5 * 1024 * 1024)));
        }).ToList();
        Assert.IsType<Taking.Unknown>(files.Take(ids[0], Where));
        Assert.IsType<Taking.Taken>(files.Take(ids[^1], Where));
    }
}
