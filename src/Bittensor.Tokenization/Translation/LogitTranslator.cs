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
        _toStandard = new(() => new(PhraseTable.FromTexts(server, standard)));
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
    public TokenAlignment Remap(ReadOnlySpan<int> standardIds)
    {
        if (!IsIdentity)
        {
            return _remapper.Remap(standardIds);
        }

        var spans = Alignment.TokenSpans.OfOwnText(Standard, standardIds);
        return new(standardIds.ToArray(), spans, standardIds.ToArray(), spans);
    }

    /// <inheritdoc/>
    public void Translate(TokenAlignment alignment, ReadOnlySpan<float> serverProbabilities, Span<float> standardProbabilities)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        var width = Width(serverProbabilities.Length, alignment.ServerIds.Length, nameof(serverProbabilities));
        var rows = new AlignedRows(alignment, _splitMaps, Server.VocabularySize, serverProbabilities, width);
        if (standardProbabilities.Length != alignment.StandardIds.Length * Standard.VocabularySize)
        {
            throw new ArgumentException($"The result has {standardProbabilities.Length} values; expected "
                + $"{alignment.StandardIds.Length} x {Standard.VocabularySize}.", nameof(standardProbabilities));
        }

        if (IsIdentity)
        {
            CopyRows(rows, standardProbabilities);
            return;
        }

        // 1. What the first segment holds is not predicted by anything.
        var done = Math.Min(alignment.Segments[0].Standard, alignment.StandardIds.Length);
        RowsOf(standardProbabilities, 0, done).Clear();

        // 2. Each other segment is predicted by the rows before its tokens. Its rows are cleared, filled and cut in one go, while
        //    they are in the processor's cache.
        var buffer = ArrayPool<float>.Shared.Rent(Server.VocabularySize);
        for (var i = 1; i < alignment.Segments.Count; i++)
        {
            var segment = alignment.Segments[i];
            RowsOf(standardProbabilities, done, segment.Standard).Clear();
            TranslateSegment(segment, rows, buffer.AsSpan(0, Server.VocabularySize), standardProbabilities);
            for (; done < segment.Standard; done++)
            {
                // 3. No row may hold more than there is.
                ProbabilityHaircut.Apply(RowOf(standardProbabilities, done));
            }
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    /// <inheritdoc/>
    public void AlignStates(TokenAlignment alignment, ReadOnlySpan<float> states, Span<float> aligned)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        var width = Width(states.Length, alignment.ServerIds.Length, nameof(states));
        if (aligned.Length != alignment.StandardIds.Length * width)
        {
            throw new ArgumentException(
                $"The result has {aligned.Length} values; expected {alignment.StandardIds.Length} x {width}.", nameof(aligned));
        }

        var positions = alignment.ServerTokenOfStandard();
        for (var i = 0; i < positions.Length; i++)
        {
            states.Slice(positions[i] * width, width).CopyTo(aligned.Slice(i * width, width));
        }
    }

    private void TranslateSegment(AlignedSegment segment, AlignedRows rows, Span<float> buffer, Span<float> result)
    {
        var standardCount = segment.StandardCount + segment.StandardOverlap;
        if (segment.ServerCount == 1)
        {
            var row = rows.Read(segment.Server - 1, buffer);
            for (var step = 0; step < standardCount; step++)
            {
                _toStandard.Value.Apply(row, step, RowOf(result, segment.Standard - standardCount + step));
            }
        }
        else if (segment.StandardCount == 1)
        {
            var serverCount = segment.ServerCount + segment.ServerOverlap;
            for (var step = 0; step < serverCount; step++)
            {
                var row = rows.Read(segment.Server - serverCount + step, buffer);
                _fromStandard.Value.Apply(row, step, RowOf(result, segment.Standard - 1));
            }
        }
    }

    private void CopyRows(AlignedRows rows, Span<float> result)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var source = rows.Read(row, []);
            var target = RowOf(result, row);
            source.CopyTo(target);
            target[source.Length..].Clear();
        }
    }

    private Span<float> RowsOf(Span<float> rows, int from, int to) =>
        rows[(from * Standard.VocabularySize)..(to * Standard.VocabularySize)];

    private Span<float> RowOf(Span<float> rows, int row) => rows.Slice(row * Standard.VocabularySize, Standard.VocabularySize);

    private static int Width(int length, int rows, string name) => rows == 0 && length == 0 ? 0
        : rows > 0 && length % rows == 0 ? length / rows
        : throw new ArgumentException($"{length} values are not {rows} rows of the same width.", name);

    private static bool HaveSameTokens(ITextTokenizer server, ITextTokenizer standard) =>
        ReferenceEquals(server, standard) || (server.IsStandard && standard.IsStandard)
        || (server is VocabularyTokenizer mine && standard is VocabularyTokenizer theirs && mine.Table.SameAs(theirs.Table));
}
