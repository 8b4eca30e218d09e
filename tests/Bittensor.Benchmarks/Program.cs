using System.Reflection;
using BenchmarkDotNet.Running;
using Bittensor.Benchmarks;
using Bittensor.Benchmarks.Translation;
using Bittensor.Infra.Tests.Sources;

if (args is ["translation-cost", .. var models])
{
    foreach (var model in models)
    {
        await TranslationCost.PrintAsync(model);
    }
}
else if (args is ["first-maps"])
{
    FirstMaps.Print();
}
else if (args is ["host-overhead"])
{
    await HostOverhead.PrintAsync();
}
else if (args is ["figures", .. var options])
{
    var repository = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Repository").Value!;
    if (options is ["--baseline"])
    {
        Baseline.Write(repository);
    }

    Figures.Print(repository, Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(HostOverhead).Assembly).Run(args);
}
