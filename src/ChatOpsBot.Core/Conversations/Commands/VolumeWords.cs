using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>Volumes and their mounts in kubectl's words.</summary>
internal static class VolumeWords
{
    /// <summary>"ConfigMap web-config", "PVC data (ReadOnly)".</summary>
    public static string Source(Volume volume) => volume switch
    {
        { ConfigMap: { } map } => $"ConfigMap {map.Name}{Optional(map.Optional)}",
        { Secret: { } secret } => $"Secret {secret.SecretName}{Optional(secret.Optional)}",
        { PersistentVolumeClaim: { } claim } => $"PVC {claim.ClaimName}",
        { EmptyDir: not null } => "emptyDir",
        { HostPath: { } path } => $"hostPath {path.Path}",
        { Projected: { } projected } => $"projected ({string.Join(", ", projected.Sources.Select(Part))})",
        { Csi: { } csi } => $"CSI {csi.Driver}",
        { DownwardAPI: not null } => "downwardAPI",
        { Ephemeral: not null } => "ephemeral claim",
        { Nfs: not null } => "NFS",
        _ => "?",
    };

    /// <summary>"web at /data (ro)".</summary>
    public static string Mount(string container, VolumeMount mount) =>
        $"{container} at {mount.MountPath}{(mount.SubPath is { Length: > 0 } sub ? $" ({sub})" : "")}{(mount.ReadOnly == true ? " (ro)" : "")}";

    private static string Optional(bool? optional) => optional == true ? " (optional)" : "";

    private static string Part(ProjectedItem item) => item switch
    {
        { ConfigMap: { } map } => $"ConfigMap {map.Name}",
        { Secret: { } secret } => $"Secret {secret.Name}",
        { ServiceAccountToken: not null } => "service account token",
        { DownwardAPI: not null } => "downwardAPI",
        _ => "?",
    };
}
