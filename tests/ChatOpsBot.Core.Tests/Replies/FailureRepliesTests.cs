using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Conversations;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Replies;

public sealed class FailureRepliesTests
{
    private static readonly Reader English = new(Locale.English, TimeZoneInfo.Utc, Askings.Now);

    [Fact]
    public void What_is_forbidden_names_the_rule_that_allows_it()
    {
        var words = Words.Of(FailureReplies.From(new ClusterFailure.Forbidden("get", ResourceKinds.Pod, "shop", "web", "log", "no")), English);
        Assert.Contains("may not get pods/log in shop", words);
        Assert.Contains("""
            - apiGroups: [""]
              resources: ["pods/log"]
              verbs: ["get"]
            """, words);
    }

    [Fact]
    public void What_is_missing_names_the_nearest()
    {
        var reply = FailureReplies.From(new ClusterFailure.NotFound(ResourceKinds.Node, null, "nod1"), ["node1", "node2", "worker"], name => $"describe node {name}");
        Assert.Equal(Outcome.NothingFound, reply.Outcome);
        Assert.Equal("describe node node1", Assert.IsType<PickList>(Assert.Single(reply.Parts)).Choices[0].Command);
    }

    public static TheoryData<ClusterFailure, string> Failures => new()
    {
        { new ClusterFailure.NotServed(ResourceKinds.PodMetrics), "metrics-server" },
        { new ClusterFailure.Unreachable("https://api:6443", "connection refused"), "https://api:6443" },
        { new ClusterFailure.TimedOut("GET /api/v1/pods", TimeSpan.FromSeconds(10)), "GET /api/v1/pods had no answer within 10s" },
        { new ClusterFailure.CredentialRejected("https://api:6443", "expired"), "Renew the token" },
        { new ClusterFailure.CertificateRejected("https://api:6443", "expired"), "certificate authority" },
        { new ClusterFailure.Conflict("uid differs"), "uid differs" },
        { new ClusterFailure.Rejected(422, "Invalid", "no"), "422 Invalid" },
        { new ClusterFailure.Overloaded("GET /x", "slow down"), "overloaded" },
        { new ClusterFailure.ServerFault(500, "GET /x", "etcd"), "etcd" },
        { new ClusterFailure.Misconfigured(new ClusterName("prod"), "no such file"), "prod" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Each_failure_says_what_to_do(ClusterFailure failure, string words)
    {
        var reply = FailureReplies.From(failure);
        Assert.NotEqual(Outcome.Answered, reply.Outcome);
        Assert.Contains(words, Words.Of(reply, English));
        Assert.NotEmpty(Words.Of(reply, English with { Locale = Locale.Chinese }));
    }
}
