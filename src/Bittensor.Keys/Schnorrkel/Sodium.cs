using System.Runtime.InteropServices;

namespace Bittensor.Keys.Schnorrkel;

/// <summary>The functions of libsodium that are used: ristretto255, its scalars, BLAKE2b. All take time that does not depend on
/// secrets.</summary>
/// <remarks>
/// The native library comes with the NuGet package of that name; where it is missing, the first use of this class fails. Its
/// functions: https://doc.libsodium.org/advanced/point-arithmetic/ristretto. Where one returns a number, 0 is success and -1
/// failure.
/// </remarks>
internal static partial class Sodium
{
    private const string Library = "libsodium";

    static Sodium()
    {
        if (Initialize() < 0) // 1: it was initialized before
        {
            throw new DllNotFoundException("libsodium cannot be initialized.");
        }
    }

    /// <summary>Multiplies a point; fails where the encoding is no point or the product is the identity.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_scalarmult_ristretto255")]
    public static partial int Multiply(Span<byte> product, ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point);

    /// <summary>Multiplies the base point; fails where the product is the identity.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_scalarmult_ristretto255_base")]
    public static partial int MultiplyBase(Span<byte> product, ReadOnlySpan<byte> scalar);

    /// <summary>Subtracts one point from another; fails where either encoding is no point.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_sub")]
    public static partial int Subtract(Span<byte> difference, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    /// <summary>Reduces 64 bytes to a scalar of 32.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_reduce")]
    public static partial void Reduce(Span<byte> scalar, ReadOnlySpan<byte> wide);

    /// <summary>Adds two scalars.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_add")]
    public static partial void AddScalars(Span<byte> sum, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    /// <summary>Multiplies two scalars.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_mul")]
    public static partial void MultiplyScalars(Span<byte> product, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    /// <summary>Hashes with BLAKE2b; the key may be empty.</summary>
    /// <param name="hash">Receives 16 to 64 bytes.</param>
    /// <param name="data">What is hashed.</param>
    /// <param name="key">Empty, or 16 to 64 bytes that make the hash unpredictable.</param>
    public static void Blake2b(Span<byte> hash, ReadOnlySpan<byte> data, ReadOnlySpan<byte> key) =>
        _ = GenericHash(hash, (nuint)hash.Length, data, (ulong)data.Length, key, (nuint)key.Length);

    [LibraryImport(Library, EntryPoint = "sodium_init")]
    private static partial int Initialize();

    [LibraryImport(Library, EntryPoint = "crypto_generichash")]
    private static partial int GenericHash(
        Span<byte> hash, nuint hashLength, ReadOnlySpan<byte> data, ulong dataLength, ReadOnlySpan<byte> key, nuint keyLength);
}
