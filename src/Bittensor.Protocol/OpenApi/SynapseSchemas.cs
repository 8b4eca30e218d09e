using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol.OpenApi;

/// <summary>JSON schemas of the contracts, as System.Text.Json's exporter sees them.</summary>
internal static class SynapseSchemas
{
    public const string Tensor = "Tensor", Terminal = "TerminalInfo", Problem = "Problem";
    public const string Request = "MultiSynapseRequest", Answer = "MultiSynapseAnswer";

    private static readonly JsonSerializerOptions Options = new(SynapseJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { DropOtherForm } },
        NumberHandling = JsonNumberHandling.Strict,
    };

    private static readonly JsonSchemaExporterOptions Export =
        new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };

    /// <summary>Schema of one synapse in its JSON form.</summary>
    public static JsonObject Of(Type synapse)
    {
        var schema = Options.GetJsonSchemaAsNode(synapse, Export).AsObject();
        schema["properties"]!["name"] = new JsonObject { ["const"] = synapse.Name };
        var defaults = (Synapse)Activator.CreateInstance(synapse)!;
        foreach (var field in SynapseLayout.Of(synapse, WireForm.Sdk).Fields)
        {
            if (field.CanSet && field.Get(defaults) is { } value)
            {
                var node = JsonSerializer.SerializeToNode(value, field.Type, SynapseJson.Options);
                schema["properties"]![field.Name]!["default"] = node;
            }
        }

        return schema;
    }

    /// <summary>Schemas that every synapse refers to.</summary>
    public static JsonObject Common(Type[] synapses) => new()
    {
        [Tensor] = TensorSchema(),
        [Terminal] = Options.GetJsonSchemaAsNode(
            typeof(TerminalInfo), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }),
        [Problem] = Options.GetJsonSchemaAsNode(typeof(SynapseProblem), Export),
        [Request] = MultiSchema(synapses, ["inputs", "text", "mask", "timeout"]),
        [Answer] = MultiSchema(synapses, []),
    };

    public static string? DescriptionOf(MemberInfo member) => member.GetCustomAttribute<DescriptionAttribute>()?.Description;

    private static void DropOtherForm(JsonTypeInfo type)
    {
        if (!type.Type.IsSubclassOf(typeof(Synapse)))
        {
            return;
        }

        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider is PropertyInfo property && !new SynapseField(property).IsIn(WireForm.Sdk))
            {
                type.Properties.RemoveAt(i);
            }
        }
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        var isTensor = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(WireTensor<>);
        schema = isTensor ? OpenApiResponses.Reference(Tensor)
            : type == typeof(TerminalInfo) ? OpenApiResponses.Reference(Terminal)
            : schema;
        var member = context.PropertyInfo is { } property ? property.AttributeProvider as MemberInfo : type;
        if (schema is JsonObject node && member is not null && DescriptionOf(member) is { } description)
        {
            node["description"] = description;
        }

        return schema;
    }

    private static JsonObject TensorSchema() => new()
    {
        ["description"] = "A dense row-major tensor: the SDK's Tensor, or, in requests, nested arrays of numbers.",
        ["anyOf"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("buffer", "dtype", "shape"),
                ["properties"] = new JsonObject
                {
                    ["buffer"] = new JsonObject
                    {
                        ["type"] = "string",
                        ["contentEncoding"] = "base64",
                        ["description"] = "The array as msgpack-numpy packs it.",
                    },
                    ["dtype"] = new JsonObject
                    {
                        ["type"] = "string",
                        ["examples"] = new JsonArray("int64", "float32", "torch.int64"),
                    },
                    ["shape"] = new JsonObject
                    {
                        ["type"] = "array",
                        ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
                    },
                },
            },
            new JsonObject { ["type"] = "array", ["description"] = "Nested arrays of numbers." }),
    };

    private static JsonObject MultiSchema(Type[] synapses, string[] shared)
    {
        JsonNode[] references = Array.ConvertAll(synapses, type => OpenApiResponses.Reference(type.Name));
        var properties = new JsonObject
        {
            ["synapses"] = new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["maxItems"] = MultiSynapse.MaxItems,
                ["items"] = new JsonObject { ["anyOf"] = new JsonArray(references) },
            },
        };
        if (synapses.Length > 0 && shared.Length > 0)
        {
            var common = Of(synapses[0])["properties"]!.AsObject();
            Array.ForEach(shared, name => properties[name] = common[name]!.DeepClone());
        }

        return new JsonObject { ["type"] = "object", ["required"] = new JsonArray("synapses"), ["properties"] = properties };
    }
}
