using Bittensor.Axon.Handlers.Text;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Vectors;

/// <summary>Answers to TextCausalLMNext from an output that has all rows.</summary>
internal static class Phrases
{
    public static PhraseDistributions Of(ForwardOutput output, int topK, PhraseTable table)
    {
        var answer = new PhraseAnswer(output.Rows, topK, table);
        answer.Read(output);
        return answer.ToDistributions();
    }
}
