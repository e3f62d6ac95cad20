using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Clusters.Endpoints;

namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>A program that prints a credential, as kubeconfig's users[].user.exec asks for.
/// Source: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins</summary>
/// <param name="exec">The plugin; its command is a name on the PATH or a full path.</param>
/// <param name="cluster">What the plugin is told about the cluster, or null when it does not ask for it.</param>
/// <param name="time">The clock that the credential's expiry is held against.</param>
/// <param name="deadline">The plugin is killed after this.</param>
internal sealed class ExecPlugin(KubeconfigExec exec, JsonObject? cluster, TimeProvider time, TimeSpan deadline)
    : RenewableCredential(time, deadline)
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(10);

    public override string Source => $"exec plugin {exec.Command}";

    protected override async Task<Held> FetchAsync(CancellationToken cancellationToken)
    {
        var output = await RunAsync(cancellationToken);
        try
        {
            var credential = JsonSerializer.Deserialize(output, ExecJson.Default.ExecCredential);
            if (credential?.ApiVersion != exec.ApiVersion)
                throw Failed($"answers in {credential?.ApiVersion ?? "no version"}, and the kubeconfig asks for {exec.ApiVersion}");
            var status = credential?.Status;
            var certificate = status is { ClientCertificateData: { } pem, ClientKeyData: { } key } ? PemCertificate.Load(pem, key) : null;
            if (certificate is null && string.IsNullOrWhiteSpace(status?.Token)) throw Failed("printed neither a token nor a certificate");
            return new(
                status?.Token is { Length: > 0 } token ? new("Bearer", token) : null,
                certificate,
                status?.ExpirationTimestamp - Early);
        }
        catch (JsonException e)
        {
            throw Failed($"printed no ExecCredential: {Excerpt.Of(e.Message)}", e);
        }
        catch (CryptographicException e)
        {
            throw Failed($"printed a certificate that cannot be used: {Excerpt.Of(e.Message)}", e);
        }
    }

    private async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Start() };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw Failed($"cannot be started: {Excerpt.Of(e.Message)} {Excerpt.Of(exec.InstallHint)}".TrimEnd(), e);
        }
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(cancellationToken));
            if (process.ExitCode != 0) throw Failed($"ended with exit code {process.ExitCode}: {Excerpt.Of(await errors)}");
            return await output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(exec.Command!, exec.Args)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in exec.Env) start.Environment[variable.Name!] = variable.Value;
        var spec = new JsonObject { ["interactive"] = false };
        if (cluster is not null) spec["cluster"] = cluster.DeepClone();
        start.Environment["KUBERNETES_EXEC_INFO"] =
            new JsonObject { ["apiVersion"] = exec.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
        return start;
    }

    private SignInException Failed(string what, Exception? inner = null) => new($"The {Source} {what}", inner);
}
