using System.ComponentModel;
using System.Globalization;

namespace Bittensor.LocalWorker.Invocation;

/// <summary>Turns texts, such as route values, into arguments of simple types.</summary>
internal static class TextArguments
{
    /// <summary>Whether a parameter of the type can be made from a text: strings, numbers, Boolean, enumerations, Guid, dates and
    /// times, and their nullable forms.</summary>
    public static bool CanConvertTo(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(Guid)
            || plain == typeof(DateTime) || plain == typeof(DateTimeOffset) || plain == typeof(TimeSpan);
    }

    /// <summary>Converts a text; a missing one becomes null or the type's default.</summary>
    /// <exception cref="FormatException">The text does not have the type's form.</exception>
    public static object? Convert(object? value, Type type)
    {
        if (value is null)
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null; // null for nullable types too
        }

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
        try
        {
            return plain == typeof(string) ? text : TypeDescriptor.GetConverter(plain).ConvertFromInvariantString(text);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or OverflowException)
        {
            throw new FormatException($"'{text}' is not a {plain.Name}.", e);
        }
    }
}
