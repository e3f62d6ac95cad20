using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.Tests.Architecture;

/// <summary>Keeps the arrows of docs/architecture.md.</summary>
public sealed class ArrowTests
{
    private static readonly System.Reflection.Assembly Core = typeof(ChatCommand).Assembly;
    private static readonly System.Reflection.Assembly Host = typeof(BotApplication).Assembly;
    private static readonly ArchUnitNET.Domain.Architecture Houses = new ArchLoader().LoadAssemblies(Core, Host).Build();

    private static readonly Dictionary<string, string[]> CoreArrows = new()
    {
        ["Texts"] = [],
        ["Redaction"] = [],
        ["Clusters"] = ["Texts"],
        ["Identity"] = ["Clusters"],
        ["Audit"] = [],
        ["Replies"] = ["Texts", "Clusters", "Redaction"],
        ["Approvals"] = ["Texts", "Identity", "Audit"],
        ["Diagnosis"] = ["Texts", "Redaction", "Clusters", "Identity", "Replies"],
        ["Glossary"] = ["Texts", "Clusters"],
        ["Remediation"] = ["Texts", "Approvals", "Diagnosis", "Clusters", "Identity", "Audit"],
        ["Conversations"] = ["Texts", "Redaction", "Replies", "Approvals", "Diagnosis", "Glossary", "Remediation", "Clusters", "Identity", "Audit"],
    };

    private static readonly Dictionary<string, string[]> HostArrows = new()
    {
        ["Azure"] = [],
        ["Identity"] = [],
        ["Clusters"] = ["Azure"],
        ["Registries"] = ["Clusters"],
        ["Scopes"] = ["Clusters"],
        ["Storage"] = [],
        ["Channels.Loopback"] = [],
        ["Channels.Pictures"] = [],
        ["Channels.Presses"] = [],
        ["Channels.Cards"] = [],
        ["Channels.Shortcuts"] = [],
        ["Channels.Slack"] = ["Channels.Pictures", "Channels.Presses", "Channels.Cards", "Channels.Shortcuts"],
        ["Channels.Teams"] = ["Azure", "Channels.Loopback", "Channels.Pictures", "Channels.Presses", "Channels.Cards", "Channels.Shortcuts"],
        ["Channels.Web"] = ["Channels.Loopback"],
        ["Demo"] = ["CommandLine"],
        ["Hosting"] = ["Azure", "Identity", "Clusters", "Registries", "Scopes", "Storage", "Channels.Slack", "Channels.Teams", "Channels.Web", "Demo", "CommandLine"],
        ["CommandLine"] = ["Hosting", "Storage", "Clusters"],
    };

    public static TheoryData<string> CoreSlices => [.. CoreArrows.Keys];

    public static TheoryData<string> HostSlices => [.. HostArrows.Keys];

    [Theory]
    [MemberData(nameof(CoreSlices))]
    public void A_slice_of_the_core_reaches_only_where_its_arrows_point(string slice) =>
        AssertArrows("ChatOpsBot.Core.", slice, CoreArrows);

    [Theory]
    [MemberData(nameof(HostSlices))]
    public void A_slice_of_the_host_reaches_only_where_its_arrows_point(string slice) =>
        AssertArrows("ChatOpsBot.Host.", slice, HostArrows);

    [Fact]
    public void Every_folder_has_its_place_in_the_house()
    {
        Assert.Empty(Slices("ChatOpsBot.Core.", CoreArrows).Where(type => type.Slice is null).Select(type => type.Type.FullName));
        Assert.Empty(Slices("ChatOpsBot.Host.", HostArrows).Where(type => type.Slice is null).Select(type => type.Type.FullName));
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.EntityFrameworkCore")]
    [InlineData("Microsoft.Bot")]
    [InlineData("Newtonsoft")]
    [InlineData("Azure")]
    [InlineData("KubernetesClient")]
    public void The_core_knows_no_such_library(string library) =>
        Assert.DoesNotContain(Core.GetReferencedAssemblies(), assembly => assembly.Name!.StartsWith(library, StringComparison.Ordinal));

    [Theory]
    [InlineData("Microsoft.Bot.", "Channels.Teams")]
    [InlineData("Newtonsoft.", "Channels.Teams")]
    [InlineData("Microsoft.EntityFrameworkCore", "Storage")]
    [InlineData("MudBlazor", "Channels.Web")]
    [InlineData("k8s", "Clusters")]
    public void A_library_stays_in_the_slice_that_brought_it(string library, string home) =>
        Assert.Empty(Slices("ChatOpsBot.Host.", HostArrows)
            .Where(type => type.Slice != home)
            .SelectMany(type => type.Type.Dependencies.Select(dependency => (type.Type.FullName, Target: dependency.Target.FullName)))
            .Where(arrow => arrow.Target.StartsWith(library, StringComparison.Ordinal))
            .Distinct());

    [Fact]
    public void Channels_reach_neither_the_cluster_nor_the_walks_nor_the_requests() =>
        Assert.Empty(Slices("ChatOpsBot.Host.", HostArrows)
            .Where(type => type.Slice?.StartsWith("Channels.", StringComparison.Ordinal) == true)
            .SelectMany(type => type.Type.Dependencies.Select(dependency => (type.Type.FullName, Slice: SliceOf(dependency.Target, "ChatOpsBot.Core.", CoreArrows))))
            .Where(arrow => arrow.Slice is "Clusters" or "Diagnosis" or "Remediation" or "Approvals" or "Audit")
            .Distinct());

    private static void AssertArrows(string root, string slice, Dictionary<string, string[]> arrows)
    {
        var types = Slices(root, arrows).Where(type => type.Slice == slice).ToList();
        Assert.NotEmpty(types);
        var wrong = types
            .SelectMany(type => type.Type.Dependencies.Select(dependency => (type.Type.FullName, Target: dependency.Target.FullName, Slice: SliceOf(dependency.Target, root, arrows))))
            .Where(arrow => arrow.Slice is not null && arrow.Slice != slice && !arrows[slice].Contains(arrow.Slice))
            .Select(arrow => $"{arrow.FullName} -> {arrow.Target}")
            .Distinct();
        Assert.Empty(wrong);
    }

    private static IEnumerable<(IType Type, string? Slice)> Slices(string root, Dictionary<string, string[]> arrows) => Houses.Types
        .Where(type => type.FullName.StartsWith(root, StringComparison.Ordinal))
        .Select(type => (type, SliceOf(type, root, arrows)));

    // By the full name: what the compiler makes for lambdas and collections has no namespace of its own.
    private static string? SliceOf(IType type, string root, Dictionary<string, string[]> arrows) =>
        type.FullName.StartsWith(root, StringComparison.Ordinal)
            ? arrows.Keys.FirstOrDefault(slice => type.FullName[root.Length..].StartsWith(slice + ".", StringComparison.Ordinal))
            : null;
}
