using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Conversations.Commands;
using ChatOpsBot.Core.Conversations.Requests;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Remediation;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Approvals;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Tests.Conversations;
using ChatOpsBot.Core.Tests.Identity;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Core.Tests.Remediation;

/// <summary>The whole line from a sentence to a deletion, on a shop in memory: db-0 of a StatefulSet on a silent node, stuck Terminating;
/// checkout of a Deployment with two ready pods; a static pod; a bare pod.</summary>
internal sealed class ActionBot : IClusters, IConversationDefaults, IConversationScopes
{
    public static readonly DateTimeOffset Noon = Bench.Noon;

    private const string Shop = """
        apiVersion: v1
        kind: Pod
        metadata: {name: db-0, namespace: shop, uid: uid-db-0, deletionTimestamp: "2030-01-02T11:50:00Z", deletionGracePeriodSeconds: 30, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: uid-db, controller: true}]}
        spec: {nodeName: node2, terminationGracePeriodSeconds: 30, volumes: [{name: data, persistentVolumeClaim: {claimName: data-db-0}}], containers: [{name: db, image: db}]}
        status: {phase: Running, conditions: [{type: Ready, status: "False"}]}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data-db-0, namespace: shop, uid: uid-claim}
        spec: {accessModes: [ReadWriteOnce], volumeName: pv-1}
        status: {phase: Bound, accessModes: [ReadWriteOnce]}
        ---
        apiVersion: storage.k8s.io/v1
        kind: VolumeAttachment
        metadata: {name: csi-1}
        spec: {nodeName: node2, source: {persistentVolumeName: pv-1}}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: node2, uid: uid-node2}
        status: {conditions: [{type: Ready, status: Unknown, reason: NodeStatusUnknown, lastTransitionTime: "2030-01-02T11:44:00Z"}]}
        ---
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata: {name: node2, namespace: kube-node-lease}
        spec: {holderIdentity: node2, renewTime: "2030-01-02T11:43:20Z"}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: node1, uid: uid-node1}
        status: {conditions: [{type: Ready, status: "True", lastTransitionTime: "2030-01-01T00:00:00Z"}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: checkout-abc-1, namespace: shop, uid: uid-c1, labels: {app: checkout}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: checkout-abc, uid: uid-rs, controller: true}]}
        spec: {nodeName: node1, containers: [{name: app, image: app}]}
        status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: checkout-abc-2, namespace: shop, uid: uid-c2, labels: {app: checkout}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: checkout-abc, uid: uid-rs, controller: true}]}
        spec: {nodeName: node1, containers: [{name: app, image: app}]}
        status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: proxy-node1, namespace: shop, uid: uid-p, annotations: {kubernetes.io/config.mirror: x, kubernetes.io/config.source: file}, ownerReferences: [{apiVersion: v1, kind: Node, name: node1, uid: uid-node1, controller: true}]}
        spec: {nodeName: node1, containers: [{name: p, image: p}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: lonely, namespace: shop, uid: uid-l}
        spec: {nodeName: node1, containers: [{name: p, image: p}]}
        """;

    private readonly ServiceProvider _services;

    public ActionBot(ApprovalPolicy? policy = null)
    {
        Store = new MemoryRequestStore(Time);
        Cluster = new FakeCluster { Cluster = new("demo") }.Add(Shop);
        Api = new FakeWriter(Cluster, Time);
        Policy = policy ?? new ApprovalPolicy { Enabled = true };
        _services = Provide(Policy);
    }

    public FakeTimeProvider Time { get; } = new(Noon);

    public TestPeople People { get; } = new();

    public ApprovalPolicy Policy { get; }

    public MemoryRequestStore Store { get; }

    public MemoryChats Chats { get; } = new();

    public FakeCluster Cluster { get; }

    public FakeWriter Api { get; }

    public IReadOnlyList<ClusterName> Names { get; set; } = [new("demo")];

    public IReadOnlyList<string> Kinds => [.. Store.Audit.Entries.Select(entry => entry.Draft.Kind)];

    public Reader English => new(Locale.English, TimeZoneInfo.Utc, Time.GetUtcNow());

    public Task<Reply> SayAsync(string who, string text, string room = "room") => _services.GetRequiredService<Conversation>().AnswerAsync(
        new Intent(Guid.NewGuid().ToString("N"), new($"cli:{who}"), null, new("test", room), text, null, null, Time.GetUtcNow()), TestContext.Current.CancellationToken);

    /// <summary>The reply as lines of English text.</summary>
    public async Task<string> ReadAsync(string who, string text) => Words.Of(await SayAsync(who, text), English);

    /// <summary>Carries out what is due, as another process would with other rules when they are given.</summary>
    public Task<IReadOnlyList<ActionRequest>> RunAsync(ApprovalPolicy? policy = null) =>
        (policy is null ? _services : Provide(policy)).GetRequiredService<ActionExecutor>().RunDueAsync(TestContext.Current.CancellationToken);

    public async Task<ActionRequest> RequestAsync(long id = 1) => (await Store.FindAsync(new(id), TestContext.Current.CancellationToken))!;

    /// <summary>What waits for somebody's decision, a text each.</summary>
    public async Task<IReadOnlyList<string>> WaitingAsync(string who) =>
        [.. (await _services.GetRequiredService<WaitingRequests>().ForAsync(new($"cli:{who}"), TestContext.Current.CancellationToken)).Select(reply => Words.Of(reply, English))];

    /// <summary>The commands of the buttons of a request's card as one person sees it.</summary>
    public async Task<IReadOnlyList<string>> PressableAsync(string who, long id = 1)
    {
        var viewer = new Intent("", new($"cli:{who}"), null, new("test", "room"), "", null, null, Time.GetUtcNow());
        var view = await _services.GetRequiredService<CardViews>().ForAsync(new($"request:{id}"), viewer, TestContext.Current.CancellationToken);
        return [.. view!.Reply.Parts.OfType<Buttons>().SelectMany(buttons => buttons.Items).Select(button => button.Command)];
    }

    /// <summary>The card of a request as every copy shows it.</summary>
    public string Card(long id = 1) => Words.Of(Chats.Cards[new($"request:{id}")], English);

    /// <summary>Where a request stands, and why.</summary>
    public async Task<(RequestState State, string Why)> StandingAsync(long id = 1)
    {
        var request = await RequestAsync(id);
        return (request.State, request.LastChange.Why is { } why ? English.Read(why) : "");
    }

    public IClusterReader Reader(ClusterName cluster) => Cluster;

    public IClusterWriter Writer(ClusterName cluster) => Api;

    public ConversationScope Of(ConversationAddress where) => ConversationScope.None;

    public Task<ConversationDefaults> GetAsync(ConversationAddress where, CancellationToken cancellationToken) => Task.FromResult(new ConversationDefaults(null, null));

    public Task SetAsync(ConversationAddress where, ConversationDefaults defaults, CancellationToken cancellationToken) => Task.CompletedTask;

    private ServiceProvider Provide(ApprovalPolicy policy) => new ServiceCollection()
        .AddSingleton<TimeProvider>(Time).AddSingleton<IPeople>(People).AddSingleton<IClusters>(this).AddSingleton<IConversationDefaults>(this).AddSingleton<IConversationScopes>(this)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton(policy)
        .AddSingleton<IRequestStore>(Store).AddSingleton<IAuditLog>(Store.Audit).AddSingleton<IOutbox>(Chats).AddSingleton<ICards>(Chats).AddSingleton<IAddressBook>(Chats)
        .AddConversations().AddApprovals().AddRemediation()
        .RemoveAll<ChatCommand>()
        .AddSingleton<ChatCommand, RequestPodDeletion>().AddSingleton<ChatCommand, Approve>().AddSingleton<ChatCommand, Deny>().AddSingleton<ChatCommand, CancelRequest>()
        .AddSingleton<ChatCommand, ListRequests>().AddSingleton<ChatCommand, ShowAudit>().AddSingleton<ChatCommand, VerifyAudit>()
        .BuildServiceProvider();
}
