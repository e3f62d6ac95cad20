using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>create, update and patch, step by step as the API server's registry does them.</summary>
internal sealed class ObjectWrites(RecordedWorld world, ObjectDeletion deletion, TimeProvider clock)
{
    public Answer Create(RequestTarget target, string text, string? contentType, WriteOptions options)
    {
        var type = target.Type;
        if (RequestBody.Object(text, contentType, type.Kind, out var refusal) is not { } body) return refusal!;
        if (Refused(target, body, options, out var warnings) is { } refused) return refused;
        var metadata = Metadata(body, target.Namespace);
        // A dry run ends before the storage that minds.
        if (!options.DryRun && metadata["resourceVersion"]?.ToString() is { Length: > 0 }) return Refusal.InternalError("resourceVersion should not be set on objects to be created");
        if (metadata["name"] is null && metadata["generateName"]?.ToString() is { Length: > 0 } prefix) metadata["name"] = $"{prefix}{world.Identities.Suffix()}";
        if (target.Namespace is not null && NamespaceRefuses(type, target.Namespace, metadata["name"]?.ToString()) is { } refuses) return refuses;
        metadata["uid"] = world.Identities.Uid();
        metadata["creationTimestamp"] = Timestamps.Format(clock.GetUtcNow());
        foreach (var field in new[] { "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields", "selfLink", "generation" }) metadata.Remove(field);
        var schema = Schema.Of(type);
        if (schema.Has("spec") && type.Kind is not ("Service" or "Namespace" or "PersistentVolumeClaim" or "Node")) metadata["generation"] = 1L;
        body.Remove("status");
        Complete(type, target.Namespace, body);
        if (ObjectValidation.Of(type, body, null) is { Count: > 0 } faults) return WriteRefusal.Invalid(type.Group, type.Kind, metadata["name"]?.ToString() ?? "", faults);
        if (schema.Has("status")) body.TryAdd("status", new JsonObject());

        using var exclusive = world.Objects.Exclusive();
        var key = new ObjectKey(Stored(type), target.Namespace, metadata["name"]!.ToString());
        if (Limited(new StoredObject(key, body)) is { } limited) return Refusal.NotAdmitted(type, key.Name, limited);
        if (world.Objects.Get(key) is not null) return WriteRefusal.AlreadyExists(type, key.Name);
        return Answer.Json(options.DryRun ? body : world.Objects.Put(key, body).Body, 201) with { Warnings = warnings };
    }

    public Answer Update(RequestTarget target, string text, string? contentType, WriteOptions options)
    {
        if (RequestBody.Object(text, contentType, target.Type.Kind, out var refusal) is not { } body) return refusal!;
        if (Refused(target, body, options, out var warnings) is { } refused) return refused;
        using var exclusive = world.Objects.Exclusive();
        if (Find(target) is not { } item) return Refusal.NotFound(target.Type, target.Name!);
        if (body["metadata"]?["uid"]?.ToString() is { Length: > 0 } uid && uid != item.Uid) return WriteRefusal.OtherUid(item, uid);
        return Replace(target, item, body, options, warnings);
    }

    public Answer Patch(RequestTarget target, string text, string? contentType, WriteOptions options)
    {
        if (PatchDocument.Parse(text, contentType, out var refusal) is not { } patch) return refusal!;
        using var exclusive = world.Objects.Exclusive();
        if (Find(target) is not { } item) return Refusal.NotFound(target.Type, target.Name!);
        if (patch.Apply(item.Body, target.Type, out refusal) is not { } body) return refusal!;
        if (body["kind"]?.ToString() != item.Body["kind"]?.ToString() || body["apiVersion"]?.ToString() != item.Body["apiVersion"]?.ToString())
            return WriteRefusal.PatchedInto(body, "the kind of an object cannot be changed");
        var before = body.DeepClone().AsObject();
        var decoded = FieldDecoding.Of(target.Type, body);
        if (decoded.Error is { } error) return WriteRefusal.PatchedInto(before, error);
        if (decoded.Unknown.Count > 0 && options.Validation == "Strict") return WriteRefusal.PatchedInto(before, $"strict decoding error: {string.Join(", ", decoded.Unknown)}");
        return Misplaced(target, body) ?? Replace(target, item, body, options, options.Validation == "Warn" ? decoded.Unknown : []);
    }

    // What the request's body may not be, whatever is stored.
    private static Answer? Refused(RequestTarget target, JsonObject body, WriteOptions options, out IReadOnlyList<string> warnings)
    {
        warnings = [];
        var type = target.Type;
        var (apiVersion, kind) = (body["apiVersion"]?.ToString() ?? type.ApiVersion, body["kind"]?.ToString() ?? type.Kind);
        if (kind != type.Kind)
            return WriteRefusal.CannotBe(type, apiVersion[(apiVersion.LastIndexOf('/') + 1)..], kind, $"converting (v1.{kind}) to (core.{type.Kind}): unknown conversion");
        if (apiVersion != type.ApiVersion)
            return WriteRefusal.CannotBe(type, apiVersion, kind, $"no kind \"{kind}\" is registered for version \"{apiVersion}\" in scheme \"pkg/runtime/scheme.go:110\"");
        var decoded = FieldDecoding.Of(type, body);
        if (decoded.Error is { } error) return WriteRefusal.CannotBe(type, type.Version, kind, error);
        if (decoded.Unknown.Count > 0 && options.Validation == "Strict")
            return WriteRefusal.CannotBe(type, type.Version, kind, $"strict decoding error: {string.Join(", ", decoded.Unknown)}");
        if (options.Validation == "Warn") warnings = decoded.Unknown;
        body["kind"] = type.Kind;
        body["apiVersion"] = type.ApiVersion;
        return Misplaced(target, body);
    }

    private static Answer? Misplaced(RequestTarget target, JsonObject body)
    {
        var metadata = body["metadata"];
        if (target.Name is not null && metadata?["name"]?.ToString() is null or "")
            return Refusal.BadRequest($"the name of the object ({target.Name} based on URL) was undeterminable: name must be provided");
        if (target.Name is not null && metadata?["name"]?.ToString() is var name && name != target.Name)
            return Refusal.BadRequest($"the name of the object ({name}) does not match the name on the URL ({target.Name})");
        return metadata?["namespace"]?.ToString() is { Length: > 0 } other && other != target.Namespace
            ? Refusal.BadRequest("the namespace of the provided object does not match the namespace sent on the request")
            : null;
    }

    private Answer Replace(RequestTarget target, StoredObject item, JsonObject body, WriteOptions options, IReadOnlyList<string> warnings)
    {
        var metadata = Metadata(body, target.Namespace);
        if (metadata["resourceVersion"]?.ToString() is { Length: > 0 } version && version != item.ResourceVersion) return WriteRefusal.Modified(item);
        if (target.Subresource == "status") return ReplaceStatus(item, body, metadata, options, warnings);
        // A kind's status is changed under a path of its own.
        if (item.Body["status"] is { } status) body["status"] = status.DeepClone();
        else body.Remove("status");
        metadata.TryAdd("uid", item.Uid);
        foreach (var field in new[] { "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation" })
        {
            if (item.Metadata[field] is { } kept) metadata[field] = kept.DeepClone();
            else metadata.Remove(field);
        }
        ObjectDefaults.Apply(target.Type, body);
        if (ObjectValidation.Of(target.Type, body, item) is { Count: > 0 } faults) return WriteRefusal.Invalid(target.Type.Group, target.Type.Kind, item.Key.Name, faults);
        if (item.Metadata["generation"].Number() is { } generation && !JsonNode.DeepEquals(item.Body["spec"], body["spec"])) metadata["generation"] = generation + 1;
        metadata["resourceVersion"] = item.ResourceVersion;
        if (options.DryRun) return Answer.Json(body) with { Warnings = warnings };
        var changed = new StoredObject(item.Key, body);
        if (item.IsDeleting && item.HasFinalizers && !changed.HasFinalizers && deletion.Finalized(changed)) return Answer.Json(body);
        return Answer.Json(world.Objects.Put(item.Key, body).Body) with { Warnings = warnings };
    }

    // Whoever writes a status writes nothing else, save for metadata.
    private Answer ReplaceStatus(StoredObject item, JsonObject sent, JsonObject metadata, WriteOptions options, IReadOnlyList<string> warnings)
    {
        var body = item.Body.DeepClone().AsObject();
        if (sent["status"] is { } status) body["status"] = status.DeepClone();
        else body.Remove("status");
        foreach (var field in new[] { "annotations", "finalizers", "labels" })
        {
            // The strategies of apps/v1 leave labels alone.
            if (field == "labels" && item.Key.Type.Group == "apps") continue;
            if (metadata[field] is { } value) body["metadata"]![field] = value.DeepClone();
            else body["metadata"]!.AsObject().Remove(field);
        }
        if (StatusValidation.Of(item.Key.Type, body) is { Count: > 0 } faults) return WriteRefusal.Invalid(item.Key.Type.Group, item.Key.Type.Kind, item.Key.Name, faults);
        if (options.DryRun) return Answer.Json(body) with { Warnings = warnings };
        var changed = new StoredObject(item.Key, body);
        if (item.IsDeleting && item.HasFinalizers && !changed.HasFinalizers && deletion.Finalized(changed)) return Answer.Json(body);
        return Answer.Json(world.Objects.Put(item.Key, body).Body) with { Warnings = warnings };
    }

    /// <summary>PUT of a namespace's spec.finalizers: without any, a namespace that is being deleted is gone.</summary>
    public Answer Finalize(RequestTarget target, string text, string? contentType, WriteOptions options)
    {
        if (RequestBody.Object(text, contentType, target.Type.Kind, out var refusal) is not { } sent) return refusal!;
        if (Refused(target, sent, options, out _) is { } refused) return refused;
        using var exclusive = world.Objects.Exclusive();
        if (Find(target) is not { } item) return Refusal.NotFound(target.Type, target.Name!);
        var body = item.Body.DeepClone().AsObject();
        var finalizers = sent["spec"]?["finalizers"] as JsonArray ?? [];
        body["spec"] = finalizers.Count == 0 ? new JsonObject() : new JsonObject { ["finalizers"] = finalizers.DeepClone() };
        if (options.DryRun) return Answer.Json(body);
        if (finalizers.Count > 0 || !item.IsDeleting) return Answer.Json(world.Objects.Put(item.Key, body).Body);
        world.Objects.Remove(item.Key);
        return Answer.Json(body);
    }

    private void Complete(ResourceType type, string? @namespace, JsonObject body)
    {
        switch (type.Kind)
        {
            case "Pod":
                PodDefaults.Pod(body);
                LimitRanges.Default(world, @namespace!, body);
                return;
            case "PersistentVolumeClaim": StorageClasses.Default(world, body); break;
            case "Service": ClusterAddress(body); break;
            default: break;
        }
        ObjectDefaults.Apply(type, body);
    }

    private string? Limited(StoredObject item) => item.Key.Type.Kind switch
    {
        "Pod" => LimitRanges.WhyNot(world, item) ?? QuotaAdmission.WhyNot(world, item),
        "PersistentVolumeClaim" => LimitRanges.WhyNot(world, item),
        _ => null,
    };

    private StoredObject? Find(RequestTarget target) => world.Objects.Get(new ObjectKey(Stored(target.Type), target.Namespace, target.Name!));

    private ResourceType Stored(ResourceType type) => EventsGroup.Holds(type) ? world.Catalog.Events : type;

    private void ClusterAddress(JsonObject body)
    {
        if (body["spec"] is not JsonObject spec) return;
        spec.TryAdd("clusterIP", $"10.96.{1 + (int)(world.Identities.Fraction() * 250)}.{1 + (int)(world.Identities.Fraction() * 250)}");
        spec.TryAdd("clusterIPs", new JsonArray(spec["clusterIP"]!.ToString()));
    }

    private Answer? NamespaceRefuses(ResourceType type, string @namespace, string? name)
    {
        var namespaces = world.Catalog.OfKind("v1", "Namespace")!;
        if (world.Objects.Get(new ObjectKey(namespaces, null, @namespace)) is not { } found) return Refusal.NotFound(namespaces, @namespace);
        if (!found.IsDeleting) return null;
        var cause = new JsonObject { ["reason"] = "NamespaceTerminating", ["message"] = $"namespace {@namespace} is being terminated", ["field"] = "metadata.namespace" };
        return Refusal.NotAdmitted(type, name, $"{type.Qualified} \"{name}\" is forbidden: unable to create new content in namespace {@namespace} because it is being terminated", cause);
    }

    private static JsonObject Metadata(JsonObject body, string? @namespace)
    {
        if (body["metadata"] is not JsonObject metadata) body["metadata"] = metadata = [];
        if (@namespace is not null) metadata["namespace"] = @namespace;
        if (metadata["finalizers"] is JsonArray { Count: 0 }) metadata.Remove("finalizers");
        return metadata;
    }
}
