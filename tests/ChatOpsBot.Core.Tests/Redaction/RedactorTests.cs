using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Tests.Clusters;
using CsCheck;

namespace ChatOpsBot.Core.Tests.Redaction;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("connecting with password=hunter2 to db", "hunter2")]
    [InlineData("DB_PASSWORD: hunter2", "hunter2")]
    [InlineData("{\"apiKey\":\"hunter2\",\"a\":1}", "hunter2")]
    [InlineData("{\\\"token\\\":\\\"hunter2\\\"}", "hunter2")]
    [InlineData("secret=hunter2", "hunter2")]
    [InlineData("Authorization: Bearer hunter2", "hunter2")]
    [InlineData("authorization: Basic aHVudGVyMg==", "aHVudGVyMg==")]
    [InlineData("sent bearer abcdef123456", "abcdef123456")]
    [InlineData("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl end", "eyJhbGciOiJIUzI1NiJ9")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE used", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "wJalrXUtnFEMI")]
    [InlineData("Server=db;User Id=sa;Password=hunter 2;Encrypt=true", "hunter 2")]
    [InlineData("postgres://shop:hunter2@db:5432/shop", "hunter2")]
    [InlineData("redis://:p@ss@cache:6379", "p@ss")]
    [InlineData("run --password hunter2 --verbose", "hunter2")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nhunter2\n-----END RSA PRIVATE KEY-----", "MIIEow")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEow cut off", "MIIEow")]
    [InlineData("Y3V0IG9mZiBhdCB0aGUgdG9w\n-----END PRIVATE KEY-----\nafter", "Y3V0IG9m")]
    public void A_credential_in_a_text_is_hidden(string text, string credential)
    {
        var clean = Redactor.Text(text);
        Assert.DoesNotContain(credential, clean);
        Assert.Contains(Redactor.Mark, clean);
    }

    [Theory]
    [InlineData("secret \"db-credentials\" not found")]
    [InlineData("GET https://shop.example:8080/path?x=1 200")]
    [InlineData("Back-off pulling image \"registry:5000/shop/web:1.0\"")]
    [InlineData("authentication failed for user shop")]
    [InlineData("2025-06-01T12:00:00Z listening on :8080")]
    [InlineData("secretName: db-credentials")]
    public void What_is_no_credential_stays(string text) => Assert.Equal(text, Redactor.Text(text));

    [Fact]
    public void An_object_loses_its_credentials_and_keeps_the_rest()
    {
        var yaml = Yaml.Write(Redactor.Object(YamlDocuments.Read("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"password":"hunter2"}', note: kept}
              managedFields: [{manager: kubectl}]
            spec:
              volumes: [{name: v, secret: {secretName: db-credentials}}]
              containers:
              - name: c
                args: [--token, hunter2, --api-key=hunter2, --port, "8080"]
                env:
                - {name: DB_PASSWORD, value: hunter2}
                - {name: DB_URL, value: 'postgres://shop:hunter2@db/shop'}
                - {name: PORT, value: "8080"}
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: db-credentials, key: token}}}
            """).Single()));
        Assert.DoesNotContain("hunter2", yaml);
        Assert.DoesNotContain("managedFields", yaml);
        Assert.DoesNotContain("last-applied", yaml);
        foreach (var kept in new[] { "note: kept", "secretName: db-credentials", "8080", "key: token", "name: db-credentials", "@db/shop" }) Assert.Contains(kept, yaml);
    }

    [Fact]
    public void A_secret_keeps_its_keys_alone()
    {
        var secret = Redactor.Object(YamlDocuments.Read("{kind: Secret, metadata: {name: s}, type: Opaque, data: {a: aHVudGVyMg==, tls.key: eA==}, stringData: {b: hunter2}}").Single());
        Assert.Equal(Redactor.Mark, secret["data"]!["a"]!.ToString());
        Assert.Equal(Redactor.Mark, secret["stringData"]!["b"]!.ToString());
        Assert.Equal("Opaque", secret["type"]!.ToString());
    }

    [Fact]
    public void A_credential_is_hidden_wherever_it_stands()
    {
        var credential = Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['0', '9'], Gen.Char['A', 'Z']), 12, 30].Where(text => text.Any(char.IsDigit) && text.Any(char.IsLetter));
        var frame = Gen.OneOf("password={0}", "TOKEN: {0}", "\"client_secret\": \"{0}\"", "https://u:{0}@h/p", "Authorization: Bearer {0}", "--api-key {0}", "accountKey={0};x", "'secret': '{0}'", "X_API_KEY={0}");
        Gen.Select(credential, frame, Gen.String[Gen.Char[' ', '~'], 0, 20]).Sample((text, around, noise) =>
        {
            var line = noise.Replace('"', ' ').Replace('\'', ' ').Replace('\\', ' ').Replace('/', ' ').Replace('@', ' ') + " " + around.Replace("{0}", text, StringComparison.Ordinal);
            return !Redactor.Text(line).Contains(text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Any_text_is_redacted_without_fail_and_once_is_enough() => Gen.String[Gen.Char, 0, 100].Sample(text =>
    {
        var once = Redactor.Text(text);
        return Redactor.Text(once) == once;
    });

    [Fact]
    public void Colours_cannot_split_a_credential() => Assert.DoesNotContain("hunter2", LogText.Clean("pass\u001B[31mword\u001B[0m=hunter2"));

    [Fact]
    public void Nothing_in_a_log_can_reorder_or_overwrite_what_stands_beside_it()
    {
        var clean = LogText.Clean("a\u202Eb\u200Bc\u0007\u001B]0;title\u0007d\re\u001B[2Kf");
        Assert.Equal("a‹U+202E›b‹U+200B›c‹U+0007›d\nef", clean);
    }
}
