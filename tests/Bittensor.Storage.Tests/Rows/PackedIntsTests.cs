using Azure.Data.Tables;
using Bittensor.Storage.Rows;

namespace Bittensor.Storage.Tests;

public class PackedIntsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16384)] // exactly one column
    [InlineData(16385)]
    [InlineData(70000)]
    public void Read_WhatWasWritten_IsTheSame(int count)
    {
        int[] values = [.. Enumerable.Range(0, count).Select(i => (i * 7919) - 3)];
        var entity = new TableEntity();

        PackedInts.Write(entity, "Tokens", values);

        Assert.Equal(values, PackedInts.Read(entity, "Tokens"));
        Assert.All(entity.Keys.Where(name => name.StartsWith("Tokens", StringComparison.Ordinal)), name => Assert.InRange(entity.GetBinary(name).Length, 0, 65536));
    }
}
