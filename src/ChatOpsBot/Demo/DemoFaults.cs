using System.Net.Http.Json;
using System.Text.Json.Serialization;
using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Host.Demo;

/// <summary>The faults of the demo cluster, over the HTTP path that it has beside Kubernetes' own.</summary>
internal sealed class DemoFaults(Uri cluster) : IDemoFaults, IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = cluster };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DemoFault>> ListAsync(CancellationToken cancellationToken) =>
        await _client.GetFromJsonAsync("/demo/faults", DemoFaultsJson.Default.IReadOnlyListDemoFault, cancellationToken) ?? [];

    /// <inheritdoc/>
    public async Task SetAsync(string name, bool broken, CancellationToken cancellationToken)
    {
        using var response = await _client.PostAsync(new Uri($"/demo/faults/{Uri.EscapeDataString(name)}/{(broken ? "break" : "heal")}", UriKind.Relative), null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>How the demo cluster writes its faults.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<DemoFault>))]
internal sealed partial class DemoFaultsJson : JsonSerializerContext;
