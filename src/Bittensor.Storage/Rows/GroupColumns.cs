using Azure.Data.Tables;
using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Storage.Rows;

/// <summary>What an axon is worth beside the others, as columns of a score or history row.</summary>
internal static class GroupColumns
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
