using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>How an object names the one that controls it.</summary>
internal static class OwnerReference
{
    public static JsonObject To(StoredObject owner) => new()
    {
        ["apiVersion"] = owner.Key.Type.ApiVersion,
        ["kind"] = owner.Key.Type.Kind,
        ["name"] = owner.Key.Name,
        ["uid"] = owner.Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };
}
