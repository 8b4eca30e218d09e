using System.Buffers;
using System.Runtime.CompilerServices;
using Bittensor.Tokenization.Translation;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization;

/// <summary>Carries a model's predictions from its own vocabulary to the standard one, by the method of the Synapse
/// update.</summary>
public sealed class LogitTranslator : ILogitTranslator
{
    private static readonly ConditionalWeakTable<ITextTokenizer, ConditionalWeakTable<ITextTokenizer, LogitTranslator>>
        Known = [];

    private readonly StandardTextRemapper _remapper;
    private readonly Lazy<OneToManyMap> _toStandard;
    private readonly Lazy<ManyToOneMap> _fromStandard;
    private readonly SplitMapCache _splitMaps;

    private LogitTranslator(ITextTokenizer server, ITextTokenizer standard)
    {
        (Server, Standard) = (server, standard);
        IsIdentity = HaveSameTokens(server, standard);
        _remapper = new(server, standard);
        _toStandard = new(() => new(PhraseTable.FromTexts(server, standard), standard.VocabularySize));
        _fromStandard = new(() => new(PhraseTable.FromTexts(standard, server), server.VocabularySize));
        _splitMaps = new(server);
    }

    /// <inheritdoc/>
    public ITextTokenizer Server { get; }

    /// <inheritdoc/>
    public ITextTokenizer Standard { get; }

    /// <inheritdoc/>
    public bool IsIdentity { get; }

    /// <summary>The translator of two vocabularies; made once, together with the maps it needs.</summary>
    /// <param name="server">The model's tokenizer.</param>
    /// <param name="standard">The network's tokenizer.</param>
    public static LogitTranslator For(ITextTokenizer server, ITextTokenizer standard) =>
        Known.GetOrCreateValue(server).GetValue(standard, key => new(server, key));

    /// <summary>Builds the maps now instead of with the first translation.</summary>
    public void WarmUp()
    {
        if (!IsIdentity)
        {
            _ = (_toStandard.Value, _fromStandard.Value);
        }
    }

    /// <inheritdoc/>
    public TokenAlignment Remap(ReadOnlySpan<int> standardIds) => RemapUntil(standardIds, CancellationToken.None);

    /// <inheritdoc cref="Remap"/>
    /// <param name="standardIds">Token ids of one text; shape [S].</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">It has ended.</exception>
    public TokenAlignment RemapUntil(ReadOnlySpan<int> standardIds, CancellationToken cancellationToken)
    {
        if (!IsIdentity)
        {
            return _remapper.Remap(standardIds, cancellationToken);
        }

        var spans = Alignment.TokenSpans.OfOwnText(Standard, standardIds);
        return new(standardIds.ToArray(), spans, standardIds.ToArray(), spans, Server.Frame);
    }

    /// <inheritdoc/>
    public void Translate<TRows>(TokenAlignment alignment, int segment, TRows rows)
        where TRows : ITranslationRows, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(alignment);
        var whole = ArrayPool<float>.Shared.Rent(Server.VocabularySize + 1);
        var part = ArrayPool<float>.Shared.Rent(Server.VocabularySize + 1);
        var result = ArrayPool<float>.Shared.Rent(Standard.VocabularySize);
        try
        {
            var source = new AlignedRows<TRows>(alignment, _splitMaps, rows, whole, part, Server.VocabularySize);
            if (IsIdentity)
            {
                Copy(alignment, segment, source, rows);
            }
            else if (segment > 0)
            {
                Translate(alignment.Segments[segment], source, rows, result.AsSpan(0, Standard.VocabularySize));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(whole);
            ArrayPool<float>.Shared.Return(part);
            ArrayPool<float>.Shared.Return(result);
        }
    }

    private void Translate<TRows>(AlignedSegment segment, AlignedRows<TRows> source, TRows rows, Span<float> result)
        where TRows : ITranslationRows, allows ref struct
    {
        if (segment.ServerCount == 1)
        {
            Spell(segment, source, rows, result);
        }
        else if (segment.StandardCount == 1)
        {
            Gather(segment, source, rows, result);
        }
    }

    /// <summary>One server token, or several within one character: the row before the last predicts every standard token of the
    /// segment.</summary>
    private void Spell<TRows>(AlignedSegment segment, AlignedRows<TRows> source, TRows rows, Span<float> result)
        where TRows : ITranslationRows, allows ref struct
    {
        if (!source.TryRead(segment.Server - 1, out var row))
        {
            return;
        }

        var count = segment.StandardCount + segment.StandardOverlap;
        for (var step = 0; step < count; step++)
        {
            _toStandard.Value.Apply(row, step, result);
            ProbabilityHaircut.Apply(result);
            rows.Write(segment.Standard - count + step, result);
        }
    }

    /// <summary>Several server tokens make one standard token: the rows before all of them predict it together.</summary>
    private void Gather<TRows>(AlignedSegment segment, AlignedRows<TRows> source, TRows rows, Span<float> result)
        where TRows : ITranslationRows, allows ref struct
    {
        var count = segment.ServerCount + segment.ServerOverlap;
        result.Clear();
        for (var step = 0; step < count; step++)
        {
            if (!source.TryRead(segment.Server - count + step, out var row))
            {
                return;
            }

            _fromStandard.Value.Apply(row, step, result);
        }

        ProbabilityHaircut.Apply(result);
        rows.Write(segment.Standard - 1, result);
    }

    private static void Copy<TRows>(TokenAlignment alignment, int segment, AlignedRows<TRows> source, TRows rows)
        where TRows : ITranslationRows, allows ref struct
    {
        var first = segment == 0 ? 0 : alignment.Segments[segment - 1].Standard;
        for (var token = first; token < alignment.Segments[segment].Standard; token++)
        {
            if (source.TryRead(token, out var row))
            {
                rows.Write(token, row[..^1]);
            }
        }
    }

    private static bool HaveSameTokens(ITextTokenizer server, ITextTokenizer standard) =>
        ReferenceEquals(server, standard) || (server.IsStandard && standard.IsStandard)
        || (server is VocabularyTokenizer mine && standard is VocabularyTokenizer theirs && mine.Table.SameAs(theirs.Table));
}
