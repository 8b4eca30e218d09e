using BenchmarkDotNet.Running;
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
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
