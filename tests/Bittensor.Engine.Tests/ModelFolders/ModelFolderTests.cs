using Bittensor.Engine.Tests.Models;
using Bittensor.Testing.TinyModels;
using Bittensor.Tokenization;

namespace Bittensor.Engine.Tests.ModelFolders;

public class ModelFolderTests
{
    [Theory]
    [InlineData("bad-narrow-logits", "gives 294 logits", "at least 296 logits")]
    [InlineData("bad-unknown-input", "encoder_hidden_states", "decoder-only")]
    [InlineData("bad-missing-present", "takes 4 past tensors and gives 3 present ones (without a partner: past_key_values.1.value)", "one present for each past")]
    [InlineData("bad-fixed-length", "input_ids takes rows of exactly 8 tokens", "a dynamic sequence axis")]
    public async Task LoadAsync_GraphThatCannotBeServed_SaysWhy(string name, string found, string expected)
    {
        var fault = await Assert.ThrowsAsync<ModelFolderException>(() => TestModels.LoadAsync(name));

        Assert.Equal(Path.Combine(TinyModel.Folder(name), "model.onnx"), fault.File);
        Assert.Contains(found, fault.Found, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mask-positions", "model.onnx", "model.onnx")]
    [InlineData("mask-positions", "config.json", "config.json")]
    [InlineData("mask-positions", "tokenizer.json", "tokenizer")]
    [InlineData("external-data", "model.onnx_data", "model.onnx_data")]
    public async Task LoadAsync_FileMissing_NamesIt(string name, string file, string message)
    {
        var fault = await LoadBrokenAsync(name, folder => File.Delete(Path.Combine(folder, file)));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config.json", "{", "no JSON")]
    [InlineData("config.json", "[1]", "a JSON Array; expected a JSON object")]
    [InlineData("generation_config.json", "nonsense", "no JSON")]
    [InlineData("model.onnx", "nonsense", "ONNX Runtime cannot open it")]
    public async Task LoadAsync_FileBroken_SaysWhatItHolds(string file, string content, string message)
    {
        var fault = await LoadBrokenAsync("mask-positions", folder => File.WriteAllText(Path.Combine(folder, file), content));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_NoSuchFolder_NamesTheSetting()
    {
        var fault = await Assert.ThrowsAsync<ModelFolderException>(() =>
            TestModels.LoadAsync("mask-positions", options => options.Folder = "no/such/folder"));

        Assert.Contains("Model:Folder", fault.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFullPath("no/such/folder"), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_TokenizerOfAnotherModel_IsRefused()
    {
        var fault = await LoadBrokenAsync("mask-positions", folder =>
        {
            var path = Path.Combine(folder, "tokenizer.json");
            File.WriteAllText(path, File.ReadAllText(path).Replace("295", "300", StringComparison.Ordinal));
        });

        Assert.Contains("the largest id of the tokenizer, 300", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_CacheAxesMisnamed_IsRefused()
    {
        var fault = await LoadBrokenAsync("cache-bphd", folder =>
        {
            // names of the same lengths, so that the file stays valid: the axes of rows and past trade places
            var path = Path.Combine(folder, "model.onnx");
            var bytes = File.ReadAllBytes(path);
            var text = System.Text.Encoding.Latin1.GetString(bytes).Replace("past_sequence_length", "batch_batch_batch_bb", StringComparison.Ordinal);
            File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(text.Replace("batch_size", "zzzzz_size", StringComparison.Ordinal)));
        });

        Assert.Contains("model.onnx", fault.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_ContextToldNowhere_Takes2048()
    {
        var folder = TinyModel.Copy("no-positions");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "config.json"), "{}", TestContext.Current.CancellationToken);
            await using var model = await TestModels.LoadAsync("no-positions", options => options.Folder = folder);

            Assert.Equal(2048, model.Description.ContextLength);
            Assert.Equal("unknown", model.Description.Architecture);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task LoadAsync_GraphInOnnxFolder_IsFound()
    {
        var folder = TinyModel.Copy("mask-positions");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "onnx"));
            File.Move(Path.Combine(folder, "model.onnx"), Path.Combine(folder, "onnx", "model.onnx"));
            await using var model = await TestModels.LoadAsync("mask-positions", options => options.Folder = folder);

            Assert.True(model.Description.HasCache);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ModelFolderException> LoadBrokenAsync(string name, Action<string> damage)
    {
        var folder = TinyModel.Copy(name);
        try
        {
            damage(folder);
            return await Assert.ThrowsAsync<ModelFolderException>(() => TestModels.LoadAsync(name, options => options.Folder = folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
