using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Tests.Conversations;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis.Tree;

public sealed class DecisionTreeTests
{
    // The published picture (https://learnkube.com/troubleshooting-deployments), with the two ends of S3 the right way round.
    private static readonly (string Id, string Yes, string No)[] Picture =
    [
        ("P1", "P2", "P6"), ("P2", "AddCapacity", "P3"), ("P3", "RelaxQuota", "P4"), ("P4", "FixClaim", "P5"), ("P5", "KubeletIssue", "SchedulerIssue"),
        ("P6", "P18", "P7"), ("P7", "FixApp", "P8"), ("P8", "ReadPreviousLogs", "P9"), ("P9", "P10", "P13"), ("P10", "P11", "FixImageName"),
        ("P11", "P12", "FixImageTag"), ("P12", "PrivatePull", "RuntimeIssue"), ("P13", "P14", "P17"), ("P14", "P15", "FixApp"), ("P15", "FixDockerfile", "P16"),
        ("P16", "FixLiveness", "Unknown"), ("P17", "FixVolumeMount", "AskOutside"), ("P18", "P20", "P19"), ("P19", "FixReadiness", "Unknown"),
        ("P20", "S1", "P21"), ("P21", "Unknown", "ListenEverywhere"), ("S1", "S4", "S2"), ("S2", "S3", "FixSelector"), ("S3", "EndpointsController", "KubeletIp"),
        ("S4", "I1", "S5"), ("S5", "KubeProxy", "FixPorts"), ("I1", "I3", "I2"), ("I2", "ControllerDocs", "FixBackend"), ("I3", "I4", "ControllerDocs"),
        ("I4", "Done", "Exposure"),
    ];

    [Fact]
    public void The_tree_keeps_every_row_of_the_picture()
    {
        var ids = Picture.Select(row => row.Id).ToHashSet();
        foreach (var (id, yes, no) in Picture)
        {
            Assert.Equal(yes, PastAdditions(DecisionTree.Questions[id].Yes, ids));
            Assert.Equal(no, PastAdditions(DecisionTree.Questions[id].No, ids));
        }
    }

    [Fact]
    public void Every_successor_exists() => Assert.All(DecisionTree.Questions.Values, question => Assert.All([question.Yes, question.No],
        id => Assert.True(DecisionTree.Questions.ContainsKey(id) || DecisionTree.Ends.ContainsKey(id), $"{question.Id} leads to {id}")));

    [Fact]
    public void Every_question_and_every_end_is_reached() =>
        Assert.Equal(DecisionTree.Questions.Keys.Concat(DecisionTree.Ends.Keys).Order(), DecisionTree.InOrder().Order());

    [Fact]
    public void No_way_through_the_tree_comes_back() => Assert.All(DecisionTree.Starts, start => Descend(start, []));

    [Fact]
    public void A_question_and_an_end_never_share_an_id() => Assert.Empty(DecisionTree.Questions.Keys.Intersect(DecisionTree.Ends.Keys));

    [Fact]
    public void Every_text_stands_in_every_language()
    {
        var keys = DecisionTree.Questions.Keys.SelectMany(id => new[] { $"walk.{id}.asks", $"walk.{id}.why" })
            .Concat(DecisionTree.Ends.Keys.SelectMany(id => new[] { $"walk.{id}.title", $"walk.{id}.do" }))
            .Concat(new[] { "yes", "no", "skip" }.Select(answer => $"walk.answer.{answer}"));
        Assert.All(keys, key => Assert.All(Locale.All, locale => Assert.False(string.IsNullOrWhiteSpace(TextCatalog.Find(key, locale)), $"{key} in {locale}")));
    }

    [Fact]
    public void The_drawing_in_the_documentation_is_that_of_the_machine()
    {
        var english = new Reader(Locale.English, TimeZoneInfo.Utc, Askings.Now);
        var page = $"""
            # The decision tree

            What `walk` asks, drawn by Stateless from the machine that runs it (`WalkMachine`); after a change of a question run
            `DecisionTreeTests` once with `UPDATE_GOLDEN=1`. P, S and I are the questions of the
            [visual guide on troubleshooting Kubernetes deployments](https://learnkube.com/troubleshooting-deployments); the other letters
            stand for what that picture lacks (see `DecisionTree`). A walk begins at T1 for a pod, W0 for a workload, S1 for a Service,
            I1 for an Ingress and N1 for a node.

            ```mermaid
            {WalkMachine.Draw(id => english.Read(Label(id))).TrimEnd('\n')}
            ```

            """.ReplaceLineEndings("\n");
        var file = Path.Combine(Repository.Root, "docs", "decision-tree.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(file, page);
        Assert.Equal(File.ReadAllText(file), page);
    }

    [Theory]
    [InlineData("registry:5000/shop/web:2.1", "registry:5000/shop/web", "2.1")]
    [InlineData("registry:5000/shop/web", "registry:5000/shop/web", "latest")]
    [InlineData("busybox", "busybox", "latest")]
    [InlineData("web@sha256:abc", "web", "sha256:abc")]
    public void An_image_is_its_repository_and_its_tag(string image, string repository, string tag) =>
        Assert.Equal((repository, tag), (ImageName.Repository(image), ImageName.Tag(image)));

    [Fact]
    public void What_the_scheduler_says_of_preemption_is_no_reason_of_a_node() => Assert.Equal(
        ["1 Insufficient cpu", "2 node(s) had untolerated taint(s)."],
        Scheduler.Clauses("0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint(s). preemption: 0/3 nodes are available: 3 Insufficient memory."));

    private static Text Label(string id) => DecisionTree.Questions.TryGetValue(id, out var question) ? Text.Of("walk.numbered", id, question.Asks) : DecisionTree.Ends[id].Title;

    // A "no" to a question that the picture lacks goes on as the picture does.
    private static string PastAdditions(string id, HashSet<string> picture)
    {
        while (!picture.Contains(id) && DecisionTree.Questions.TryGetValue(id, out var added)) id = added.No;
        return id;
    }

    private static void Descend(string id, HashSet<string> above)
    {
        Assert.DoesNotContain(id, above);
        if (!DecisionTree.Questions.TryGetValue(id, out var question)) return;
        foreach (var next in new[] { question.Yes, question.No }.Distinct()) Descend(next, [.. above, id]);
    }
}
