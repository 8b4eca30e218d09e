namespace Bittensor.Protocol.Tests;

public class WireTensorTests
{
    [Theory]
    [InlineData(3, new[] { 2, 2 })]
    [InlineData(1, new[] { -1, -1 })]
    [InlineData(1, new[] { int.MaxValue, int.MaxValue, int.MaxValue })]
    [InlineData(0, new int[0])]
    public void Constructor_ShapeDoesNotHoldTheValues_Throws(int count, int[] shape) =>
        Assert.Throws<ArgumentException>(() => new WireTensor<float>(new float[count], shape));

    [Fact]
    public void Constructor_HugeDimensionsBesideZero_HoldNothing() =>
        Assert.Empty(new WireTensor<float>([], int.MaxValue, int.MaxValue, int.MaxValue, 0).Values);
}
