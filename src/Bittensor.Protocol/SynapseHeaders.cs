using System.Globalization;

namespace Bittensor.Protocol;

/// <summary>The SDK's HTTP headers: who calls whom, signed and timed, beside the body.</summary>
/// <remarks>Knows no web framework: headers come as a lookup and go as pairs.</remarks>
public static class SynapseHeaders
{
    /// <summary>What precedes a field of the serving side.</summary>
    public const string AxonPrefix = "bt_header_axon_";

    /// <summary>What precedes a field of the calling side.</summary>
    public const string DendritePrefix = "bt_header_dendrite_";

    /// <summary>Name of the synapse.</summary>
    public const string Name = "name";

    /// <summary>Seconds the caller waits.</summary>
    public const string Timeout = "timeout";

    /// <summary>SHA3-256 of the signed fields, hex.</summary>
    public const string ComputedBodyHash = "computed_body_hash";

    /// <summary>Copies what the headers say into a request; they win over its body, as in the SDK.</summary>
    /// <param name="synapse">The request, as its body was read.</param>
    /// <param name="header">Gives a header's value by its name, or null.</param>
    /// <exception cref="SynapseException">
    /// A header is no number where it must be, or names another synapse; <see cref="ReturnCode.InvalidRequest"/>.
    /// </exception>
    public static void Apply(Synapse synapse, Func<string, string?> header)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        ArgumentNullException.ThrowIfNull(header);
        if (header(Name) is { } name && name != synapse.Name)
        {
            throw new SynapseException(
                ReturnCode.InvalidRequest, $"The header {Name} is \"{name}\"; expected \"{synapse.Name}\", as in the route.");
        }

        synapse.Timeout = Number<double>(header, Timeout) ?? synapse.Timeout;
        synapse.ComputedBodyHash = header(ComputedBodyHash) ?? synapse.ComputedBodyHash;
        synapse.Dendrite = Merge(synapse.Dendrite, DendritePrefix, header);
        synapse.Axon = Merge(synapse.Axon, AxonPrefix, header);
    }

    /// <summary>Copies the <c>bt_header_axon_*</c> headers of an answer, leaving out what cannot be read.</summary>
    /// <param name="axon">Receives the fields.</param>
    /// <param name="header">Gives a header's value by its name, or null.</param>
    public static void ApplyAnswer(TerminalInfo axon, Func<string, string?> header)
    {
        ArgumentNullException.ThrowIfNull(axon);
        ArgumentNullException.ThrowIfNull(header);
        foreach (var field in TerminalFields.All)
        {
            if (header(AxonPrefix + field.Name) is { } text)
            {
                field.TrySet(axon, text); // an axon's odd header costs it nothing but that header
            }
        }
    }

    /// <summary>The headers of an answer: its name and what the axon says about itself.</summary>
    /// <param name="name">Name of the synapse.</param>
    /// <param name="axon">The serving side: status, time taken, hotkey, signature.</param>
    /// <returns>Pairs of name and value; values are visible ASCII.</returns>
    public static IEnumerable<KeyValuePair<string, string>> ForAnswer(string name, TerminalInfo axon)
    {
        ArgumentNullException.ThrowIfNull(axon);
        return Terminal(AxonPrefix, axon).Prepend(KeyValuePair.Create(Name, ToAscii(name)));
    }

    /// <summary>The headers of a request: name, timeout, hash and both sides.</summary>
    /// <param name="synapse">The request.</param>
    /// <returns>Pairs of name and value; values are visible ASCII.</returns>
    public static IEnumerable<KeyValuePair<string, string>> ForRequest(Synapse synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        yield return KeyValuePair.Create(Name, synapse.Name);
        yield return KeyValuePair.Create(Timeout, synapse.Timeout.ToString(CultureInfo.InvariantCulture));
        if (synapse.ComputedBodyHash is { Length: > 0 } hash)
        {
            yield return KeyValuePair.Create(ComputedBodyHash, ToAscii(hash));
        }

        foreach (var pair in Terminal(DendritePrefix, synapse.Dendrite).Concat(Terminal(AxonPrefix, synapse.Axon)))
        {
            yield return pair;
        }
    }

    private static TerminalInfo? Merge(TerminalInfo? terminal, string prefix, Func<string, string?> header)
    {
        foreach (var field in TerminalFields.All)
        {
            if (header(prefix + field.Name) is not { } text)
            {
                continue;
            }

            terminal ??= new TerminalInfo();
            if (!field.TrySet(terminal, text))
            {
                throw new SynapseException(
                    ReturnCode.InvalidRequest, $"The header {prefix}{field.Name} is \"{text}\"; expected a number.");
            }
        }

        return terminal;
    }

    private static IEnumerable<KeyValuePair<string, string>> Terminal(string prefix, TerminalInfo? terminal) =>
        from field in TerminalFields.All
        let text = terminal is null ? null : field.Get(terminal)
        where text is not null
        select KeyValuePair.Create(prefix + field.Name, ToAscii(text));

    private static T? Number<T>(Func<string, string?> header, string name)
        where T : struct, IParsable<T>
    {
        if (header(name) is not { } text)
        {
            return null;
        }

        return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new SynapseException(ReturnCode.InvalidRequest, $"The header {name} is \"{text}\"; expected a number.");
    }

    /// <summary>Header values may hold neither line breaks nor, with most servers, anything but ASCII.</summary>
    private static string ToAscii(string text) =>
        string.Concat(text.Select(letter => letter is >= ' ' and <= '~' ? letter : '?'));
}
