using BenchmarkDotNet.Running;
using Bittensor.Benchmarks;
using Bittensor.Benchmarks.Translation;

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
else
{
    BenchmarkSwitcher.FromAssembly(typeof(HostOverhead).Assembly).Run(args);
}
