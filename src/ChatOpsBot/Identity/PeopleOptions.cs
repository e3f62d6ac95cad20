namespace ChatOpsBot.Host.Identity;

/// <summary>The section "People": everybody whom the bot knows, by the name that audit and cards use. Nobody else may do anything
/// but ask who they are.</summary>
internal sealed class PeopleOptions : Dictionary<string, PersonOptions>
{
    public const string Section = "People";

    public PeopleOptions() : base(StringComparer.OrdinalIgnoreCase)
    {
    }
}

/// <summary>One person.</summary>
internal sealed class PersonOptions
{
    /// <summary>As shown to others; the name itself when empty.</summary>
    public string? DisplayName { get; set; }

    /// <summary>"teams:{tenant id}/{Entra object id}", "slack:{team}/{user}" ("slack:{enterprise}/{team}/{user}" in Enterprise Grid), "web:{issuer}|{subject}", "cli:{name}". `whoami` says what one's own is.</summary>
    public List<string> Accounts { get; set; } = [];

    /// <summary>Reader, Requester, Approver.</summary>
    public List<string> Roles { get; set; } = [];

    /// <summary>The cluster user as which this person's actions are made (impersonation).</summary>
    public string? KubernetesUser { get; set; }

    /// <summary>The cluster group; one at most (docs/decisions/0004).</summary>
    public string? KubernetesGroup { get; set; }
}
