using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Tests.Clusters.Printing;

public sealed class LogCulpritTests
{
    [Theory]
    [InlineData("starting\nERROR: cannot connect to db:5432: connection refused\nbye", 1)]
    [InlineData("starting\npanic: runtime error: index out of range\n\ngoroutine 1 [running]:\nmain.main()", 1)]
    [InlineData("Unhandled exception. System.InvalidOperationException: no PORT\n   at Program.Main()", 0)]
    [InlineData("Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'PORT'", 2)]
    [InlineData("error: retrying\nok\nlevel=info msg=\"no error\"\nfatal: giving up\ncleanup failed", 3)]
    [InlineData("ready\nlistening on 8080", null)]
    [InlineData("done, 0 errors", null)]
    [InlineData("", null)]
    public void The_line_that_says_why_is_found(string log, int? line) => Assert.Equal(line, LogCulprit.Find(log.Split('\n')));
}
