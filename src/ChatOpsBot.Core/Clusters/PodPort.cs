namespace ChatOpsBot.Core.Clusters;

/// <summary>A TCP port of a pod that is tried, and for what.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod's name.</param>
/// <param name="Port">The port inside the pod.</param>
/// <param name="Host">The host that an HTTP server is asked for.</param>
/// <param name="Path">The path that an HTTP server is asked for.</param>
public sealed record PodPort(string Namespace, string Pod, int Port, string Host = PodPort.Localhost, string Path = "/")
{
    /// <summary>Asks for no host in particular.</summary>
    public const string Localhost = "localhost";

    /// <summary>What is asked for, as one writes it: / or shop.example/cart.</summary>
    public string Asked => Host == Localhost ? Path : Host + Path;
}

/// <summary>What came of trying a port of a pod.</summary>
public abstract record PortAnswer
{
    private PortAnswer() { }

    /// <summary>Whether something behind the port took the connection; null when that is not known.</summary>
    public bool? Reached => this switch
    {
        Http or Tls or Spoke or Closed => true,
        Refused => false,
        _ => null,
    };

    /// <summary>An HTTP server answered, well or not.</summary>
    /// <param name="StatusLine">Its first line: HTTP/1.1 200 OK.</param>
    /// <param name="Status">The status in it.</param>
    public sealed record Http(string StatusLine, int Status) : PortAnswer;

    /// <summary>A server answered that takes TLS alone.</summary>
    public sealed record Tls : PortAnswer;

    /// <summary>Something answered that is no HTTP.</summary>
    public sealed record Spoke : PortAnswer;

    /// <summary>The connection was taken, and closed without an answer.</summary>
    public sealed record Closed : PortAnswer;

    /// <summary>No answer came: a protocol in which the client waits for nothing, an app that hangs, or no app at all.</summary>
    public sealed record Silent(TimeSpan Waited) : PortAnswer;

    /// <summary>The connection was refused inside the pod: nothing listens there.</summary>
    public sealed record Refused : PortAnswer;

    /// <summary>The node did not forward the port, in its own words: the pod does not run there.</summary>
    public sealed record NotForwarded(string Message) : PortAnswer;

    /// <summary>The API server was not reached, or did not allow it.</summary>
    public sealed record Failed(ClusterFailure Failure) : PortAnswer;

    /// <summary>The bot's own settings do not permit it, so nothing was tried.</summary>
    public sealed record NotPermitted : PortAnswer;
}
