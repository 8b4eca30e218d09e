namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Some ids: those in a range that a number of rows had.</summary>
/// <param name="From">Smallest id of the range.</param>
/// <param name="To">What its ids are below.</param>
/// <param name="Fewest">Fewest rows.</param>
/// <param name="Most">Most rows.</param>
/// <param name="Count">How many ids that are.</param>
internal readonly record struct IdClass(int From, int To, int Fewest, int Most, int Count);
