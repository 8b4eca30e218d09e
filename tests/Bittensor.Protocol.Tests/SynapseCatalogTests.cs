namespace Bittensor.Protocol.Tests;

public class SynapseCatalogTests
{
    [Fact]
    public void Default_ThisProtocol_HasTheFourSynapses() =>
        Assert.Equal(["TextCausalLM", "TextCausalLMNext", "TextLastHiddenState", "TextSeq2Seq"], SynapseCatalog.Default.All.Select(type => type.Name));

    [Fact]
    public void Find_Name_IsExact()
    {
        Assert.Equal(typeof(TextSeq2Seq), SynapseCatalog.Default.Find("TextSeq2Seq"));
        Assert.Null(SynapseCatalog.Default.Find("textseq2seq"));
        Assert.Null(SynapseCatalog.Default.Find("Synapse"));
    }

    [Fact]
    public void Find_SynapseOfAnotherAssembly_IsFoundWhereItIsAskedFor()
    {
        var catalog = new SynapseCatalog(typeof(Synapse).Assembly, typeof(ImageEcho).Assembly);

        Assert.Equal(typeof(ImageEcho), catalog.Find("ImageEcho"));
        Assert.Equal(5, catalog.All.Count);
    }
}
