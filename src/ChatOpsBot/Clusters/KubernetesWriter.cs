using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using k8s;
using k8s.Models;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Changes a cluster over HTTP, as the person whom an order names.</summary>
internal sealed class KubernetesWriter(ClusterLink link) : IClusterWriter
{
    public ClusterName Cluster => link.Cluster;

    public async Task<ClusterResult<JsonElement>> DeleteAsync(ResourceRef resource, DeleteOrder order, ActAs actAs, CancellationToken cancellationToken)
    {
        if (ApiCall.Refuse(resource) is { } refusal) return refusal;
        if (Impersonation.Problem(actAs) is { } problem) return new ClusterFailure.Misconfigured(Cluster, problem);
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return failure;
        var options = new V1DeleteOptions
        {
            ApiVersion = "v1",
            Kind = "DeleteOptions",
            Preconditions = new V1Preconditions { Uid = order.Uid.Value },
            GracePeriodSeconds = order.GraceSeconds,
            PropagationPolicy = "Background",
            DryRun = order.DryRun ? ["All"] : null,
        };
        var call = ApiCall.One(HttpMethod.Delete, "delete", resource.Kind, resource.Namespace, resource.Name) with
        {
            Body = KubernetesJson.Serialize(options),
            As = actAs,
        };
        return await connection.SendAsync(call, Answers.ElementAsync, cancellationToken);
    }

    public async Task<ClusterResult<DryRun>> TryAsync(ProposedObject proposed, ActAs actAs, CancellationToken cancellationToken)
    {
        if (Impersonation.Problem(actAs) is { } problem) return new ClusterFailure.Misconfigured(Cluster, problem);
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return failure;
        return await new DryRunCalls(connection, actAs).TryAsync(proposed, cancellationToken);
    }

    public async Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken)
    {
        if (question.As is { User: null, Groups.Count: > 0 })
            return new ClusterFailure.Misconfigured(Cluster, Impersonation.Problem(question.As)!);
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return failure;
        var call = Review(question);
        return await connection.SendAsync(call, AnswerAsync, cancellationToken);
    }

    private static ApiCall Review(AccessQuestion question)
    {
        var attributes = new V1ResourceAttributes
        {
            Verb = question.Verb,
            Group = question.Kind.Group,
            Version = question.Kind.Version,
            Resource = question.Kind.Plural,
            Subresource = question.Subresource,
            NamespaceProperty = question.Namespace,
            Name = question.Name,
        };
        return question.As.User is { } user
            ? Create("subjectaccessreviews", "SubjectAccessReview", new V1SubjectAccessReview
            {
                ApiVersion = "authorization.k8s.io/v1",
                Kind = "SubjectAccessReview",
                Spec = new V1SubjectAccessReviewSpec { User = user, Groups = Groups(user, question.As.Groups), ResourceAttributes = attributes },
            })
            : Create("selfsubjectaccessreviews", "SelfSubjectAccessReview", new V1SelfSubjectAccessReview
            {
                ApiVersion = "authorization.k8s.io/v1",
                Kind = "SelfSubjectAccessReview",
                Spec = new V1SelfSubjectAccessReviewSpec { ResourceAttributes = attributes },
            });
    }

    // The groups that impersonation adds by itself; a review takes only what it is told.
    // Source: https://github.com/kubernetes/apiserver/blob/master/pkg/endpoints/filters/impersonation.go
    private static List<string> Groups(string user, IReadOnlyList<string> groups)
    {
        var all = new List<string>(groups);
        if (all.Count == 0 && user.Split(':') is ["system", "serviceaccount", var ns, _])
            all.AddRange(["system:serviceaccounts", $"system:serviceaccounts:{ns}"]);
        if (!all.Contains("system:authenticated") && !all.Contains("system:unauthenticated"))
            all.Add(user == "system:anonymous" ? "system:unauthenticated" : "system:authenticated");
        return all;
    }

    private static ApiCall Create<T>(string plural, string kind, T review)
    {
        var resource = new ResourceKind("authorization.k8s.io", "v1", plural, kind, false);
        return new ApiCall(HttpMethod.Post, resource.Path(null), "create", resource) { Body = KubernetesJson.Serialize(review) };
    }

    private static async Task<AccessAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var answer = await Answers.ElementAsync(response, cancellationToken);
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("status", out var status)
            || status.ValueKind != JsonValueKind.Object || !status.TryGetProperty("allowed", out var allowed))
            throw new JsonException("The review has no status.");
        return new AccessAnswer(allowed.ValueKind == JsonValueKind.True, Word("reason") ?? Word("evaluationError"));

        string? Word(string name) =>
            status.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String && word.GetString() is { Length: > 0 } text ? text : null;
    }
}
