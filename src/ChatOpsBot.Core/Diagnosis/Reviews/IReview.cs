namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>A rule about a definition that is not in the cluster yet: the snapshot's pod is the one that would be made. What runs is
/// not measured by it. Its texts are those of a signature.</summary>
internal interface IReview : ISignature;
