using System.Text;
using Azure.Storage.Queues.Models;

namespace Bittensor.LocalWorker.Queues;

/// <summary>Reads the text of a message as the sender meant it.</summary>
internal static class QueueMessageText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the message with its body decoded.</summary>
    /// <exception cref="FormatException">The body is not base64 although host.json says so.</exception>
    public static QueueMessage Decode(QueueMessage message, QueuesOptions options)
    {
        if (!options.MessageEncoding.Equals("base64", StringComparison.OrdinalIgnoreCase))
        {
            return message;
        }

        return QueuesModelFactory.QueueMessage(
            message.MessageId, message.PopReceipt, new BinaryData(Convert.FromBase64String(message.Body.ToString())),
            message.DequeueCount, message.NextVisibleOn, message.InsertedOn, message.ExpiresOn);
    }

    /// <summary>Returns the body as text.</summary>
    /// <exception cref="FormatException">The bytes are not UTF-8.</exception>
    public static string Text(QueueMessage message)
    {
        try
        {
            return StrictUtf8.GetString(message.Body.ToMemory().Span);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException($"The body of message {message.MessageId} is not UTF-8.", e);
        }
    }
}
