namespace ChatOpsBot.DemoCluster.Exec;

/// <summary>How the channels of an exec share its web socket.</summary>
/// <param name="Name">As it is agreed upon; empty when the client named none.</param>
/// <param name="IsText">Whether messages are base64 with the channel as a digit before them.</param>
/// <param name="HasStatus">Whether channel 3 brings the outcome as a Status object.</param>
internal sealed record ExecProtocol(string Name, bool IsText, bool HasStatus)
{
    private static readonly ExecProtocol[] Known =
    [
        new("v5.channel.k8s.io", false, true),
        new("v4.channel.k8s.io", false, true),
        new("v4.base64.channel.k8s.io", true, true),
        new("channel.k8s.io", false, false),
        new("base64.channel.k8s.io", true, false),
    ];

    /// <summary>Whether the API server itself speaks it with the client.</summary>
    public bool IsTranslated => Name == "v5.channel.k8s.io";

    /// <summary>The first that is known of those that the client offers; null when there is none.</summary>
    public static ExecProtocol? Agree(IList<string> offered) => offered.Count == 0
        ? new ExecProtocol("", false, false)
        : offered.Select(o => Known.FirstOrDefault(k => k.Name == o)).FirstOrDefault(k => k is not null);
}
