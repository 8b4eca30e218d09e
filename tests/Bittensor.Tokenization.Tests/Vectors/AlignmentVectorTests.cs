using System.Text.Json;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization.Alignment;
using Bittensor.Tokenization.Tests.Translation;

namespace Bittensor.Tokenization.Tests.Vectors;

/// <summary>01 (offsets) and 02_alignment: splits and segments, exact.</summary>
/// <remarks>Differs from the reference on purpose (quirk 7): where tokens overlap within a character, it cuts at places that align
/// nothing, its depths are 0 or less, and its segments many-to-many, which it cannot map. Ours never are; what it finds in such a case
/// says nothing about ours.</remarks>
public class AlignmentVectorTests
{
    private static JsonElement Tokenizers => VectorTokenizers.Folder.Read("01_tokenizers");

    private static IEnumerable<JsonElement> All => VectorTokenizers.Folder.Read("02_alignment").GetProperty("cases").EnumerateArray();

    public static TheoryData<string> Cases => [.. All.Select(entry => entry.GetProperty("name").GetString()!)];

    public static TheoryData<string> Regular => [.. All.Where(IsRegular).Select(entry => entry.GetProperty("name").GetString()!)];

    [Fact]
    public void OfText_EveryText_GivesReferenceOffsets()
    {
        foreach (var tokenizer in Tokenizers.GetProperty("encode").EnumerateObject())
        {
            foreach (var entry in tokenizer.Value.EnumerateObject())
            {
                var text = Tokenizers.GetProperty("texts").GetProperty(entry.Name).GetString()!;
                int[] ids = [.. entry.Value.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
                Assert.Equal(
                    VectorJson.Spans(entry.Value.GetProperty("offsets")), TokenSpans.OfText(VectorTokenizers.Get(tokenizer.Name), text, ids));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Regular))]
    public void FindSplits_EveryCase_GivesReferenceDepths(string name)
    {
        var (server, standard, root) = Read(name);
        var expected = root.GetProperty("splits").EnumerateArray()
            .Select(split => (split[0].GetInt32(), string.Join(',', VectorJson.Ints(split[1]))));
        Assert.Equal(expected, TokenAligner.FindSplits(server, standard).Select(split => (split.Index, string.Join(',', split.Depths))));
    }

    [Theory]
    [MemberData(nameof(Regular))]
    public void FindSegments_EveryCase_GivesReferenceMappings(string name)
    {
        var (server, standard, root) = Read(name);
        var aligned = TokenAligner.Apply(server, TokenAligner.FindSplits(server, standard));
        var expected = root.GetProperty("mappings").EnumerateArray().Select(VectorJson.Ints)
            .Select(mapping => new AlignedSegment(mapping[0], mapping[1], mapping[2], mapping[3], mapping[4], mapping[5]));
        Assert.Equal(expected, TokenAligner.FindSegments(aligned, standard));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FindSegments_EveryCase_CoversBothSidesAndIsNeverManyToMany(string name)
    {
        var (server, standard, _) = Read(name);
        var aligned = TokenAligner.Apply(server, TokenAligner.FindSplits(server, standard));
        SegmentAssert.CoverBothSides(TokenAligner.FindSegments(aligned, standard), aligned.Count, standard.Length);
    }

    private static bool IsRegular(JsonElement entry) =>
        !(entry.TryGetProperty("odd_depths", out var isOdd) && isOdd.GetBoolean())
        && entry.GetProperty("mappings").EnumerateArray().All(mapping => mapping[2].GetInt32() <= 1 || mapping[3].GetInt32() <= 1);

    /// <summary>Random cases give offsets; the others are named "server->standard:text" and take those of 01.</summary>
    private static (TokenSpan[] Server, TokenSpan[] Standard, JsonElement Root) Read(string name)
    {
        var root = All.First(entry => entry.GetProperty("name").GetString() == name);
        if (root.TryGetProperty("offset_mapping", out var server))
        {
            return (VectorJson.Spans(server), VectorJson.Spans(root.GetProperty("offset_mapping_std")), root);
        }

        var arrow = name.IndexOf("->", StringComparison.Ordinal);
        var colon = name.LastIndexOf(':');
        TokenSpan[] Offsets(string tokenizer) => VectorJson.Spans(
            Tokenizers.GetProperty("encode").GetProperty(tokenizer).GetProperty(name[(colon + 1)..]).GetProperty("offsets"));
        return (Offsets(name[..arrow]), Offsets(name[(arrow + 2)..colon]), root);
    }
}
