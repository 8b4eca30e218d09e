using System.ComponentModel;
using System.Text.Json.Nodes;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Settings;

/// <summary>local.settings.sample.json names the settings of both apps, with their defaults.</summary>
public class SampleSettingsTests(TemplatesFixture templates)
{
    private static readonly JsonObject Sample = JsonNode.Parse(Repository.Read("local.settings.sample.json"))!["Values"]!.AsObject();

    // What has no default that is the same everywhere, or is set to something that works on one machine.
    private static readonly HashSet<string> SetForTheSample = ["Model__Cache", "Model__Folder", "RoundSchedule", "Tasks__Folder", "Validator__AdminKey"];

    [Fact]
    public void Sample_Settings_AreThoseThatTheAppsBind()
    {
        HashSet<string> known = [.. AppSettings.Axon.Names, .. AppSettings.Validator.Names, .. HostSettings.Names];
        Assert.All(Sample, setting => Assert.Contains(setting.Key, known));
    }

    [Fact] // an option whose default is to have no value cannot be written down with its default
    public void Sample_Settings_NameEveryOption() => Assert.All(
        Options().Where(option => option.App.Default(option.Name) is not null),
        option => Assert.True(Sample.ContainsKey(option.Name), $"{option.Name} is missing."));

    [Fact]
    public void Sample_Values_AreTheDefaults() => Assert.All(
        Options().Where(option => Sample.ContainsKey(option.Name) && !SetForTheSample.Contains(option.Name)),
        option => Assert.Equal(option.App.Default(option.Name) ?? "", Value(option.App.Options[option.Name].PropertyType, (string)Sample[option.Name]!)));

    [Fact]
    public void Sample_Settings_NameWhatTheTemplatesSet() => Assert.All(
        templates.Apps.SelectMany(app => app.Container().List("env")).Select(variable => variable.Text("name")).Where(name => !HostSettings.Names.Contains(name)),
        name => Assert.True(Sample.ContainsKey(name), $"{name} is missing."));

    private static IEnumerable<(AppSettings App, string Name)> Options() =>
        from app in (AppSettings[])[AppSettings.Axon, AppSettings.Validator]
        from name in app.Options.Keys
        select (app, name);

    /// <summary>A value as the binder reads it; text that stands for no value stays what it is.</summary>
    private static object Value(Type type, string text) => text.Length > 0 ? TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text)! : text;
}
