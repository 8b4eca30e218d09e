using Azure.Data.Tables;
using Bittensor.Scoring;

namespace Bittensor.Storage;

/// <summary>What an axon is worth beside the others, as columns of a score or history row.</summary>
internal static class GroupMapper
{
    public static void Write(TableEntity entity, GroupTerms terms)
    {
        entity["Synergy"] = terms.Synergy;
        entity["CausalSynergy"] = terms.CausalSynergy;
        entity["LeaveOneOut"] = terms.LeaveOneOut;
        entity["Excess"] = terms.Excess;
    }

    public static GroupTerms FromEntity(TableEntity entity) => new(
        entity.GetDouble("Synergy"), entity.GetDouble("CausalSynergy"), entity.GetDouble("LeaveOneOut"), entity.GetDouble("Excess"));
}
