using System.Globalization;

namespace Bittensor.Protocol;

/// <summary>The fields of a <see cref="TerminalInfo"/> as text, one place for their names in headers.</summary>
internal sealed record TerminalFields(string Name, Func<TerminalInfo, string?> Get, Func<TerminalInfo, string, bool> TrySet)
{
    public static readonly IReadOnlyList<TerminalFields> All =
    [
        Of<int>("status_code", info => info.StatusCode, (info, value) => info.StatusCode = value),
        Of("status_message", info => info.StatusMessage, (info, value) => info.StatusMessage = value),
        Of<double>("process_time", info => info.ProcessTime, (info, value) => info.ProcessTime = value),
        Of("ip", info => info.Ip, (info, value) => info.Ip = value),
        Of<int>("port", info => info.Port, (info, value) => info.Port = value),
        Of<int>("version", info => info.Version, (info, value) => info.Version = value),
        Of<long>("nonce", info => info.Nonce, (info, value) => info.Nonce = value),
        Of("uuid", info => info.Uuid, (info, value) => info.Uuid = value),
        Of("hotkey", info => info.Hotkey, (info, value) => info.Hotkey = value),
        Of("signature", info => info.Signature, (info, value) => info.Signature = value),
    ];

    private static TerminalFields Of(string name, Func<TerminalInfo, string?> get, Action<TerminalInfo, string> set) =>
        new(name, get, (info, text) =>
        {
            set(info, text);
            return true;
        });

    private static TerminalFields Of<T>(string name, Func<TerminalInfo, T?> get, Action<TerminalInfo, T> set)
        where T : struct, IParsable<T>, IFormattable =>
        new(name, info => get(info)?.ToString(null, CultureInfo.InvariantCulture), (info, text) =>
        {
            var isNumber = T.TryParse(text, CultureInfo.InvariantCulture, out var value);
            if (isNumber)
            {
                set(info, value);
            }

            return isNumber;
        });
}
