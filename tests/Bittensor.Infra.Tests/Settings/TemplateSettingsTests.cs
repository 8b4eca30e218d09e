using System.Text.Json.Nodes;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Settings;

/// <summary>The environment variables of the templates are settings that the apps have: a renamed option breaks a test, not a
/// deployment.</summary>
public class TemplateSettingsTests(TemplatesFixture templates)
{
    [Fact]
    public void Axons_Variables_AreSettingsThatTheAppBinds() => Assert.All(templates.Axons, app => AreKnown(app, AppSettings.Axon));

    [Fact]
    public void Validator_Variables_AreSettingsThatTheAppBinds() => AreKnown(Assert.Single(templates.Validator.Apps), AppSettings.Validator);

    [Fact] // what is required is there, and every value is in its range
    public void Axons_Values_LetTheAppStart() => Assert.All(templates.Axons, app => AppSettings.Axon.Validate(Variables(app)));

    [Fact]
    public void Validator_Values_LetTheAppStart() => AppSettings.Validator.Validate(Variables(Assert.Single(templates.Validator.Apps)));

    [Fact]
    public void Apps_Variables_AreNamedOnce() => Assert.All(
        templates.Apps,
        app =>
        {
            var names = Variables(app).Select(variable => variable.Key).ToList();
            Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        });

    [Fact]
    public void Axon_Provider_IsThatOfTheImage()
    {
        Assert.All(templates.CpuAxons.Apps, app => Assert.Contains(KeyValuePair.Create("Model__ExecutionProvider", "Cpu"), Variables(app)));
        Assert.All(templates.GpuAxons.Apps, app => Assert.Contains(KeyValuePair.Create("Model__ExecutionProvider", "Cuda"), Variables(app)));
        Assert.All(templates.GpuAxons.Apps, app => Assert.Contains(KeyValuePair.Create("Model__RequireExecutionProvider", "true"), Variables(app)));
    }

    [Fact] // a secret is known to the app by the name of its variable
    public void Validator_AdminKey_ComesFromTheVault()
    {
        var app = Assert.Single(templates.Validator.Apps);
        var variable = app.Container().List("env").Single(variable => variable.Text("name") == "Validator__AdminKey");
        Assert.Null(variable["value"]);
        Assert.Contains(app.List("properties/configuration/secrets"), secret => secret.Text("name") == variable.Text("secretRef"));
    }

    private static void AreKnown(JsonNode app, AppSettings settings)
    {
        var names = Variables(app).Select(variable => variable.Key).ToHashSet();
        Assert.Empty(names.Except(settings.Names).Except(HostSettings.Names));
        Assert.Empty(settings.OfTriggers.Except(names)); // a host does not start without them
    }

    private static List<KeyValuePair<string, string>> Variables(JsonNode app) =>
        [.. app.Container().List("env").Select(variable => KeyValuePair.Create(variable.Text("name"), (string?)variable["value"] ?? ""))];
}
