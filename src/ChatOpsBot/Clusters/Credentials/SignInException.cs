namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>No credential could be had. The message is for a person: it names the source and says what it said.</summary>
internal sealed class SignInException(string message, Exception? inner = null) : Exception(message, inner);
