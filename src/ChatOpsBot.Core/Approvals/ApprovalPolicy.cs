using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOpsBot.Core.Approvals;

/// <summary>The rules of actions: the section "Actions" of the configuration. Safe by default: no action at all.</summary>
public sealed record ApprovalPolicy
{
    /// <summary>The configuration's section.</summary>
    public const string Section = "Actions";

    /// <summary>The setting that a refusal names.</summary>
    public const string EnabledSetting = $"{Section}:{nameof(Enabled)}";

    /// <summary>Whether anything may be changed in a cluster. Default: false.</summary>
    public bool Enabled { get; init; }

    /// <summary>How long a request may wait for its approvals and its execution: 1 minute to 24 hours. Default: 15 minutes.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many people besides the requester must approve, by tier: 1 to 10. Default for tiers that are not named: 1.</summary>
    public IReadOnlyDictionary<RiskTier, int> Quorum { get => field ?? new Dictionary<RiskTier, int>(); init; }

    /// <summary>After how long a claim without a result counts as a crash, to be settled by looking at the object: 30 seconds to
    /// 1 hour. An execution is cancelled after half of it. Default: 2 minutes.</summary>
    public TimeSpan ClaimLease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Names these rules: votes bind to them, so a change of rules drops the votes.</summary>
    public string Version
    {
        get
        {
            var rules = string.Create(CultureInfo.InvariantCulture, $"{Enabled};{Expiry.Ticks};")
                + string.Join(',', Enum.GetValues<RiskTier>().Select(QuorumOf));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rules)))[..16];
        }
    }

    /// <summary>How many approvals a tier takes.</summary>
    public int QuorumOf(RiskTier tier) => Quorum.GetValueOrDefault(tier, 1);

    /// <summary>Every mistake in the settings; none when they are good.</summary>
    public IEnumerable<string> Problems()
    {
        if (Expiry < TimeSpan.FromMinutes(1) || Expiry > TimeSpan.FromHours(24))
            yield return $"{Section}:{nameof(Expiry)} is {Expiry}; it must be between 00:01:00 and 1.00:00:00.";
        if (ClaimLease < TimeSpan.FromSeconds(30) || ClaimLease > TimeSpan.FromHours(1))
            yield return $"{Section}:{nameof(ClaimLease)} is {ClaimLease}; it must be between 00:00:30 and 01:00:00.";
        foreach (var (tier, quorum) in Quorum)
        {
            if (quorum is < 1 or > 10) yield return $"{Section}:{nameof(Quorum)}:{tier} is {quorum}; it must be between 1 and 10.";
        }
    }
}
