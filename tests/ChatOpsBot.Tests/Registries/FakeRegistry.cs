using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Registries;

/// <summary>A registry over real HTTP, as the specifications have it: manifests and tags with their pages
/// (https://github.com/opencontainers/distribution-spec/blob/main/spec.md), errors as the reference registry words them
/// (https://github.com/distribution/distribution/blob/main/registry/api/errcode/errors.go), Basic and Bearer authentication
/// (https://distribution.github.io/distribution/spec/auth/token/).</summary>
internal sealed class FakeRegistry : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeRegistry(WebApplication app) => _app = app;

    /// <summary>Host and port, as images name it.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The tags of each repository.</summary>
    public Dictionary<string, string[]> Repositories { get; } = new() { ["demo/busybox"] = ["1.35"], ["demo/web"] = ["1.0", "2.0"] };

    /// <summary>Of "REPOSITORY:TAG" the index; else a manifest is served.</summary>
    public Dictionary<string, string> Indexes { get; } = [];

    /// <summary>Who must show himself: null for nobody; Basic or Bearer.</summary>
    public string? Scheme { get; set; }

    /// <summary>Bearer: whether tokens are made for anybody.</summary>
    public bool TokensForAnybody { get; set; }

    /// <summary>Bearer: where tokens are made; the registry's own /token by default.</summary>
    public string? Realm { get; set; }

    /// <summary>What answers in place of the registry.</summary>
    public RequestDelegate? Instead { get; set; }

    /// <summary>How many tags a page has at most.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>Method, path and query of every request, and who asked.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<FakeRegistry> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var registry = new FakeRegistry(builder.Build());
        registry._app.Run(registry.AnswerAsync);
        await registry._app.StartAsync(TestContext.Current.CancellationToken);
        registry.Host = new Uri(registry._app.Urls.First()).Authority;
        return registry;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var authorization = request.Headers.Authorization.ToString();
        Requests.Enqueue($"{request.Method} {request.Path}{request.QueryString} {authorization.Split(' ')[0]}".TrimEnd());
        if (Instead is not null) return Instead(context);
        if (request.Path == "/token") return TokenAsync(context, authorization);
        if (!IsAuthorized(authorization))
        {
            context.Response.Headers.WWWAuthenticate = Scheme == "Basic" ? "Basic realm=\"basic-realm\"" : $"Bearer realm=\"{Realm ?? $"http://{Host}/token"}\",service=\"registry.example\",scope=\"repository:x:pull\"";
            return ErrorAsync(context, 401, "UNAUTHORIZED");
        }
        var path = request.Path.Value!;
        if (path.EndsWith("/tags/list", StringComparison.Ordinal)) return TagsAsync(context, path["/v2/".Length..^"/tags/list".Length]);
        return path.Split("/manifests/") is [var name, var reference] ? ManifestAsync(context, name["/v2/".Length..], reference) : ErrorAsync(context, 404, "UNSUPPORTED");
    }

    private bool IsAuthorized(string authorization) => Scheme switch
    {
        "Basic" => authorization == $"Basic {Account}",
        "Bearer" => authorization is "Bearer anybody" && TokensForAnybody || authorization is "Bearer demo",
        _ => true,
    };

    private static string Account => Convert.ToBase64String(Encoding.UTF8.GetBytes("demo:s3cret"));

    private Task TokenAsync(HttpContext context, string authorization)
    {
        var scope = context.Request.Query["scope"].ToString();
        if (context.Request.Query["service"] != "registry.example" || !scope.StartsWith("repository:", StringComparison.Ordinal) || !scope.EndsWith(":pull", StringComparison.Ordinal)) return ErrorAsync(context, 400, "UNSUPPORTED");
        if (authorization == $"Basic {Account}") return JsonAsync(context, """{"access_token":"demo","expires_in":300}""");
        return authorization.Length == 0 && TokensForAnybody ? JsonAsync(context, """{"token":"anybody"}""") : ErrorAsync(context, 401, "UNAUTHORIZED");
    }

    // "Registries MUST support HEAD"; the reference registry calls the manifest unknown where the repository is.
    private Task ManifestAsync(HttpContext context, string repository, string reference)
    {
        if (!Repositories.TryGetValue(repository, out var tags) || !tags.Contains(reference)) return ErrorAsync(context, 404, "MANIFEST_UNKNOWN");
        var index = Indexes.GetValueOrDefault($"{repository}:{reference}");
        context.Response.ContentType = index is null ? "application/vnd.oci.image.manifest.v1+json" : "application/vnd.oci.image.index.v1+json";
        if (!context.Request.Headers.Accept.ToString().Contains(context.Response.ContentType, StringComparison.Ordinal)) return ErrorAsync(context, 404, "MANIFEST_UNKNOWN");
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(index ?? "{}", context.RequestAborted);
    }

    // "n" tags after "last", in lexical order; a Link where there are more.
    private Task TagsAsync(HttpContext context, string repository)
    {
        if (!Repositories.TryGetValue(repository, out var tags)) return ErrorAsync(context, 404, "NAME_UNKNOWN");
        var last = context.Request.Query["last"].ToString();
        var after = tags.Order(StringComparer.Ordinal).Where(tag => string.CompareOrdinal(tag, last) > 0).ToList();
        var page = after.Take(Math.Min(PageSize, int.Parse(context.Request.Query["n"]!, System.Globalization.CultureInfo.InvariantCulture))).ToList();
        if (page.Count < after.Count) context.Response.Headers.Link = "<http://elsewhere.invalid/v2/next>; rel=\"next\"";
        return JsonAsync(context, $$"""{"name":"{{repository}}","tags":[{{string.Join(',', page.Select(tag => $"\"{tag}\""))}}]}""");
    }

    private static Task ErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : JsonAsync(context, $$"""{"errors":[{"code":"{{code}}","message":"","detail":null}]}""");
    }

    private static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
