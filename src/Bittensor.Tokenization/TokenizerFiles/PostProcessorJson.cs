using System.Text.Json;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads from the post-processor of tokenizer.json what it puts around one row.</summary>
internal static class PostProcessorJson
{
    /// <summary>The tokens around a row; none for a missing part.</summary>
    public static RowFrame Read(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            return RowFrame.None;
        }

        var type = part.GetProperty("type").GetString();
        return type switch
        {
            "ByteLevel" => RowFrame.None, // it moves offsets only
            "BertProcessing" or "RobertaProcessing" => new([Id(part, "cls")], [Id(part, "sep")]),
            "TemplateProcessing" => ReadTemplate(part),
            "Sequence" => part.GetProperty("processors").EnumerateArray().Select(Read).Aggregate(RowFrame.None, Around),
            _ => throw new UnsupportedTokenizerException(
                $"post-processor {type}",
                "ByteLevel, BertProcessing, RobertaProcessing, TemplateProcessing or a Sequence of them"),
        };
    }

    private static RowFrame Around(RowFrame inner, RowFrame outer) =>
        new([.. outer.Before, .. inner.Before], [.. inner.After, .. outer.After]);

    /// <summary>The id in ["name", id].</summary>
    private static int Id(JsonElement part, string name) => part.GetProperty(name)[1].GetInt32();

    private static RowFrame ReadTemplate(JsonElement part)
    {
        var tokens = part.GetProperty("special_tokens");
        List<int> before = [], after = [];
        var rows = 0;
        foreach (var piece in part.GetProperty("single").EnumerateArray())
        {
            if (piece.TryGetProperty("Sequence", out var row))
            {
                rows++;
                if (row.GetProperty("id").GetString() != "A" || rows > 1)
                {
                    throw new UnsupportedTokenizerException("a template that does not hold the row once", "A, once");
                }

                continue;
            }

            var name = piece.GetProperty("SpecialToken").GetProperty("id").GetString()!;
            if (!tokens.TryGetProperty(name, out var token))
            {
                throw new FormatException($"the template names '{name}', which its special_tokens lack");
            }

            (rows == 0 ? before : after).AddRange(token.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()));
        }

        if (rows == 0)
        {
            throw new UnsupportedTokenizerException("a template without the row", "A, once");
        }

        return new(before, after);
    }
}
