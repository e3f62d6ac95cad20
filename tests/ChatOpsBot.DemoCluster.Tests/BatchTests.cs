using k8s;
using k8s.Models;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>Jobs and CronJobs, as the real cluster runs, fails and suspends them.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private readonly RunningCluster _demo = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task A_Job_is_complete_when_enough_pods_have_succeeded()
    {
        await JobAsync("""{"completions":3,"parallelism":2,"template":TEMPLATE}""", "sleep 1");
        _demo.Pass(3);
        Assert.Equal(2, (await ReadAsync()).Status.Active);
        _demo.Pass(20);
        var job = await ReadAsync();
        Assert.Equal((3, null, "CompletionsReached"), (job.Status.Succeeded, job.Status.Active, Condition(job, "Complete")!.Reason));
        Assert.NotNull(job.Status.CompletionTime);
        Assert.Contains("Job completed", await EventsAsync());
    }

    [Fact]
    public async Task An_Indexed_Job_gives_each_pod_its_number_and_replaces_the_one_that_failed()
    {
        await JobAsync("""{"completionMode":"Indexed","completions":3,"parallelism":3,"template":TEMPLATE}""", "sleep 5");
        _demo.Pass(4);
        var second = Assert.Single(await PodsAsync(), p => p.Metadata.Labels["batch.kubernetes.io/job-completion-index"] == "1");
        Assert.StartsWith("work-1-", second.Metadata.Name, StringComparison.Ordinal);
        await _demo.DeleteAsync($"/api/v1/namespaces/shop/pods/{second.Metadata.Name}");
        _demo.Pass(6);
        Assert.Equal(("0,2", 2), ((await ReadAsync()).Status.CompletedIndexes, (await ReadAsync()).Status.Succeeded));
        _demo.Pass(40);
        var job = await ReadAsync();
        Assert.Equal(("0-2", 3, "CompletionsReached"), (job.Status.CompletedIndexes, job.Status.Succeeded, Condition(job, "Complete")!.Reason));
    }

    [Theory]
    [InlineData(new long[] { 0 }, "0")]
    [InlineData(new long[] { 0, 1 }, "0,1")]
    [InlineData(new long[] { 1, 3, 4, 5, 7 }, "1,3-5,7")]
    public void Indexes_are_written_short(long[] done, string text) => Assert.Equal(text, Controllers.CompletionIndex.Text(done));

    [Fact]
    public async Task A_Job_that_fails_too_often_gives_up_after_its_back_off()
    {
        await JobAsync("""{"backoffLimit":1,"template":TEMPLATE}""", "exit 3");
        _demo.Pass(8);
        Assert.Single(await PodsAsync());
        _demo.Pass(20);
        var job = await ReadAsync();
        Assert.Equal((2, "BackoffLimitExceeded", "Job has reached the specified backoff limit"), (job.Status.Failed, Condition(job, "Failed")!.Reason, Condition(job, "Failed")!.Message));
        Assert.NotNull(Condition(job, "FailureTarget"));
        Assert.Equal(2, (await PodsAsync()).Count);
        Assert.Contains("Job has reached the specified backoff limit", await EventsAsync());
        _demo.Pass(100);
        Assert.Equal(2, (await PodsAsync()).Count);
    }

    [Fact]
    public async Task Restarts_in_place_count_under_OnFailure()
    {
        await JobAsync("""{"backoffLimit":1,"template":TEMPLATE}""", "exit 3", "OnFailure");
        _demo.Pass(60);
        var job = await ReadAsync();
        Assert.Equal((1, "BackoffLimitExceeded"), (job.Status.Failed, Condition(job, "Failed")!.Reason));
        Assert.Empty(await PodsAsync());
        Assert.Contains(await EventsAsync(), e => e.StartsWith("Deleted pod: work-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deadline_ends_a_Job()
    {
        await JobAsync("""{"activeDeadlineSeconds":5,"template":TEMPLATE}""", "sleep 3000");
        _demo.Pass(12);
        var job = await ReadAsync();
        Assert.Equal((1, "DeadlineExceeded", "Job was active longer than specified deadline"), (job.Status.Failed, Condition(job, "Failed")!.Reason, Condition(job, "Failed")!.Message));
    }

    [Fact]
    public async Task A_suspended_Job_has_no_pods_until_it_is_resumed()
    {
        await JobAsync("""{"suspend":true,"template":TEMPLATE}""", "sleep 3000");
        _demo.Pass(5);
        Assert.Empty(await PodsAsync());
        Assert.Equal(("True", "JobSuspended"), (Condition(await ReadAsync(), "Suspended")!.Status, Condition(await ReadAsync(), "Suspended")!.Reason));
        await PatchAsync("jobs/work", """{"spec":{"suspend":false}}""");
        _demo.Pass(5);
        Assert.Single(await PodsAsync());
        Assert.Equal("JobResumed", Condition(await ReadAsync(), "Suspended")!.Reason);
        await PatchAsync("jobs/work", """{"spec":{"suspend":true}}""");
        _demo.Pass(5);
        Assert.Empty(await PodsAsync());
        Assert.Null((await ReadAsync()).Status.Failed);
        Assert.Contains("Job suspended", await EventsAsync());
        Assert.Contains("Job resumed", await EventsAsync());
    }

    [Fact]
    public async Task A_Job_with_a_time_to_live_goes_by_itself()
    {
        await JobAsync("""{"ttlSecondsAfterFinished":5,"template":TEMPLATE}""", "true");
        _demo.Pass(20);
        Assert.Equal(404, (await _demo.GetAsync("/apis/batch/v1/namespaces/shop/jobs/work")).Code);
        Assert.Empty(await PodsAsync());
    }

    [Fact]
    public async Task A_CronJob_starts_a_Job_each_time_and_keeps_so_many()
    {
        await CronAsync("""{"schedule":"* * * * *","successfulJobsHistoryLimit":1,"jobTemplate":JOB}""", "true");
        _demo.Pass(40);
        var first = Assert.Single(await JobsAsync());
        Assert.Equal("2027-03-14T15:10:00Z", first.Metadata.Annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"]);
        Assert.Equal($"tick-{new DateTimeOffset(2027, 3, 14, 15, 10, 0, TimeSpan.Zero).ToUnixTimeSeconds() / 60}", first.Metadata.Name);
        _demo.Pass(70);
        var second = Assert.Single(await JobsAsync());
        Assert.NotEqual(first.Metadata.Name, second.Metadata.Name);
        var said = await _demo.EventsAsync("shop", "CronJob", "tick");
        Assert.All([$"Created job {first.Metadata.Name}", $"Saw completed job: {first.Metadata.Name}, condition: Complete", $"Deleted job {first.Metadata.Name}"], e => Assert.Contains(e, said));
        var cron = await _demo.Client.BatchV1.ReadNamespacedCronJobAsync("tick", "shop", cancellationToken: Token);
        Assert.Equal(new DateTime(2027, 3, 14, 15, 11, 0, DateTimeKind.Utc), cron.Status.LastScheduleTime);
        Assert.NotNull(cron.Status.LastSuccessfulTime);
    }

    [Theory]
    [InlineData("Allow", 2)]
    [InlineData("Forbid", 1)]
    [InlineData("Replace", 1)]
    public async Task A_CronJob_minds_who_is_still_running(string policy, int running)
    {
        await CronAsync("""{"schedule":"* * * * *","concurrencyPolicy":"POLICY","jobTemplate":JOB}""".Replace("POLICY", policy, StringComparison.Ordinal), "sleep 3000");
        _demo.Pass(40);
        var first = Assert.Single(await JobsAsync()).Metadata.Name;
        _demo.Pass(60);
        var jobs = await JobsAsync();
        Assert.Equal(running, jobs.Count);
        Assert.Equal(policy != "Replace", jobs.Any(j => j.Metadata.Name == first));
        Assert.Equal(policy == "Forbid", (await _demo.EventsAsync("shop", "CronJob", "tick")).Contains("Not starting job because prior execution is running and concurrency policy is Forbid"));
        Assert.Equal(running, (await _demo.Client.BatchV1.ReadNamespacedCronJobAsync("tick", "shop", cancellationToken: Token)).Status.Active.Count);
    }

    [Fact]
    public async Task A_suspended_CronJob_starts_nothing()
    {
        await CronAsync("""{"schedule":"* * * * *","suspend":true,"jobTemplate":JOB}""", "true");
        _demo.Pass(100);
        Assert.Empty(await JobsAsync());
    }

    [Fact]
    public async Task The_recorded_CronJob_goes_on_five_minutes_after_its_last_time()
    {
        // The first answer says that the world is there: from then on its clock counts.
        Assert.DoesNotContain("Created job sitemap-29925565", await _demo.EventsAsync("shop", "CronJob", "sitemap"));
        _demo.Pass(260);
        Assert.Contains(await _demo.EventsAsync("shop", "CronJob", "sitemap"), e => e == "Created job sitemap-29925565");
        Assert.Contains(await _demo.EventsAsync("shop", "CronJob", "sitemap"), e => e == "Deleted job sitemap-29925560");
    }

    [Theory]
    [InlineData("nope", "expected exactly 5 fields, found 1: [nope]")]
    [InlineData("61 * * * *", "end of range (61) above maximum (59): 61")]
    [InlineData("*/0 * * * *", "step of range should be a positive number: */0")]
    public void A_schedule_that_is_none_says_why(string text, string why)
    {
        Assert.Null(Controllers.CronSchedule.Parse(text, out var error));
        Assert.Equal(why, error);
    }

    [Theory]
    [InlineData("*/5 * * * *", "2027-03-14T15:10:00Z")]
    [InlineData("0 9-17/2 * * mon-fri", "2027-03-15T09:00:00Z")]
    [InlineData("30 4 1,15 * 5", "2027-03-15T04:30:00Z")]
    [InlineData("0 0 29 feb *", "2028-02-29T00:00:00Z")]
    [InlineData("@hourly", "2027-03-14T16:00:00Z")]
    [InlineData("@every 90s", "2027-03-14T15:10:56Z")]
    public void A_schedule_names_its_next_time(string text, string next) => Assert.Equal(
        DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
        Controllers.CronSchedule.Parse(text, out _)!.Next(new DateTimeOffset(2027, 3, 14, 15, 9, 26, TimeSpan.Zero)));

    private static string Template(string script, string policy) =>
        $$$"""{"metadata":{"labels":{"app":"work"}},"spec":{"restartPolicy":"{{{policy}}}","terminationGracePeriodSeconds":1,"containers":[{"name":"a","image":"registry.shop.example:5000/demo/busybox:1.35","command":["sh","-c","{{{script}}}"]}]}}""";

    private Task JobAsync(string spec, string script, string policy = "Never") => _demo.SendAsync(
        "POST", "/apis/batch/v1/namespaces/shop/jobs", $$"""{"metadata":{"name":"work"},"spec":{{spec.Replace("TEMPLATE", Template(script, policy), StringComparison.Ordinal)}}}""");

    private Task CronAsync(string spec, string script)
    {
        var job = $$$"""{"spec":{"template":{{{Template(script, "Never")}}}}}""";
        return _demo.SendAsync("POST", "/apis/batch/v1/namespaces/shop/cronjobs", $$"""{"metadata":{"name":"tick"},"spec":{{spec.Replace("JOB", job, StringComparison.Ordinal)}}}""");
    }

    private Task PatchAsync(string what, string patch) => _demo.SendAsync("PATCH", $"/apis/batch/v1/namespaces/shop/{what}", patch);

    private Task<V1Job> ReadAsync() => _demo.Client.BatchV1.ReadNamespacedJobAsync("work", "shop", cancellationToken: Token);

    private static V1JobCondition? Condition(V1Job job, string type) => job.Status.Conditions?.SingleOrDefault(c => c.Type == type);

    private Task<IReadOnlyList<string>> EventsAsync() => _demo.EventsAsync("shop", "Job", "work");

    private async Task<IList<V1Pod>> PodsAsync() => (await _demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: "app=work", cancellationToken: Token)).Items;

    private async Task<List<V1Job>> JobsAsync() => [.. (await _demo.Client.BatchV1.ListNamespacedJobAsync("shop", cancellationToken: Token)).Items.Where(j => j.Metadata.Name.StartsWith("tick-", StringComparison.Ordinal))];
}
