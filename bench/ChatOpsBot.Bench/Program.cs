// Four measurements; bench/README.md says what each of them prints.
using System.Globalization;
using ChatOpsBot.Bench;

switch (args)
{
    case ["teams", var program, var kubeconfig, var ns, .. var rest]:
        await TeamsMeasurement.RunAsync(program, kubeconfig, ns, Number(rest, 0, 100));
        return 0;
    case ["slack", var program, var kubeconfig, var ns, .. var rest]:
        await SlackMeasurement.RunAsync(program, kubeconfig, ns, Number(rest, 0, 100));
        return 0;
    case ["serve", .., "--urls", var url, "--echo"]:
        await EchoBot.ServeAsync(url);
        return 0;
    case ["why", var program, var kubeconfig, .. var rest]:
        await WhyMeasurement.RunAsync(program, kubeconfig, Number(rest, 0, 20));
        return 0;
    case ["page", var program, .. var rest]:
        await PageMeasurement.RunAsync(program, Number(rest, 0, 30), Number(rest, 1, 50));
        return 0;
    default:
        Console.Error.WriteLine("usage: ChatOpsBot.Bench teams ChatOpsBot.dll KUBECONFIG NAMESPACE [ROUNDS] | slack ChatOpsBot.dll KUBECONFIG NAMESPACE [ROUNDS] | why ChatOpsBot.dll KUBECONFIG [ROUNDS] | page ChatOpsBot.dll [ROUNDS [WINDOWS]]");
        return 2;
}

static int Number(string[] words, int at, int otherwise) => words.Length > at ? int.Parse(words[at], CultureInfo.InvariantCulture) : otherwise;
