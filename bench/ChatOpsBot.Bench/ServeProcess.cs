using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ChatOpsBot.Bench;

/// <summary>The program as it is shipped, serving in a process of its own, with a store of its own.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly long _started;

    private ServeProcess(Process process, DirectoryInfo folder, Uri address, long started) =>
        (_process, Folder, Address, _started) = (process, folder, address, started);

    public Uri Address { get; }

    public DirectoryInfo Folder { get; }

    public TimeSpan SinceStart => Stopwatch.GetElapsedTime(_started);

    // The rest of the resident size are pages of the program's files, which the system shares and takes back; RssShmem is compiled code.
    public string Memory => string.Create(CultureInfo.InvariantCulture, $"{Megabytes("VmRSS:"),8:F0} MB resident, {Megabytes("RssAnon:") + Megabytes("RssShmem:"):F0} MB of it its own");

    public double PeakMegabytes => Megabytes("VmHWM:");

    /// <summary>Starts it with a file of settings and waits until it says that it listens.</summary>
    public static async Task<ServeProcess> StartAsync(string program, string settings, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-bench");
        var config = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(config, settings);
        var url = $"http://127.0.0.1:{FreePort()}";
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [program, "serve", "--config", config, "--store", Path.Combine(folder.FullName, "bench.db"), "--urls", url, .. arguments])
        { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ctrl+C", StringComparison.Ordinal)) break;
        }
        _ = process.StandardOutput.ReadToEndAsync();
        return new ServeProcess(process, folder, new Uri(url), started);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Folder.Delete(recursive: true);
    }

    private double Megabytes(string field) => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => double.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024)
        .Single();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
