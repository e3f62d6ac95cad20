using System.CommandLine;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.Host.CommandLine;

/// <summary>`audit verify` and `audit export`: the record read from the store, offline.</summary>
internal sealed class AuditCommand : Command
{
    private const int Page = 1000;

    public AuditCommand() : base("audit", Terminal.Say("audit"))
    {
        Subcommands.Add(new Verify());
        Subcommands.Add(new Export());
    }

    private sealed class Verify : Command
    {
        public Verify() : base("verify", Terminal.Say("audit.verify"))
        {
            var file = new Option<FileInfo>("--file") { Description = Terminal.Say("audit.verify.file"), HelpName = "FILE" };
            Options.Add(file);
            var store = new StoreOptionSet(this);
            SetAction((parsed, cancellationToken) => StartFailure.ReportAsync(async () =>
            {
                var verdict = parsed.GetValue(file) is { } exported
                    ? await VerifyFileAsync(exported, cancellationToken)
                    : await VerifyStoreAsync(store.Read(parsed), cancellationToken);
                Console.Out.WriteLine(verdict.Fault is { } fault
                    ? Terminal.Say("audit.broken", fault.Sequence, Core.Texts.Text.Of($"audit.flaw.{fault.Flaw.ToString().ToLowerInvariant()}", fault.Sequence, fault.Expected))
                    : Terminal.Say("audit.intact", verdict.Count, verdict.Head));
                return verdict.Fault is null ? 0 : 1;
            }));
        }

        private static async Task<AuditVerdict> VerifyFileAsync(FileInfo file, CancellationToken cancellationToken)
        {
            using var lines = file.OpenText();
            return await AuditLines.VerifyAsync(lines, cancellationToken);
        }

        private static async Task<AuditVerdict> VerifyStoreAsync(BotSettings settings, CancellationToken cancellationToken)
        {
            await using var session = BotSession.OpenStore(settings);
            return await AuditChain.VerifyAsync(session.Audit, cancellationToken);
        }
    }

    private sealed class Export : Command
    {
        public Export() : base("export", Terminal.Say("audit.export"))
        {
            var store = new StoreOptionSet(this);
            SetAction((parsed, cancellationToken) => StartFailure.ReportAsync(async () =>
            {
                await using var session = BotSession.OpenStore(store.Read(parsed));
                long after = 0;
                while (await session.Audit.ReadAsync(after, Page, cancellationToken) is { Count: > 0 } entries)
                {
                    foreach (var entry in entries) Console.Out.WriteLine(AuditLines.Write(entry));
                    after = entries[^1].Sequence;
                }
                return 0;
            }));
        }
    }
}
