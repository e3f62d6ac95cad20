using System.Diagnostics;

namespace ChatOpsBot.EndToEnd.Tests.InCluster;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <exception cref="TimeoutException">It did not end; it is killed.</exception>
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
        using var limit = Limited(cancellationToken);
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{program} {string.Join(' ', process.StartInfo.ArgumentList)} did not end within {Limit.OfAProgram}.");
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
        using var limit = Limited(cancellationToken);
        try
        {
            return await process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended without a line.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{program} {string.Join(' ', process.StartInfo.ArgumentList)} printed nothing within {Limit.OfAProgram}.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static CancellationTokenSource Limited(CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit.OfAProgram);
        return limit;
    }
}
