using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>
/// The faults and which of them are on, under <c>/demo/faults</c>: a path that no Kubernetes has, so that nothing here can be
/// asked of a real cluster. Which are on is kept in a file, where there is one, so that the next cluster goes on with them. <c>GET /demo/faults</c> lists them; <c>POST /demo/faults/NAME/break</c> and <c>…/heal</c> switch one.
/// </summary>
internal sealed class FaultBoard(RecordedWorld world, ObjectDeletion deletion, Schedule schedule, string? file)
{
    private readonly Dictionary<string, (Fault Fault, FaultStage Stage)> _faults = new Fault[]
    {
        new BadImage(), new BadRollout(), new Cordoned(), new CrashLoop(), new DeadNode(), new FailingProbe(),
        new Finalizer(), new FullQuota(), new MissingConfig(), new OutOfMemory(), new PendingClaim(), new WrongSelector(),
    }.ToDictionary(f => f.Name, f => (f, new FaultStage(world, deletion, schedule)), StringComparer.Ordinal);

    private readonly HashSet<string> _broken = [];

    /// <summary>Breaks again what was broken when the last cluster ended.</summary>
    public void Restore()
    {
        if (!File.Exists(file)) return;
        using var exclusive = world.Objects.Exclusive();
        // A name that this version does not know any more is no fault.
        foreach (var name in File.ReadLines(file)) Set(name, broken: true);
    }

    public Answer? Answer(string method, string path) => (method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
    {
        ("GET", ["demo", "faults"]) => List(),
        ("POST", ["demo", "faults", var name, "break" or "heal"]) => Switch(name, path.EndsWith("/break", StringComparison.Ordinal)),
        (_, ["demo", ..]) => Api.Answer.PageNotFound(),
        _ => null,
    };

    private Answer List()
    {
        using var exclusive = world.Objects.Exclusive();
        return Api.Answer.Json(new JsonArray([.. _faults.Keys.Order(StringComparer.Ordinal).Select(n => (JsonNode)new JsonObject { ["name"] = n, ["target"] = _faults[n].Fault.Target, ["broken"] = _broken.Contains(n) })]));
    }

    private Answer Switch(string name, bool broken)
    {
        using var exclusive = world.Objects.Exclusive();
        if (!_faults.ContainsKey(name)) return Api.Answer.PageNotFound();
        Set(name, broken);
        Keep();
        return List();
    }

    // Asked twice for the same, nothing more happens.
    private void Set(string name, bool broken)
    {
        if (!_faults.TryGetValue(name, out var found)) return;
        if (broken && _broken.Add(name)) found.Fault.Break(found.Stage);
        else if (!broken && _broken.Remove(name)) found.Stage.Undo();
    }

    // Put in place whole: a process that is killed while it writes leaves the old list.
    private void Keep()
    {
        if (file is null) return;
        var written = file + ".new";
        File.WriteAllLines(written, _broken.Order(StringComparer.Ordinal));
        File.Move(written, file, overwrite: true);
    }
}
