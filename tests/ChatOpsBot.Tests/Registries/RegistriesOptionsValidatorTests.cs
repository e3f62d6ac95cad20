using ChatOpsBot.Host.Registries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Registries;

public sealed class RegistriesOptionsValidatorTests
{
    [Fact]
    public void Every_problem_is_listed_at_once_and_no_password_with_it()
    {
        var problems = Problems(
            ("0:PlainHttp", "true"),
            ("1:Host", "https://registry.example/v2"),
            ("1:Password", "hunter2"),
            ("2:Host", "ada:hunter2@registry.example"),
            ("2:UserName", "ada"),
            ("3:Host", "a.example:5000"),
            ("3:Api", "a.example/v2"),
            ("3:TokenHosts:0", "https://auth.example"),
            ("4:Host", "A.example:5000"),
            ("4:UserName", "a:b"),
            ("4:Password", "hunter2"));

        Assert.Equal(
            [
                "Registries:0:Host is missing; give the registry's host, with its port if images name one.",
                "Registries:1:Host must be a host, with or without a port, such as registry.example:5000, and is 'https://registry.example/v2'.",
                "Registries:1:UserName is missing; Registries:1:Password is of no use alone.",
                "Registries:2:Host must be a host, with or without a port, such as registry.example:5000.",
                "Registries:2:Password is missing; set it through an environment variable.",
                "Registries:3:Api must be a host, with or without a port, such as registry.example:5000, and is 'a.example/v2'.",
                "Registries:3:TokenHosts takes a host, with or without a port, such as registry.example:5000, and is 'https://auth.example'.",
                "Registries:4:UserName cannot have a colon, by which Basic authentication ends it.",
                "Registries names a.example:5000 twice.",
            ],
            problems);
        Assert.DoesNotContain(problems, problem => problem.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void Good_settings_have_no_problems() => Assert.Empty(Problems(
        ("0:Host", "registry.example"),
        ("1:Host", "10.250.0.1:5001"), ("1:PlainHttp", "true"), ("1:UserName", "demo"), ("1:Password", "demo"),
        ("2:Host", "[fd00::1]:5000"), ("2:Api", "registry-api.example"), ("2:TokenHosts:0", "auth.example:8443")));

    private static IEnumerable<string> Problems(params (string Key, string? Value)[] settings)
    {
        using var services = new ServiceCollection().AddLogging()
            .AddRegistries(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => $"Registries:{setting.Key}", setting => setting.Value)).Build())
            .BuildServiceProvider();
        try
        {
            _ = services.GetRequiredService<IOptions<RegistriesOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Failures;
        }
    }
}
