using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Remediation;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Approvals;
using ChatOpsBot.Core.Tests.Audit;
using ChatOpsBot.Core.Tests.Diagnosis.Walks;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Core.Tests.Conversations;

/// <summary>The bot without a channel: says things to <see cref="Conversation"/> and reads the reply.</summary>
internal sealed class Bot : IPeople, IClusters, IConversationDefaults, IConversationScopes
{
    private readonly Dictionary<ConversationAddress, ConversationDefaults> _defaults = [];
    private readonly Dictionary<ClusterName, IClusterReader> _clusters;
    private readonly ServiceProvider _services;

    public Bot(params IClusterReader[] clusters)
    {
        _clusters = clusters.ToDictionary(cluster => cluster.Cluster);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time).AddSingleton<IPeople>(this).AddSingleton<IClusters>(this).AddSingleton<IConversationDefaults>(this).AddSingleton<IConversationScopes>(this)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddConversations().AddApprovals().AddRemediation().AddWalks()
            .AddSingleton<IRequestStore, MemoryRequestStore>().AddSingleton<IWalkStore, MemoryWalkStore>().AddSingleton<IAuditLog>(new MemoryAuditLog()).AddSingleton<MemoryChats>()
            .AddSingleton<IOutbox>(provider => provider.GetRequiredService<MemoryChats>())
            .AddSingleton<ICards>(provider => provider.GetRequiredService<MemoryChats>())
            .AddSingleton<IAddressBook>(provider => provider.GetRequiredService<MemoryChats>());
        // Commands of slices whose services are not here stay out.
        var own = typeof(Grammar).Namespace!;
        foreach (var foreign in services.Where(service => service.ServiceType == typeof(ChatCommand)
            && service.ImplementationType!.Namespace?.StartsWith(own, StringComparison.Ordinal) != true).ToList()) services.Remove(foreign);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(Askings.Now);

    public Exhibits Exhibits => _services.GetRequiredService<Exhibits>();

    public Grammar Grammar => _services.GetRequiredService<Grammar>();

    public IReadOnlyList<Person> All { get; init; } = [Askings.Person("ada", Role.Reader)];

    /// <summary>What configuration says of every conversation.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.None;

    public IReadOnlyList<ClusterName> Names => [.. _clusters.Keys];

    /// <summary>Says something as Ada, a reader, unless told otherwise.</summary>
    public Task<Reply> SayAsync(string text, string account = "test:ada", string? locale = null) =>
        _services.GetRequiredService<Conversation>().AnswerAsync(Askings.Intent(text, account, locale), TestContext.Current.CancellationToken);

    /// <summary>How what Ada types may go on, unless somebody else types.</summary>
    public Task<IReadOnlyList<Suggestion>> CompleteAsync(string text, string account = "test:ada") =>
        _services.GetRequiredService<Completion>().CompleteAsync(Askings.Intent(text, account, null), TestContext.Current.CancellationToken);

    /// <summary>A card as somebody sees it.</summary>
    public Task<CardView?> ViewAsync(CardKey card, string account, string? locale = null) =>
        _services.GetRequiredService<CardViews>().ForAsync(card, Askings.Intent("", account, locale), TestContext.Current.CancellationToken);

    /// <summary>The cards that live.</summary>
    public MemoryChats Chats => _services.GetRequiredService<MemoryChats>();

    /// <summary>The reply as lines of English text.</summary>
    public async Task<string> ReadAsync(string text) => Words.Of(await SayAsync(text), new Reader(Locale.English, TimeZoneInfo.Utc, Time.GetUtcNow()));

    public Person? Find(AccountId account) => All.SingleOrDefault(person => person.Accounts.Contains(account));

    public Person? Get(PersonId id) => All.SingleOrDefault(person => person.Id == id);

    public IClusterReader Reader(ClusterName cluster) => _clusters[cluster];

    /// <summary>What proposed objects are tried on; reading commands write nothing.</summary>
    public IClusterWriter? Api { get; init; }

    public IClusterWriter Writer(ClusterName cluster) => Api ?? throw new InvalidOperationException("Reading commands write nothing.");

    public ConversationScope Of(ConversationAddress where) => Scope;

    public Task<ConversationDefaults> GetAsync(ConversationAddress where, CancellationToken cancellationToken) =>
        Task.FromResult(_defaults.GetValueOrDefault(where, new ConversationDefaults(null, null)));

    public Task SetAsync(ConversationAddress where, ConversationDefaults defaults, CancellationToken cancellationToken)
    {
        _defaults[where] = defaults;
        return Task.CompletedTask;
    }
}
