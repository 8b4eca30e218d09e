using Bittensor.Engine.Models;

namespace Bittensor.Engine.Tests.Models;

public class ModelOptionsTests
{
    [Fact]
    public void Validate_Defaults_AskOnlyForTheFolder()
    {
        var result = new ModelOptionsValidator().Validate(null, new ModelOptions());

        Assert.Contains("Neither Model:Folder nor Model:Source is set", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_FolderAndSource_Fails()
    {
        var result = new ModelOptionsValidator().Validate(null, new ModelOptions { Folder = "there", Source = "models/there" });

        Assert.Contains("Both Model:Folder and Model:Source are set", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SeveralFaults_ReportsAll()
    {
        var options = new ModelOptions
        {
            Folder = "there", MaxBatchRows = 0, QueueLimit = 0, BatchWindow = TimeSpan.FromSeconds(2), ForwardTimeout = TimeSpan.Zero,
        };

        var result = new ModelOptionsValidator().Validate(null, options);

        Assert.Equal(
            ["BatchWindow", "ForwardTimeout", "MaxBatchRows", "QueueLimit"],
            new[] { "BatchWindow", "ForwardTimeout", "MaxBatchRows", "QueueLimit" }.Where(name =>
                result.Failures!.Any(fault => fault.Contains(name, StringComparison.Ordinal))));
    }

    [Fact]
    public void Validate_AutoRequired_Fails() => Assert.True(new ModelOptionsValidator()
        .Validate(null, new ModelOptions { Folder = "there", RequireExecutionProvider = true }).Failed);
}
