using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Conversations.Commands;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Tests.Conversations;
using ChatOpsBot.Core.Tests.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis.Walks;

/// <summary>A room with several people. Every sentence meets new instances over the same store, as after a restart.</summary>
internal sealed class WalkRoom(FakeCluster cluster) : IClusters
{
    public MemoryWalkStore Store { get; } = new();

    public DateTimeOffset Now { get; set; } = RecordedShop.Now;

    public IReadOnlyList<ClusterName> Names => [cluster.Cluster];

    public IClusterReader Reader(ClusterName name) => cluster;

    public IClusterWriter Writer(ClusterName name) => throw new InvalidOperationException("A walk writes nothing.");

    /// <summary>Says something in the room.</summary>
    public async Task<Reply> SayAsync(string text, string person = "ann", Locale? locale = null)
    {
        var people = new TestPeople();
        var walks = new Core.Diagnosis.Walks.Walks(Store, this, people);
        var grammar = new Grammar([new WalkCommand(walks, new TargetResolver()), new WalksCommand(walks)]);
        var reading = Assert.IsType<Utterance.Understood>(grammar.Read(text, Locale.English));
        var asking = Askings.On(cluster, person: people[person], locale: locale, now: Now) with { Intent = Askings.Intent(text) };
        return await reading.Command.AnswerAsync(reading.Parsed, asking, TestContext.Current.CancellationToken);
    }

    /// <summary>Says something, and reads the answer in English.</summary>
    public async Task<string> ReadAsync(string text, string person = "ann") => Read(await SayAsync(text, person));

    /// <summary>The stored walk.</summary>
    public async Task<Walk> WalkAsync(long id = 1) => (await Store.FindAsync(new WalkId(id), TestContext.Current.CancellationToken))!;

    /// <summary>A reply in English.</summary>
    public string Read(Reply reply) => Words.Of(reply, new Reader(Locale.English, TimeZoneInfo.Utc, Now));
}
