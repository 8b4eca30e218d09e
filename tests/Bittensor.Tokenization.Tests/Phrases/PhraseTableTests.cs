using Bittensor.Testing.Vectors;
using Bittensor.Tokenization.Tests.Translation;

namespace Bittensor.Tokenization.Tests.Phrases;

public class PhraseTableTests
{
    /// <summary>Quirk 3: the reference spells the 344 tokens that hold parts of characters as U+FFFD even for a GPT-2 server.
    /// For us a
    /// standard token is its own phrase.</summary>
    [Fact]
    public void Build_StandardServer_IsIdentity()
    {
        var table = PhraseTable.Build(StandardTokenizer.Instance, StandardTokenizer.Instance);
        Assert.Equal(50257, table.Count);
        Assert.All(Enumerable.Range(0, table.Count), id => Assert.Equal([id], table[id].ToArray()));

        var asReference = PhraseTable.FromTexts(StandardTokenizer.Instance, StandardTokenizer.Instance);
        Assert.Equal(344, Enumerable.Range(0, table.Count).Count(id => !asReference[id].SequenceEqual(table[id])));
    }

    [Fact]
    public void Build_ForeignServer_SpellsItsTexts()
    {
        var server = FolderServers.Get("llama2-like");
        var table = PhraseTable.Build(server, StandardTokenizer.Instance);
        var id = Enumerable.Range(0, server.VocabularySize).First(token => server.TokenText(token) == " the");
        Assert.Equal([262], table[id].ToArray());
        Assert.Equal(server.VocabularySize, table.Count);
    }

    /// <summary>Quirk 4: an id that stands for nothing has an empty phrase.</summary>
    [Fact]
    public void Build_GapInVocabulary_HasEmptyPhrase() =>
        Assert.True(PhraseTable.Build(VectorTokenizers.Get("cl100k"), StandardTokenizer.Instance)[100256].IsEmpty);
}
