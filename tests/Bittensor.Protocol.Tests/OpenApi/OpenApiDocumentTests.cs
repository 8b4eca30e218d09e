using System.Text.Json.Nodes;
using Bittensor.Protocol.OpenApi;

namespace Bittensor.Protocol.Tests.OpenApi;

public class OpenApiDocumentTests
{
    private static readonly JsonObject Document = OpenApiDocument.Build(
        new SynapseCatalog(typeof(Synapse).Assembly, typeof(ImageEcho).Assembly).All, new OpenApiInfo("Axon", "1.0"));

    [Theory]
    [InlineData("TextCausalLM")]
    [InlineData("TextCausalLMNext")]
    [InlineData("TextLastHiddenState")]
    [InlineData("TextSeq2Seq")]
    [InlineData("ImageEcho")] // known to this test only: adding a synapse is adding its class
    public void Build_EverySynapse_HasRouteAndSchema(string name)
    {
        var post = Document["paths"]![$"/{name}"]!["post"]!;

        Assert.NotNull(post["requestBody"]!["content"]!["application/json"]);
        Assert.NotNull(post["responses"]!["200"]!["content"]!["application/vnd.bittensor.synapse"]);
        Assert.All(["400", "401", "403", "404", "408", "413", "415", "422", "429", "500", "501", "503", "504"], status => Assert.NotNull(post["responses"]![status]));
        Assert.Equal(name, (string?)Document["components"]!["schemas"]![name]!["properties"]!["name"]!["const"]);
    }

    [Fact]
    public void Build_Schema_HasTheJsonFormsFields()
    {
        var properties = Document["components"]!["schemas"]!["TextCausalLM"]!["properties"]!.AsObject();

        string[] expected = ["axon", "computed_body_hash", "dendrite", "inputs", "mask", "name", "text", "timeout", "topk", "topk_ids", "topk_probabilities"];
        Assert.Equal(expected, properties.Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal(512, (int?)properties["topk"]!["default"]);
        Assert.Equal("Entries a position, K; 1 to 50257.", (string?)properties["topk"]!["description"]);
        Assert.Equal("#/components/schemas/Tensor", (string?)properties["inputs"]!["$ref"]);
    }

    [Fact]
    public void Build_NewSynapse_IsDescribed()
    {
        var schema = Document["components"]!["schemas"]!["ImageEcho"]!;

        Assert.Equal("Gives an image back.", (string?)Document["paths"]!["/ImageEcho"]!["post"]!["summary"]);
        Assert.Equal("Grey values, [height,width].", (string?)schema["properties"]!["pixels"]!["description"]);
        Assert.Equal(2, (int?)schema["properties"]!["width"]!["default"]);
    }

    [Fact]
    public void Build_OtherRoutes_AreThere() =>
        Assert.All(["/synapses", "/health", "/metadata"], path => Assert.NotNull(Document["paths"]![path]));

    [Fact]
    public void Build_EveryReference_HasATarget()
    {
        var references = References(Document).ToArray();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(reference[2..].Split('/').Aggregate((JsonNode?)Document, (node, part) => node?[part])));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(item => item.Key == "$ref" ? [(string)item.Value!] : References(item.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
