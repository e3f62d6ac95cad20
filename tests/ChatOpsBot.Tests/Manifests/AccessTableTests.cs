using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Tests.Manifests;

/// <summary>can-i.tsv against the program; test.sh holds the same table against a cluster.</summary>
public sealed class AccessTableTests
{
    private const string Bot = "system:serviceaccount:chatopsbot:chatopsbot";

    private static readonly string[] Changing =
        ["create", "update", "patch", "delete", "deletecollection", "impersonate", "bind", "escalate"];

    [Fact]
    public void Whatever_kind_the_program_reads_the_default_install_may_read_but_Secrets()
    {
        foreach (var kind in ResourceKinds.All.Append(ResourceKinds.PodMetrics).Append(ResourceKinds.NodeMetrics))
        {
            var answer = kind == ResourceKinds.Secret ? "no" : "yes";
            Assert.Contains(new Row("default", Bot, "-", "get", kind.ToString(), "-", answer), Rows());
            Assert.Contains(new Row("default", Bot, "-", "list", kind.ToString(), "-", answer), Rows());
        }
    }

    [Fact]
    public void No_row_expects_the_default_install_to_change_anything() =>
        Assert.All(
            Rows().Where(row => row is { Component: "default", Expected: "yes" } && Changing.Contains(row.Verb)),
            row => Assert.Equal("selfsubjectaccessreviews.authorization.k8s.io", row.Resource));

    [Fact]
    public void With_actions_the_bot_itself_may_only_ask_and_act_as_named_people() =>
        Assert.All(
            Rows().Where(row => row is { Component: "actions", User: Bot, Expected: "yes" } && Changing.Contains(row.Verb)),
            row => Assert.True(
                row is { Verb: "create", Resource: "subjectaccessreviews.authorization.k8s.io" }
                    || (row.Verb == "impersonate" && row.Resource.Contains(':')),
                row.ToString()));

    [Fact]
    public void With_port_forward_the_bot_may_forward_ports_and_nothing_else() =>
        Assert.All(Rows().Where(row => row is { Component: "port-forward", Expected: "yes" }), row => Assert.Equal((Bot, "pods/portforward"), (row.User, row.Resource)));

    [Fact]
    public void Every_row_is_whole_and_says_yes_or_no() =>
        Assert.All(Rows(), row =>
        {
            Assert.Contains(row.Component, new[] { "default", "actions", "secret-names", "port-forward", "node-logs" });
            Assert.Contains(row.Expected, new[] { "yes", "no" });
        });

    private sealed record Row(
        string Component, string User, string Groups, string Verb, string Resource, string Namespace, string Expected);

    private static List<Row> Rows() =>
        [.. from line in File.ReadLines(Path.Combine(Repository.Root, "manifests", "kubernetes", "can-i.tsv"))
            where !line.StartsWith('#')
            let cells = line.Split('\t')
            select cells.Length == 7
                ? new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6])
                : throw new FormatException($"not seven cells: {line}")];
}
