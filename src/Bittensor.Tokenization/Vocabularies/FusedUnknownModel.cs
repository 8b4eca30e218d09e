namespace Bittensor.Tokenization.Vocabularies;

/// <summary>Makes one token of each run of unknown ones, as SentencePiece does and the library does not.</summary>
internal sealed class FusedUnknownModel(ITokenModel inner, int unknown) : ITokenModel
{
    public void Encode(string text, List<int> ids)
    {
        var from = ids.Count;
        inner.Encode(text, ids);
        var kept = from;
        for (var i = from; i < ids.Count; i++)
        {
            if (ids[i] != unknown || kept == from || ids[kept - 1] != unknown)
            {
                ids[kept++] = ids[i];
            }
        }

        ids.RemoveRange(kept, ids.Count - kept);
    }
}
