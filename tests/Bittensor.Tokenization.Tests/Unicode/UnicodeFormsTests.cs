using System.Security.Cryptography;
using System.Text;
using Bittensor.Tokenization.Unicode;

namespace Bittensor.Tokenization.Tests.Unicode;

public class UnicodeFormsTests
{
    [Theory] // SHA-256 over the same texts normalized by Python's unicodedata 15.0: every code point, marks out of order after it
    [InlineData(NormalizationForm.FormC, "3f99af2212de28813745f8803e1df8a610564bd3ae13c9feb78b123798ecc3ad")]
    [InlineData(NormalizationForm.FormD, "21957863fdb0cc837b844cff0f839b3217e1f2d83ac30a6c1dbddbd0dc1e7893")]
    [InlineData(NormalizationForm.FormKC, "df6f4f51f0ea060c5db644e282c618d172141983223af029ac28872581b37c87")]
    [InlineData(NormalizationForm.FormKD, "12419cf2537031c46f192185c7eaf8ec284350f4e264d220d3dce79ee0bc6120")]
    public void Normalize_EveryCodePoint_HashesAsPython(NormalizationForm form, string expected)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var value = 0; value < 0x110000; value++)
        {
            if (Rune.IsValid(value))
            {
                var letter = new Rune(value);
                hash.AppendData(Encoding.UTF8.GetBytes(UnicodeForms.Normalize($"a{letter}\u0301\u0323{letter}", form)));
            }
        }

        Assert.Equal(expected, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory] // examples of the Unicode Standard, section 3.12
    [InlineData("\uD4DB", "\u1111\u1171\u11B6")]
    [InlineData("\uAC00", "\u1100\u1161")]
    public void Normalize_HangulSyllable_DecomposesAndComposes(string syllable, string parts)
    {
        Assert.Equal(parts, UnicodeForms.Normalize(syllable, NormalizationForm.FormD));
        Assert.Equal(syllable, UnicodeForms.Normalize(parts, NormalizationForm.FormC));
    }
}
