using ChatOpsBot.Core.Diagnosis;

namespace ChatOpsBot.Core.Tests.Diagnosis;

public sealed class ErrorLineTests
{
    [Theory]
    [InlineData("INFO start\nFATAL: no database\nWARN retry failed\nbye", "FATAL: no database")]
    [InlineData("starting\npanic: index out of range\n\ngoroutine 1 [running]:\nmain.main()", "panic: index out of range")]
    [InlineData("Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'HOME'", "KeyError: 'HOME'")]
    [InlineData("java.lang.IllegalStateException: x\n\tat a.b\nCaused by: java.net.ConnectException: refused\n\tat c.d", "Caused by: java.net.ConnectException: refused")]
    [InlineData("2026-11-24T15:06:21.678028026Z ERROR: table is empty\ndone", "ERROR: table is empty")]
    [InlineData("{\"level\":\"error\",\"msg\":\"x\"}\n{\"level\":\"info\",\"msg\":\"shutdown\"}", "{\"level\":\"error\",\"msg\":\"x\"}")]
    public void The_line_that_says_why_is_marked_wherever_it_stands(string log, string line) =>
        Assert.Equal(line, ErrorLine.In(new ContainerLog("app", true, log)).Said());

    [Theory]
    [InlineData("working\nstill working")]
    [InlineData("")]
    public void A_log_that_says_nothing_marks_nothing(string log) => Assert.Null(ErrorLine.In(new ContainerLog("app", true, log)).Said());
}
