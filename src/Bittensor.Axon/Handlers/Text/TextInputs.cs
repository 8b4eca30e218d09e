using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>What one request asks about: rows of standard tokens, or texts.</summary>
public sealed class TextInputs
{
    private readonly Lazy<IReadOnlyList<int[]>> _standardRows;
    private readonly Lazy<int> _sequence;

    private TextInputs(IReadOnlyList<string>? text, IReadOnlyList<int> starts, int? sequence, Func<IReadOnlyList<int[]>> standardRows)
    {
        Text = text;
        Starts = starts;
        _standardRows = new(standardRows);
        _sequence = new(() => sequence ?? StandardRows.Max(row => row.Length));
    }

    /// <summary>The texts, where the request has texts.</summary>
    public IReadOnlyList<string>? Text { get; }

    /// <summary>Items, B.</summary>
    public int Batch => Starts.Count;

    /// <summary>Standard tokens an item, padding included, S; of texts those of the longest.</summary>
    public int Sequence => _sequence.Value;

    /// <summary>Where each row's first token that is no padding stands; shape [B].</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>Standard tokens of each item without padding; B rows.</summary>
    public IReadOnlyList<int[]> StandardRows => _standardRows.Value;

    /// <summary>Reads the inputs of a request.</summary>
    /// <param name="synapse">A request that has passed <see cref="SynapseInputChecks.Check"/>.</param>
    /// <param name="cancellationToken">Ends turning texts into tokens, which happens when they are asked for.</param>
    public static TextInputs Of(Synapse synapse, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        if (synapse.Inputs is { } inputs)
        {
            return OfIds(inputs, synapse.Mask);
        }

        return OfText(synapse.Text!, cancellationToken);
    }

    private static TextInputs OfText(IReadOnlyList<string> text, CancellationToken cancellationToken) =>
        new(text, new int[text.Count], null, () => Encode(text, cancellationToken));

    private static TextInputs OfIds(WireTensor<long> inputs, WireTensor<long>? mask)
    {
        var batch = inputs.Shape[0];
        var sequence = inputs.Shape[1];
        var rows = new int[batch][];
        var starts = new int[batch];
        for (var item = 0; item < batch; item++)
        {
            var counted = 0..sequence;
            if (mask is not null)
            {
                counted = Counted(mask.Values.AsSpan(item * sequence, sequence));
            }

            starts[item] = counted.Start.Value;
            rows[item] = Array.ConvertAll(inputs.Values[(item * sequence)..((item + 1) * sequence)][counted], id => (int)id);
        }

        return new TextInputs(null, starts, sequence, () => rows);
    }

    /// <summary>The one run of ones.</summary>
    private static Range Counted(ReadOnlySpan<long> mask) => mask.IndexOf(1)..(mask.LastIndexOf(1) + 1);

    private static int[][] Encode(IReadOnlyList<string> text, CancellationToken cancellationToken) =>
        [.. text.Select(item => StandardTokenizer.Instance.EncodeUntil(item, cancellationToken).ToArray())];
}
