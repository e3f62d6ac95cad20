using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The front door: authenticates, authorizes, and sends each request to the part that answers it.</summary>
internal sealed class KubernetesApi(RecordedWorld world, Kubelets kubelets, GarbageCollector garbage, AuditLog audit, TimeProvider clock)
{
    private readonly DiscoveryDocuments _discovery = new(world.Catalog);
    private readonly ObjectReads _reads = new(world);
    private readonly ObjectWatch _watch = new(world, clock);
    private readonly PodLogs _logs = new(world, clock);
    private readonly ObjectDeletion _deletion = new(world, kubelets, garbage, clock);
    private readonly AccessReviews _reviews = new(clock);

    public async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context.Request, context.RequestAborted);
        context.Response.StatusCode = answer.StatusCode;
        if (answer.ContentType is not null) context.Response.ContentType = answer.ContentType;
        if (answer.StatusCode == StatusCodes.Status204NoContent) return;
        if (answer.Stream is { } stream)
        {
            await stream(context.Response.Body, context.RequestAborted);
            return;
        }
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private async Task<Answer> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var path = request.Path.Value ?? "/";
        if (Caller.From(request.Headers) is not { } caller)
            return Answer.Text($"Internal Server Error: \"{path}\": requested a group without impersonating a user\n", 500);
        if (HttpMethods.IsGet(request.Method) && _discovery.Answer(path) is { } document) return document;
        if (RequestTarget.Parse(path, world.Catalog, out var refusal) is not { } target) return refusal!;

        var verb = Verb(request, target.Name);
        if (!AccessRules.Allows(caller.EffectiveUser, verb, target.Type.Plural))
        {
            var forbidden = Refusal.Forbidden(caller, verb, target);
            audit.Record(caller, verb, target, null, dryRun: false, forbidden);
            return forbidden;
        }
        if (!target.Type.Verbs.Contains(verb)) return Refusal.MethodNotAllowed();
        return verb switch
        {
            "get" when target is { Subresource: "log" } => _logs.Read(target, request.Query),
            "get" when target.Subresource is null => _reads.Get(target),
            "watch" => _watch.Answer(target, request.Query),
            "list" => _reads.List(target, request.Query),
            "delete" when target.Subresource is null => await DeleteAsync(caller, target, request, cancellationToken),
            "create" => await _reviews.CreateAsync(caller, target.Type, request, cancellationToken),
            _ => Refusal.MethodNotAllowed(),
        };
    }

    private async Task<Answer> DeleteAsync(Caller caller, RequestTarget target, HttpRequest request, CancellationToken cancellationToken)
    {
        var (options, refusal) = await DeleteOptions.ReadAsync(request, cancellationToken);
        var uid = world.Objects.Get(new ObjectKey(target.Type, target.Namespace, target.Name!))?.Uid;
        var answer = refusal ?? _deletion.Delete(target, options!);
        audit.Record(caller, "delete", target, uid, options?.DryRun ?? false, answer);
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
