using ChatOpsBot.Core.Diagnosis.Tree;
using Stateless;
using Stateless.Graph;
using Stateless.Reflection;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>The decision tree as a state machine over a stored walk: made for one operation, so that nothing lives in memory.
/// Its states are the tree's questions and ends.</summary>
internal sealed class WalkMachine
{
    private const string Asking = "Asking";
    private const string Concluded = "Concluded";
    private const string Stopped = "Stopped";

    private readonly StateMachine<string, WalkTrigger> _machine;
    private readonly StateMachine<string, WalkTrigger>.TriggerWithParameters<string> _overrule;
    private readonly Walk _walk;
    private readonly List<WalkAnswer> _answers;
    private string _state;
    private bool _ended;

    private WalkMachine(Walk walk)
    {
        _walk = walk;
        _answers = [.. walk.Answers];
        _ended = walk.Ended;
        _state = walk.Ended && DecisionTree.Questions.ContainsKey(walk.Step) ? Stopped : walk.Step;
        _machine = new(() => _state, state => _state = state);
        _overrule = _machine.SetTriggerParameters<string>(WalkTrigger.Overrule);

        // Entering a superstate runs its actions for every state in it.
        Undoable(_machine.Configure(Asking))
            .PermitDynamic(WalkTrigger.Skip, () => DecisionTree.AfterSkip(DecisionTree.Questions[_state]), null, Leading("the branch that asks on"))
            .Permit(WalkTrigger.Stop, Stopped);
        Undoable(_machine.Configure(Concluded)).OnEntry(() => _ended = true).OnExit(() => _ended = false);
        _machine.Configure(Stopped).OnEntry(() => _ended = true);
        foreach (var id in DecisionTree.InOrder())
        {
            if (!DecisionTree.Questions.TryGetValue(id, out var question)) _machine.Configure(id).SubstateOf(Concluded);
            else _machine.Configure(id).SubstateOf(Asking).Permit(WalkTrigger.Yes, question.Yes).Permit(WalkTrigger.No, question.No);
        }
    }

    /// <summary>The machine of a stored walk.</summary>
    public static WalkMachine Of(Walk walk) => new(walk);

    /// <summary>The question or end that the walk stands at; of a stopped walk, the last question.</summary>
    public string Step => _state == Stopped ? _walk.Step : _state;

    /// <summary>Whether a trigger means something here.</summary>
    public bool May(WalkTrigger trigger) => _machine.CanFire(trigger);

    /// <summary>The walk as it is now, to be stored in place of the one that the machine was made of.</summary>
    public Walk Result => _walk with { Version = _walk.Version + 1, Step = Step, Answers = [.. _answers], Ended = _ended };

    /// <summary>Answers the question.</summary>
    public WalkMachine Answer(bool yes, string? by, DateTimeOffset at, bool overruled = false, string? evidence = null)
    {
        var step = _state;
        _machine.Fire(yes ? WalkTrigger.Yes : WalkTrigger.No);
        _answers.Add(new WalkAnswer(step, yes ? WalkAnswers.Yes : WalkAnswers.No, by, overruled, evidence, at));
        return this;
    }

    /// <summary>Goes on without an answer.</summary>
    public WalkMachine Skip(string? by, DateTimeOffset at)
    {
        var step = _state;
        _machine.Fire(WalkTrigger.Skip);
        _answers.Add(new WalkAnswer(step, WalkAnswers.Skip, by, false, null, at));
        return this;
    }

    /// <summary>Undoes exactly one step. The question is then asked even if the cluster could answer it.</summary>
    public WalkMachine Back()
    {
        _machine.Fire(WalkTrigger.Back);
        _answers.RemoveAt(_answers.Count - 1);
        return this;
    }

    /// <summary>Gives a question of the path the other answer; what came after it is dropped.</summary>
    public WalkMachine Overrule(string step, string? by, DateTimeOffset at)
    {
        var yes = WasYes(step);
        var index = IndexOf(step);
        _machine.Fire(_overrule, step);
        _answers.RemoveRange(index, _answers.Count - index);
        _answers.Add(new WalkAnswer(step, yes ? WalkAnswers.No : WalkAnswers.Yes, by, true, null, at));
        return this;
    }

    /// <summary>Ends the walk where it stands.</summary>
    public WalkMachine Stop()
    {
        _machine.Fire(WalkTrigger.Stop);
        return this;
    }

    /// <summary>Answers every question that the cluster, or a kept answer of a person, can answer, until a person is needed or an end is reached.</summary>
    public WalkMachine Advance(Func<Question, Answer> look, DateTimeOffset at, IReadOnlyDictionary<string, WalkAnswer>? kept = null)
    {
        while (DecisionTree.Questions.TryGetValue(_state, out var question))
        {
            if (kept?.GetValueOrDefault(question.Id) is { } said)
            {
                if (said.Answer == WalkAnswers.Skip) Skip(said.ByPerson, said.At);
                else Answer(said.Answer == WalkAnswers.Yes, said.ByPerson, said.At, said.Overruled);
            }
            else if (look(question) is { Yes: { } yes } answer) Answer(yes, null, at, evidence: WalkAnswers.Write(answer));
            else break;
        }
        return this;
    }

    /// <summary>The drawing: Mermaid, from the machine itself, with each state's words beside its id.</summary>
    public static string Draw(Func<string, string> label)
    {
        var info = Of(new Walk(default, 0, default, "", "", "", "", DecisionTree.Starts[0], [], "", "", default, false))._machine.GetInfo();
        var drawing = MermaidGraph.Format(info, MermaidGraphDirection.TopToBottom).ReplaceLineEndings("\n").TrimEnd('\n');
        var head = drawing.IndexOf('\n', StringComparison.Ordinal);
        return $"{drawing[..head]}\n{string.Join('\n', DecisionTree.InOrder().Select(id => $"\t{id} : {Plain(label(id))}"))}{drawing[head..]}\n";
    }

    // Mermaid ends a state's description at a colon or a semicolon.
    private static string Plain(string label) => label.Replace(": ", " – ", StringComparison.Ordinal).Replace("; ", ", ", StringComparison.Ordinal);

    private StateMachine<string, WalkTrigger>.StateConfiguration Undoable(StateMachine<string, WalkTrigger>.StateConfiguration state) => state
        .PermitDynamicIf(WalkTrigger.Back, () => _answers[^1].Step, () => _answers.Count > 0, "there is a step to undo", Leading("the step before"))
        .PermitDynamicIf(_overrule, step => DecisionTree.Questions[step].After(!WasYes(step)), () => _answers.Count > 0, "there is an answer to set aside", Leading("the other answer"));

    private static DynamicStateInfos Leading(string criterion) => new() { { Asking, criterion } };

    private bool WasYes(string step) => _answers[IndexOf(step)].Answer == WalkAnswers.Yes;

    private int IndexOf(string step) => _answers.FindLastIndex(answer => answer.Step == step);
}
