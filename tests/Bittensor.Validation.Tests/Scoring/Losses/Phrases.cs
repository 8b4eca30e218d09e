using Bittensor.Protocol;

namespace Bittensor.Validation.Tests;

/// <summary>Writes phrase distributions down item by item.</summary>
internal static class Phrases
{
    public static PhraseDistributions Of(params (float Floor, (float Probability, int[] Tokens)[] Phrases)[] items)
    {
        var phrases = items.SelectMany(item => item.Phrases).ToArray();
        var offsets = new int[phrases.Length + 1];
        for (var i = 0; i < phrases.Length; i++)
        {
            offsets[i + 1] = offsets[i] + phrases[i].Tokens.Length;
        }

        return new(
            items.Length,
            items[0].Phrases.Length,
            [.. phrases.SelectMany(phrase => phrase.Tokens)],
            offsets,
            [.. phrases.Select(phrase => phrase.Probability)],
            [.. items.Select(item => item.Floor)]);
    }

    public static PhraseDistributions One(float floor, params (float Probability, int[] Tokens)[] phrases) => Of((floor, phrases));
}
