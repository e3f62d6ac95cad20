using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>The image was built for platforms that no node of the cluster has.</summary>
internal sealed class ImageForNoNode : IReview
{
    public string Code => "CHB960";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Nodes.Count == 0 ? [] :
        from look in NamedImage.Of(snapshot)
        let found = look.Answer as RegistryAnswer.Found
        where found is not null && snapshot.Nodes.All(node => found.Runs(Label(node, "os"), Label(node, "arch")) == false)
        select this.Find(snapshot, look.Image, look.Image, Text.List(found.Platforms), Text.List(snapshot.Nodes.Select(node => $"{Label(node, "os")}/{Label(node, "arch")}").Distinct())) with { Evidence = look.Evidence };

    private static string? Label(Node node, string name) => node.Metadata.Labels.GetValueOrDefault($"kubernetes.io/{name}");
}
