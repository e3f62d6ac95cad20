using System.Runtime.CompilerServices;
using System.Text.Json;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using CsCheck;

namespace ChatOpsBot.Tests.Channels.Cards;

/// <summary>Replies to render: examples, and any at all.</summary>
internal static class Replies
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    // When the demo cluster was asked for what is in Captured.
    private static readonly DateTimeOffset Asked = new(2026, 11, 30, 7, 1, 0, TimeSpan.Zero);

    /// <summary>What every channel has a golden file for, in both languages: replies by name, and those in Captured, which the bot
    /// gave on the demo cluster (`ask --json`).</summary>
    public static TheoryData<string, string> Goldens
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var name in Directory.EnumerateFiles(Captured()).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).Concat(["everything", "hostile", "long-pick"]))
                foreach (var locale in Locale.All) cases.Add(name!, locale.Tag);
            return cases;
        }
    }

    /// <summary>A reply of <see cref="Goldens"/>, and who reads it when.</summary>
    public static (Reply Reply, Reader Reader) Golden(string name, string language)
    {
        var (reply, now) = name switch
        {
            "everything" => (Everything, Now),
            "hostile" => (Hostile, Now),
            "long-pick" => (LongPick, Now),
            _ => (JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(Captured(), $"{name}.json")), ReplyJson.Default.Reply)!, Asked),
        };
        return (reply, new Reader(Locale.From(language), TimeZoneInfo.Utc, now));
    }

    /// <summary>One of everything, with resource texts only where both languages have them.</summary>
    public static Reply Everything { get; } = new()
    {
        Tone = Tone.Bad,
        Title = "Pod shop/checkout-7d9f is in CrashLoopBackOff: the container exits with code 1",
        Parts =
        [
            new Paragraph("Cause", Heading: true),
            new Paragraph("The configuration names a database that no Service has.\nIt was changed 5 minutes ago."),
            new Bullets(["exit code 1, 7 restarts", "the last log line names `db-prod`"]),
            new Bullets(["Look at the ConfigMap", "Correct DATABASE_HOST"], Numbered: true),
            new Facts([new Fact("Node", "node2"), new Fact("Seen", Now.AddMinutes(-5)), new Fact("Owner", "ReplicaSet checkout-7d9f ← Deployment checkout")]),
            new Table(["NAME", "READY", "STATUS", "RESTARTS", "AGE"], [["checkout-7d9f", "0/1", "CrashLoopBackOff", "7 (2m ago)", "12m"], ["cart-5c7b", "1/1", "Running", "0", "3d"]]),
            new Code("starting\n  host: db-prod\ncannot resolve db-prod", "log", Marked: 2),
            new Code("kubectl -n shop logs checkout-7d9f -p", "shell"),
            new Trail("Path, 2 steps: P1 › P6 › P7", [new("P1", false, false), new("P6", true, true), new("P7", null, false)]),
            new Picture("<svg/>", "The anatomy of a pod"),
            new Attachment("checkout.log", "text/plain", "a\nb\nc"),
            new PickList("Which one?", [new Choice("shop/checkout-7d9f", "pod checkout-7d9f -n shop"), new Choice("test/checkout-1a2b", "pod checkout-1a2b -n test")]),
            new Buttons([
                new Button("Walk", "walk checkout-7d9f -n shop", ButtonWeight.Primary),
                new Button("Logs", "logs checkout-7d9f -n shop -p"),
                new Button("Delete", "delete pod checkout-7d9f -n shop", ButtonWeight.Dangerous),
            ]),
        ],
    };

    /// <summary>What pods, logs and people could bring to forge a card, in any chat's mark-up.</summary>
    public static Reply Hostile { get; } = new()
    {
        Outcome = Outcome.Refused,
        Tone = Tone.Warning,
        Title = "**bold** [link](https://evil.example) <at>everyone</at> \u202Eevil\u202C zero\u200Bwidth",
        Parts =
        [
            new Code("</at> <AT id=\"0\">all</AT> {{DATE(2026-01-01T00:00:00Z,SHORT)}} \u001B[31mred\u0007\n# heading\n```\n| a | b |\n\uD800", "log"),
            new Table(["NAME"], [["_x_\n- item"]]),
            new Facts([new Fact("![img](https://evil.example/x.png)", "1. one"), new Fact("*<!channel>* :fire:", "<@U0123456789> &lt;!here&gt; `code` _x_ https://evil.example")]),
            new Bullets(["<!subteam^S012|all> <#C012|room>", "<https://evil.example|kubernetes.io>"]),
            new Picture("<svg/>", "<!everyone> *bold*"),
            new Buttons([new Button("<at>all</at>", "approve 1\u202E")]),
        ],
    };

    public static Reply LongPick { get; } = new()
    {
        Outcome = Outcome.NothingFound,
        Tone = Tone.Warning,
        Title = "Nine pods match",
        Parts = [new PickList("Choose", [.. Enumerable.Range(1, 9).Select(n => new Choice($"pod-{n}", $"pod pod-{n}"))])],
    };

    /// <summary>Any reply: hostile letters, empty and huge parts.</summary>
    public static Gen<Reply> Any { get; } = Gen.Select(Gen.Enum<Outcome>(), Gen.Enum<Tone>(), GenText(2000), Part().List[0, 60])
        .Select((outcome, tone, title, parts) => new Reply { Outcome = outcome, Tone = tone, Title = title, Parts = parts });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static Gen<string> GenString(int most) => Gen.OneOf(
        Gen.Char.Array[0, most].Select(letters => new string(letters)),
        OneOf("<at>", "</at>", "<!channel>", "<@U0123456789>", "&lt;", "```", "*", "_", "~", ":fire:", "{{DATE(", "\u202E", "\u200D", "𝔘", "日志", "e\u0301", "\u001B[31m", "\r\n", "\t", "\u2028", "👩‍👧", "pod/checkout-7d9f", "\"", "\\", "\n", "`", " ", "a").Array[0, most].Select(string.Concat),
        Gen.Const(""));

    private static Gen<Text> GenText(int most) => Gen.OneOf(
        GenString(most).Select(text => (Text)text),
        GenString(100).Select(text => Text.Of("teams.press.working", text)),
        Gen.Const((Text)Now),
        GenString(50).Array[0, 5].Select(names => Text.List(names)));

    private static Gen<ReplyPart> Part() => Gen.OneOf<ReplyPart>(
        Gen.Select(GenText(3000), Gen.Bool).Select((text, heading) => (ReplyPart)new Paragraph(text, heading)),
        Gen.Select(GenText(300).List[0, 50], Gen.Bool).Select((items, numbered) => (ReplyPart)new Bullets(items, numbered)),
        Gen.Select(GenText(50), GenText(300)).Select((name, value) => new Fact(name, value)).List[0, 50].Select(facts => (ReplyPart)new Facts(facts)),
        GenTable(),
        Gen.Select(GenString(200).List[0, 200], Gen.Int[-2, 250].Nullable(), OneOf(null, "log", "yaml"))
            .Select((lines, marked, language) => (ReplyPart)new Code(string.Join('\n', lines), language, marked)),
        Gen.Select(GenText(100), GenString(1500), Gen.Enum<ButtonWeight>()).Select((label, command, weight) => new Button(label, command, weight)).List[0, 20]
            .Select(buttons => (ReplyPart)new Buttons(buttons)),
        Gen.Select(GenText(100), Gen.Select(GenText(100), GenString(500)).Select((label, command) => new Choice(label, command)).List[0, 60])
            .Select((prompt, choices) => (ReplyPart)new PickList(prompt, choices)),
        Gen.Select(GenText(500), Gen.Select(GenString(4), Gen.Bool.Nullable(), Gen.Bool).Select((sign, yes, person) => new TrailStep(sign, yes, person)).List[1, 60])
            .Select((words, steps) => (ReplyPart)new Trail(words, steps)),
        GenText(500).Select(alternative => (ReplyPart)new Picture("<svg/>", alternative)),
        GenString(5000).Select(content => (ReplyPart)new Attachment("x.log", "text/plain", content)));

    private static Gen<ReplyPart> GenTable() =>
        from columns in Gen.Int[0, 12]
        from rows in GenString(60).Array[columns].List[0, 100]
        select (ReplyPart)new Table([.. Enumerable.Range(0, columns).Select(at => $"COLUMN{at}")], [.. rows]);

    private static string Captured([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Captured");
}
