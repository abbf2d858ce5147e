using ApiKeys.Bench;
using ApiKeys.Bench.Scenarios;

IReadOnlyList<(string Name, Func<Report, Task> RunAsync)> scenarios =
[
    ("operations", OperationsScenario.RunAsync),
    ("lists", ListsScenario.RunAsync),
    ("workflows", WorkflowScenario.RunAsync),
    ("verify", VerifyScenario.RunAsync),
    ("keys", KeysScenario.RunAsync),
    ("ring", RingScenario.RunAsync),
    ("http", HttpScenario.RunAsync),
    ("pipeline", PipelineScenario.RunAsync),
    ("api", ApiScenario.RunAsync),
    ("nodes", NodesScenario.RunAsync),
];

var unknown = args.Except(scenarios.Select(scenario => scenario.Name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"No scenario {string.Join(", ", unknown)}. There are: {string.Join(", ", scenarios.Select(s => s.Name))}.");
    return 1;
}

var report = new Report(Console.Out);
report.Machine();
foreach (var (name, runAsync) in scenarios)
{
    if (args.Length == 0 ? name is not "nodes" : args.Contains(name))
    {
        report.Title(name);
        await runAsync(report);
    }
}

return 0;
