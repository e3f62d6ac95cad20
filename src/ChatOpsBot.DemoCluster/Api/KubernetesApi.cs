using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.Faults;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The front door: authenticates, authorizes, and sends each request to the part that answers it.</summary>
internal sealed class KubernetesApi(RecordedWorld world, ObjectDeletion deletion, FaultBoard faults, Exec.ExecSubresource exec, PortForwarding.PortForwardSubresource ports, AuditLog audit, TimeProvider clock)
{
    private readonly DiscoveryDocuments _discovery = new(world.Catalog);
    private readonly ObjectReads _reads = new(world);
    private readonly ObjectWatch _watch = new(world, clock);
    private readonly PodLogs _logs = new(world, clock);
    private readonly ObjectWrites _writes = new(world, deletion, clock);
    private readonly ScaleSubresource _scale = new(world);
    private readonly EvictionSubresource _eviction = new(world, deletion);
    private readonly CollectionDeletion _collections = new(world, deletion);
    private readonly AccessReviews _reviews = new(clock);

    public async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context, context.RequestAborted);
        if (answer.Upgrade is { } upgrade)
        {
            await upgrade(context);
            return;
        }
        context.Response.StatusCode = answer.StatusCode;
        if (answer.ContentType is not null) context.Response.ContentType = answer.ContentType;
        foreach (var warning in answer.Warnings) context.Response.Headers.Append("Warning", $"299 - \"{warning.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        if (answer.StatusCode == StatusCodes.Status204NoContent) return;
        if (answer.Stream is { } stream)
        {
            await stream(context.Response.Body, context.RequestAborted);
            return;
        }
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private async Task<Answer> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "/";
        if (faults.Answer(request.Method, path) is { } played) return played;
        if (Caller.From(request.Headers) is not { } caller)
            return Answer.Text($"Internal Server Error: \"{path}\": requested a group without impersonating a user\n", 500);
        if (HttpMethods.IsGet(request.Method) && _discovery.Answer(path) is { } document) return document;
        if (RequestTarget.Parse(path, world.Catalog, out var refusal) is not { } target) return refusal!;

        var verb = Verb(request, target.Name);
        if (!AccessRules.Allow(caller.EffectiveUser, caller.EffectiveGroups, verb, target.Type.Group, target.Resource))
        {
            var forbidden = Refusal.Forbidden(caller, verb, target);
            audit.Record(caller, verb, target, null, dryRun: false, forbidden);
            return forbidden;
        }
        if (verb == "watch" && target.Type.Group == "metrics.k8s.io") return Refusal.WatchNotSupported(target.Type);
        if (!IsOffered(verb, target)) return Refusal.MethodNotAllowed();
        return verb switch
        {
            "get" or "create" when target is { Subresource: "exec" } => Connect(caller, verb, target, exec.Open(target, context)),
            "get" or "create" when target is { Subresource: "portforward" } => Connect(caller, verb, target, ports.Open(target, context)),
            "get" when target is { Subresource: "log" } => _logs.Read(target, request.Query),
            "get" when target is { Subresource: "scale" } => _scale.Get(target),
            "get" => _reads.Get(target),
            "watch" => _watch.Answer(target, request.Query),
            "list" => _reads.List(target, request.Query),
            "deletecollection" or "delete" => await DeleteAsync(caller, target, request, cancellationToken),
            "create" when target.Type.Group is "authorization.k8s.io" or "authentication.k8s.io" => await _reviews.CreateAsync(caller, target, request, cancellationToken),
            "create" or "update" or "patch" => await WriteAsync(caller, verb, target, request, cancellationToken),
            _ => Refusal.MethodNotAllowed(),
        };
    }

    // Across all namespaces one reads and no more; one object is not created twice, and a list is not updated.
    private static bool IsOffered(string verb, RequestTarget target) =>
        target.Verbs.Contains(verb)
        && !(verb == "create" && target is { Name: not null, Subresource: null })
        && !(verb is "update" or "patch" && target.Name is null)
        && !(verb is "create" or "deletecollection" && target is { Type.Namespaced: true, Namespace: null });

    private Answer Connect(Caller caller, string verb, RequestTarget target, Answer answer)
    {
        audit.Record(caller, verb, target, world.Objects.Get(new ObjectKey(target.Type, target.Namespace, target.Name!))?.Uid, dryRun: false, answer);
        return answer;
    }

    private async Task<Answer> DeleteAsync(Caller caller, RequestTarget target, HttpRequest request, CancellationToken cancellationToken)
    {
        var (options, refusal) = await DeleteOptions.ReadAsync(request, cancellationToken);
        var uid = target.Name is null ? null : world.Objects.Get(new ObjectKey(target.Type, target.Namespace, target.Name))?.Uid;
        var answer = refusal ?? (target.Name is null ? _collections.Delete(target, request.Query, options!) : deletion.Delete(target, options!));
        audit.Record(caller, target.Name is null ? "deletecollection" : "delete", target, uid, options?.DryRun ?? false, answer);
        return answer;
    }

    private async Task<Answer> WriteAsync(Caller caller, string verb, RequestTarget target, HttpRequest request, CancellationToken cancellationToken)
    {
        var text = await RequestBody.ReadAsync(request, cancellationToken);
        var options = WriteOptions.Parse(request.Query, verb, out var refusal);
        var answer = options is null ? refusal! : (verb, target.Subresource) switch
        {
            ("create", "eviction") => _eviction.Create(target, text, request.ContentType, options),
            ("create", _) => _writes.Create(target, text, request.ContentType, options),
            ("update", "finalize") => _writes.Finalize(target, text, request.ContentType, options),
            ("update", "scale") => _scale.Update(target, text, request.ContentType, options),
            ("patch", "scale") => _scale.Patch(target, text, request.ContentType, options),
            ("update", _) => _writes.Update(target, text, request.ContentType, options),
            _ => _writes.Patch(target, text, request.ContentType, options),
        };
        var uid = target.Name is null ? null : world.Objects.Get(new ObjectKey(target.Type, target.Namespace, target.Name))?.Uid;
        audit.Record(caller, verb, target, uid, options?.DryRun ?? false, answer);
        return answer;
    }

    private static string Verb(HttpRequest request, string? name) => request.Method switch
    {
        "GET" when name is null && QueryNumbers.IsTrue(request.Query, "watch") => "watch",
        "GET" or "HEAD" => name is null ? "list" : "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => name is null ? "deletecollection" : "delete",
        var other => other,
    };
}
