using System.Diagnostics;

namespace ChatOpsBot.EndToEnd.Tests.InCluster;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    public static async Task<(int Exit, string Out, string Error)> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, string? input = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [.. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["KUBECONFIG"] = Clusters.RealCluster.Kubeconfig },
        })!;
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has what it printed.</exception>
    public static async Task<string> DoAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken, string? input = null)
    {
        var line = arguments.ToList();
        var (exit, output, error) = await RunAsync(program, line, cancellationToken, input);
        return exit == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', line)}: exit {exit}\n{error}\n{output}");
    }

    /// <summary>Runs a program that goes on (`kubectl … --watch`) until it prints its first line.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static async Task<string> FirstLineAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [.. arguments])
        {
            RedirectStandardOutput = true,
            Environment = { ["KUBECONFIG"] = Clusters.RealCluster.Kubeconfig },
        })!;
        try
        {
            return await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended without a line.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
