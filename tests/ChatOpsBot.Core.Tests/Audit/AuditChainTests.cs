using ChatOpsBot.Core.Audit;
using CsCheck;

namespace ChatOpsBot.Core.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    internal static List<AuditEntry> Record(int count)
    {
        var entries = new List<AuditEntry>();
        for (var i = 0; i < count; i++)
        {
            var draft = new AuditDraft($"kind.{i}", "ann", i % 2 == 0 ? "cli:ann" : null, null, "demo", $"request {i}", null,
                new Dictionary<string, string> { ["saw"] = $"pod 名 {i}", ["reason"] = "it, is: 5:stuck" });
            entries.Add(AuditChain.Next(entries.LastOrDefault(), draft, Start.AddSeconds(i).AddTicks(1234)));
        }
        return entries;
    }

    [Fact]
    public void An_untouched_record_verifies_and_names_its_head()
    {
        var record = Record(20);
        Assert.Equal(new AuditVerdict(20, record[^1].Hash, null), AuditChain.Verify(record));
        Assert.Equal(new AuditVerdict(0, AuditChain.Genesis, null), AuditChain.Verify([]));
    }

    [Fact]
    public void The_hash_is_what_the_documented_form_gives()
    {
        // Computed outside with python3: hashlib.sha256 over the netstrings of the remarks.
        var entry = AuditChain.Next(null, new("a", "b", null, null, null, "é", null, new Dictionary<string, string> { ["z"] = "", ["B"] = "1" }), Start);
        Assert.Equal(
            "15:chatops-audit-1,1:1,24:2030-01-02T03:04:05.000Z,1:a,1:b,-,-,-,2:é,-,1:2,1:B,1:1,1:z,0:,64:" + AuditChain.Genesis + ",",
            AuditChain.Canonical(entry));
        Assert.Equal("d9fe11316ea2b5a7f46f6ef93cbb8bc09fa5177e1f9535fec7f3d1705eff3787", entry.Hash);
    }

    [Fact]
    public void A_removed_entry_in_the_middle_is_a_gap_at_the_entry_after_it()
    {
        var record = Record(10);
        record.RemoveRange(4, 2);
        var verdict = AuditChain.Verify(record);
        Assert.Equal(new AuditFault(7, 5, AuditFlaw.Gap), verdict.Fault);
        Assert.Equal(4, verdict.Count);
    }

    [Fact]
    public void A_record_that_lacks_its_beginning_is_a_gap()
    {
        Assert.Equal(new AuditFault(3, 1, AuditFlaw.Gap), AuditChain.Verify(Record(5).Skip(2)).Fault);
    }

    [Fact]
    public void Two_entries_that_changed_places_are_found()
    {
        var record = Record(10);
        (record[3], record[4]) = (record[4], record[3]);
        Assert.Equal(new AuditFault(5, 4, AuditFlaw.Gap), AuditChain.Verify(record).Fault);
        record = Record(10);
        record.Insert(6, record[2]);
        Assert.Equal(new AuditFault(3, 7, AuditFlaw.Reordered), AuditChain.Verify(record).Fault);
    }

    [Fact]
    public void An_altered_entry_is_found_even_when_its_own_hash_was_made_anew()
    {
        var record = Record(10);
        var forged = record[4] with { Draft = record[4].Draft with { Who = "mallory" } };
        record[4] = forged;
        Assert.Equal(new AuditFault(5, 5, AuditFlaw.Altered), AuditChain.Verify(record).Fault);
        record[4] = forged with { Hash = AuditChain.HashOf(forged) };
        Assert.Equal(new AuditFault(6, 6, AuditFlaw.Unlinked), AuditChain.Verify(record).Fault);
    }

    [Fact]
    public void Any_change_to_any_field_of_any_entry_is_found()
    {
        Func<AuditEntry, AuditEntry>[] changes =
        [
            e => e with { At = e.At.AddMilliseconds(1) },
            e => e with { Sequence = e.Sequence + 1 },
            e => e with { PreviousHash = new string('1', 64) },
            e => e with { Hash = new string('1', 64) },
            e => e with { Draft = e.Draft with { Kind = e.Draft.Kind + "," } },
            e => e with { Draft = e.Draft with { Who = "" } },
            e => e with { Draft = e.Draft with { Account = e.Draft.Account is null ? "" : null } },
            e => e with { Draft = e.Draft with { ActedAs = e.Draft.Cluster, Cluster = e.Draft.ActedAs } },
            e => e with { Draft = e.Draft with { Subject = e.Draft.Subject + "0" } },
            e => e with { Draft = e.Draft with { Uid = "u" } },
            e => e with { Draft = e.Draft with { Detail = new Dictionary<string, string> { ["saw"] = e.Draft.Detail["saw"] } } },
            e => e with { Draft = e.Draft with { Detail = new Dictionary<string, string>(e.Draft.Detail) { ["saw"] = "" } } },
        ];
        Gen.Select(Gen.Int[0, changes.Length - 1], Gen.Int[0, 11]).Sample((change, index) =>
        {
            var record = Record(12);
            record[index] = changes[change](record[index]);
            return AuditChain.Verify(record).Fault is { } fault && fault.Expected == index + 1;
        });
    }

    [Fact]
    public void Text_cannot_be_moved_from_one_field_to_the_next_without_notice()
    {
        Gen.Select(Gen.String, Gen.String, Gen.String, Gen.String).Where((a, b, c, d) => a != c || b != d).Sample((a, b, c, d) =>
        {
            AuditEntry Entry(string who, string subject) =>
                AuditChain.Next(null, new("kind", who, null, null, null, subject, null, new Dictionary<string, string>()), Start);
            return Entry(a, b).Hash != Entry(c, d).Hash;
        });
    }

    [Fact]
    public async Task A_log_is_read_page_by_page()
    {
        var log = new MemoryAuditLog(Record(1203));
        var verdict = await AuditChain.VerifyAsync(log, TestContext.Current.CancellationToken);
        Assert.Equal((1203, null), (verdict.Count, verdict.Fault));
        log.Entries.RemoveAt(700);
        verdict = await AuditChain.VerifyAsync(log, TestContext.Current.CancellationToken);
        Assert.Equal(new AuditFault(702, 701, AuditFlaw.Gap), verdict.Fault);
    }
}
