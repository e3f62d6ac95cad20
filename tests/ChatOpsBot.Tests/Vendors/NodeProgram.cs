using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Tests.Manifests;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>A script of this folder in Node.js, with vendors' code from npm, asked through lines of JSON.</summary>
internal sealed class NodeProgram : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ChatOpsBot.Tests", "Vendors");
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _asked = new();
    private readonly Task _reading;
    private int _last;

    private NodeProgram(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors) _errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        _reading = ReadAsync();
    }

    /// <summary>What a test that needs them says when it is skipped.</summary>
    public const string Needed = "Needs Node.js 20 or newer and `npm ci` in tests/ChatOpsBot.Tests/Vendors.";

    /// <summary>Whether the vendors' packages are installed.</summary>
    public static bool IsInstalled { get; } = File.Exists(Path.Combine(Folder, "node_modules", "@slack", "bolt", "package.json"))
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));

    /// <summary>Starts a script.</summary>
    /// <param name="script">Its file's name.</param>
    /// <param name="environment">What it gets beside this process's environment.</param>
    public static NodeProgram Start(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script)])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Asks for something.</summary>
    /// <exception cref="InvalidOperationException">The script failed, or ended; with what it said.</exception>
    public async Task<JsonNode?> CallAsync(string call, JsonObject? args = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync(new JsonObject { ["id"] = id, ["call"] = call, ["args"] = args }.ToJsonString());
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        if (_reading.IsCompleted) Fail();
        var told = await answer.Task.WaitAsync(Limit.OfAWait, TestContext.Current.CancellationToken);
        return told["error"] is { } error ? throw new InvalidOperationException($"{call}: {error}") : told["value"];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var answer = JsonNode.Parse(line)!.AsObject();
            if (_asked.TryRemove((int)answer["id"]!, out var asked)) asked.SetResult(answer);
        }
        Fail();
    }

    // Whoever asked is told why there will be no answer.
    private void Fail()
    {
        string errors;
        lock (_errors) errors = _errors.ToString();
        foreach (var (_, asked) in _asked) asked.TrySetException(new InvalidOperationException($"The script ended:\n{errors}"));
    }
}
