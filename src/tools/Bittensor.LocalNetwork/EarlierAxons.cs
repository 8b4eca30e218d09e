using Bittensor.Validation.Metagraph;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalNetwork;

/// <summary>Brings the metagraph of an earlier run up to date before the validator starts: it asks axons from its first second,
/// and their ports have changed.</summary>
internal static class EarlierAxons
{
    /// <summary>Gives axons that run again their new address; removes those that do not.</summary>
    /// <param name="storage">Connection string.</param>
    /// <param name="axons">The axons that run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task UpdateAsync(string storage, IReadOnlyList<RunningAxon> axons, CancellationToken cancellationToken)
    {
        await using var services = StorageAccess.Open(storage);
        var metagraph = services.GetRequiredService<IMetagraphStore>();
        foreach (var known in await metagraph.ListAsync(cancellationToken))
        {
            var running = axons.FirstOrDefault(axon => axon.Source.Hotkey == known.Hotkey && axon.Source.Uid == known.Uid);
            if (running is null)
            {
                await metagraph.RemoveAsync(known.Uid, cancellationToken);
            }
            else
            {
                await metagraph.RegisterAsync(new(known.Hotkey, running.Address, known.Profile, known.Stake), cancellationToken);
            }
        }
    }
}
