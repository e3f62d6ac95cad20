using System.Net;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.Exec;
using ChatOpsBot.DemoCluster.Faults;
using ChatOpsBot.DemoCluster.PortForwarding;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOpsBot.DemoCluster;

/// <summary>
/// An embedded Kubernetes API on loopback: a small shop with healthy workloads and one of every stuck state, recorded from a
/// real cluster. The real client talks to it over HTTP.
/// </summary>
public sealed class DemoCluster : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Schedule _schedule;
    private readonly AuditLog _audit;

    private DemoCluster(WebApplication app, Schedule schedule, AuditLog audit, Uri address)
    {
        _app = app;
        _schedule = schedule;
        _audit = audit;
        Address = address;
    }

    /// <summary>Where the API listens: <c>http://127.0.0.1:port</c>.</summary>
    public Uri Address { get; }

    /// <summary>A kubeconfig with the one context <c>demo</c> and no namespace.</summary>
    public string Kubeconfig => $$"""
        apiVersion: v1
        kind: Config
        current-context: demo
        clusters:
        - name: demo
          cluster:
            server: {{Address.GetLeftPart(UriPartial.Authority)}}
        users:
        - name: demo
          user:
            token: demo
        contexts:
        - name: demo
          context:
            cluster: demo
            user: demo

        """;

    /// <summary>Every write so far, oldest first.</summary>
    public IReadOnlyList<AuditedWrite> Audit => _audit.Writes;

    /// <summary>Loads the world, moves its times so that the recording's moment is now, and starts to listen.</summary>
    public static async Task<DemoCluster> StartAsync(DemoClusterOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var loggers = options.LoggerFactory ?? NullLoggerFactory.Instance;
        var schedule = new Schedule(options.Clock, options.Speed, loggers.CreateLogger<Schedule>());
        var audit = new AuditLog(options.Clock);
        // Half of the start is the world's, half the server's: they share it, and a request waits for both.
        var now = options.Clock.GetUtcNow();
        var api = Task.Run(() => Api(RecordedWorld.Load("shop", now, options.Seed), schedule, audit, options), cancellationToken);

        // The empty builder reads no settings: the bot's own URLs and Kestrel section must not move this server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(async context => await (await api).HandleAsync(context));
        await app.StartAsync(cancellationToken);
        return new DemoCluster(app, schedule, audit, new Uri(app.Urls.First()));
    }

    /// <summary>Stops listening; the world is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _schedule.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static KubernetesApi Api(RecordedWorld world, Schedule schedule, AuditLog audit, DemoClusterOptions options)
    {
        var clock = options.Clock;
        var events = new EventRecorder(world, schedule);
        var images = new ImageRegistry(world);
        var volumes = new Volumes(world, schedule);
        var startup = new PodStartup(world, schedule, events, images);
        var birth = new PodBirth(world, schedule, events, startup, images, volumes);
        var kubelets = new Kubelets(world, schedule, events);
        var garbage = new GarbageCollector(world, schedule, kubelets);
        var pods = new OwnedPods(world, schedule, birth, kubelets);
        var revisions = new Revisions(world, schedule);
        var namespaces = new NamespaceController(world, schedule, kubelets, garbage);
        new ControllerManager(
            world,
            schedule,
            new DeploymentController(world, schedule, events),
            new ReplicaSetController(world, schedule, events, pods),
            new StatefulSetController(world, events, pods, revisions, new ClaimTemplates(world, schedule, events)),
            new DaemonSetController(world, events, pods, revisions),
            new JobController(world, schedule, events, pods, garbage),
            new CronJobController(world, schedule, events, garbage),
            new DisruptionController(world, schedule),
            new VolumeController(world, schedule, events, volumes, garbage),
            namespaces,
            new NodeLifecycleController(world, schedule, kubelets),
            garbage,
            birth,
            new ContainerRestarts(world, schedule, events, startup)).Start();
        new ResourceMetrics(world, schedule).Start();
        var deletion = new ObjectDeletion(world, kubelets, garbage, volumes, clock);
        var faults = new FaultBoard(world, deletion, schedule, options.FaultsFile);
        faults.Restore();
        return new KubernetesApi(world, deletion, faults, new ExecSubresource(world, clock), new PortForwardSubresource(world), audit, clock);
    }

    // Signals belong to the program that embeds the cluster.
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
