using Bittensor.LocalWorker.Invocation;

namespace Bittensor.LocalWorker.Tests.Invocation;

public class TextArgumentsTests
{
    [Theory]
    [InlineData("7", typeof(int), 7)]
    [InlineData("7", typeof(int?), 7)]
    [InlineData(null, typeof(int?), null)]
    [InlineData(null, typeof(int), 0)]
    [InlineData(null, typeof(string), null)]
    [InlineData("", typeof(string), "")]
    [InlineData("true", typeof(bool), true)]
    [InlineData("1.5", typeof(double), 1.5)]
    public void Convert_Text_HasTheParametersType(string? text, Type type, object? expected) =>
        Assert.Equal(expected, TextArguments.Convert(text, type));

    [Theory]
    [InlineData("x", typeof(int))]
    [InlineData("99999999999", typeof(int))]
    [InlineData("maybe", typeof(bool))]
    public void Convert_WrongForm_Throws(string text, Type type) =>
        Assert.Throws<FormatException>(() => TextArguments.Convert(text, type));
}
