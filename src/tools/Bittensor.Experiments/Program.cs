using Bittensor.Experiments;

var folder = new DirectoryInfo(args.Length > 0 ? args[0] : Path.Combine("docs", "experiments"));
IExperiment[] experiments = [new LogitsAgainstEmbeddings(), new Duplicates(), new ScalingLawShape()];

Console.WriteLine("The sample models answer ...");
var network = await SampleNetwork.AskAsync(CancellationToken.None);
var reports = new List<(string Name, ExperimentReport Report)>();
foreach (var experiment in experiments)
{
    Console.WriteLine($"{experiment.Name} ...");
    reports.Add((experiment.Name, experiment.Run(network)));
}

new ReportFolder(folder).Write(reports);
Console.WriteLine($"Written to {folder.FullName}.");
