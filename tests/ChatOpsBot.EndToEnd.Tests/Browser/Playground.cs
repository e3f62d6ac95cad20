using System.Diagnostics;
using System.Globalization;

namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>Microsoft's Agents Playground as one person sees it. It knows a single current user, so that every person has an own
/// one: an own personal chat, at an own connector service.</summary>
internal sealed class Playground : IAsyncDisposable
{
    /// <summary>What the bot is called there.</summary>
    public const string BotName = "ChatOps";

    /// <summary>The group chat.</summary>
    public const string Group = "Group Chat";

    /// <summary>A channel of the team.</summary>
    public const string Channel = "Alerts";

    private const string Tool = "@microsoft/teams-app-test-tool/cli.js";
    private readonly ChildProcess _process;
    private readonly DirectoryInfo _folder;

    private Playground(ChildProcess process, DirectoryInfo folder, Uri page) => (_process, _folder, Page) = (process, folder, page);

    /// <summary>The folder of npm packages with the tool; null when it is not installed (`npm ci` in playground/).</summary>
    public static string? Modules { get; } = new[]
    {
        Environment.GetEnvironmentVariable("CHATOPS_PLAYGROUND_DIR"),
        Path.Combine(Repository.Root, "tests", "ChatOpsBot.EndToEnd.Tests", "playground", "node_modules"),
    }.FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, Tool)));

    /// <summary>The page to open.</summary>
    public Uri Page { get; }

    /// <summary>Starts one for a person.</summary>
    public static async Task<Playground> StartAsync(TeamsPerson person, Uri bot)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-playground-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".m365agentsplayground.yml"), Config(person), TestContext.Current.CancellationToken);
        var process = await ChildProcess.StartAsync(
            new ProcessStartInfo("node", [Path.Combine(Modules!, Tool), "start", "-e", bot.AbsoluteUri, "-c", "msteams", "--dt", "-p", ChildProcess.FreePort().ToString(CultureInfo.InvariantCulture)])
            {
                WorkingDirectory = folder.FullName,
                // It opens a browser of its own unless there is none to open.
                Environment = { ["BROWSER"] = "none", ["DISPLAY"] = "" },
            },
            line => PortIn(line) is not null);
        return new Playground(process, folder, new Uri($"http://localhost:{PortIn(process.ReadyLine)}/"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Config(TeamsPerson person) => $$"""
        version: "0.1.1"
        tenantId: {{TeamsPerson.Tenant}}
        bot:
          id: 28:chatops
          name: {{BotName}}
        currentUser:
          id: "{{person.UserId}}"
          name: {{person.Name}}
          userPrincipleName: {{person.ObjectId}}@example.com
          aadObjectId: {{person.ObjectId}}
          givenName: {{person.Name.Split(' ')[0]}}
          surname: {{person.Name.Split(' ')[^1]}}
          email: {{person.ObjectId}}@example.com
        users:
        {{Others()}}
        personalChat:
          id: a:personal-{{person.ObjectId}}
        groupChat:
          id: 19:group-{{person.ObjectId}}@thread.v2
          name: {{Group}}
        team:
          id: 19:team-{{person.ObjectId}}@thread.tacv2
          name: Operations
          aadGroupId: 00000000-0000-4000-8000-000000000031
          channels:
            - id: 19:alerts-{{person.ObjectId}}@thread.tacv2
              name: {{Channel}}
        """;

    // Its schema wants five.
    private static string Others() => string.Join('\n', Enumerable.Range(1, 5).Select(n => $"""
          - id: "29:other-{n}"
            name: Other {n}
            userPrincipleName: other{n}@example.com
            aadObjectId: 00000000-0000-4000-8000-00000000000{n}
            givenName: Other
            surname: "{n}"
            email: other{n}@example.com
        """));

    private static int? PortIn(string line)
    {
        const string Words = "Listening on ";
        return line.IndexOf(Words, StringComparison.Ordinal) is >= 0 and var at
            && int.TryParse(line[(at + Words.Length)..].Trim(), CultureInfo.InvariantCulture, out var port) ? port : null;
    }
}
