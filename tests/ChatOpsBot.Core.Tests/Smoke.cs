namespace ChatOpsBot.Core.Tests;
public sealed class Smoke { [Fact] public void It_runs() => Assert.True(typeof(Smoke).IsPublic); }
