using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Do the names and ports of the backends match Services?</summary>
internal sealed record I2BackendNames() : Question("I2", Yes: "J1", No: "FixBackend")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var command = Kubectl.Get(snapshot, "service");
        if (!snapshot.HasRead<Service>()) return Answer.Of(null, command, Saw.Unread("services"));
        var backends = snapshot.Backends();
        var wrong = backends.Where(backend => !snapshot.IsThere(backend)).ToList();
        return Answer.Of(backends.Count > 0 && wrong.Count == 0, command,
            [Saw.Field("backends", string.Join(", ", backends.Select(Routes.Written))), .. wrong.Take(5).Select(backend => Text.Of("walk.saw.backend-wrong", Routes.Written(backend)))]);
    }
}
