using System.Reflection;
using Bittensor.Axon;
using Bittensor.Functions.Axon;
using Bittensor.Functions.Validator;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bittensor.Infra.Tests.Settings;

/// <summary>The settings of an app, found out by letting it bind its options.</summary>
internal sealed class AppSettings
{
    private readonly Assembly _app;
    private readonly Action<IServiceCollection> _register;

    private AppSettings(Assembly app, Action<IServiceCollection> register)
    {
        (_app, _register) = (app, register);
        Options = OptionTypes()
            .SelectMany(type => KeysBoundBy(type), (type, key) => (Key: key, Property: PropertyOf(type, key)))
            .Where(option => option.Property.CanWrite) // the binder also looks at what it cannot set
            .ToDictionary(option => option.Key.Replace(":", "__", StringComparison.Ordinal), option => option.Property);
    }

    /// <summary>The axon's.</summary>
    public static AppSettings Axon { get; } = new(typeof(SynapseFunctions).Assembly, services => services.AddAxon());

    /// <summary>The validator's.</summary>
    public static AppSettings Validator { get; } = new(typeof(ValidatorServices).Assembly, services => services.AddValidator());

    /// <summary>Options by the names of their environment variables.</summary>
    public IReadOnlyDictionary<string, PropertyInfo> Options { get; }

    /// <summary>Settings that triggers name in percent signs.</summary>
    public IReadOnlyList<string> OfTriggers =>
    [
        .. from type in _app.GetTypes()
           from method in type.GetMethods()
           from parameter in method.GetParameters()
           let schedule = parameter.GetCustomAttribute<TimerTriggerAttribute>()?.Schedule
           where schedule is ['%', .., '%']
           select schedule.Trim('%'),
    ];

    /// <summary>Names of all settings, as environment variables.</summary>
    public IReadOnlySet<string> Names => new HashSet<string>([.. Options.Keys, .. OfTriggers]);

    /// <summary>Value of an option where nobody sets it; null where there is none.</summary>
    public object? Default(string name) => Options[name].GetValue(Activator.CreateInstance(Options[name].DeclaringType!));

    /// <summary>Checks settings as the app does when it starts.</summary>
    /// <exception cref="OptionsValidationException">It would not start.</exception>
    public void Validate(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var settings = variables.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value));
        using var provider = Provider(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    private static PropertyInfo PropertyOf(Type options, string key) =>
        options.GetProperty(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..])!;

    /// <summary>Options of this project; those of frameworks are their own affair.</summary>
    private IEnumerable<Type> OptionTypes()
    {
        var services = new ServiceCollection();
        _register(services);
        return services
            .Where(service => service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
            .Select(service => service.ServiceType.GetGenericArguments()[0])
            .Where(type => type.Namespace!.StartsWith("Bittensor.", StringComparison.Ordinal))
            .Distinct();
    }

    private IEnumerable<string> KeysBoundBy(Type options)
    {
        var recorder = new RecordingConfiguration();
        using var provider = Provider(new ConfigurationBuilder().Add(recorder).Build());
        var holder = typeof(IOptions<>).MakeGenericType(options);
        try
        {
            holder.GetProperty("Value")!.GetMethod!.Invoke(
                provider.GetRequiredService(holder), BindingFlags.DoNotWrapExceptions, null, null, null);
        }
        catch (OptionsValidationException)
        {
            // A required setting is missing here; it was asked for all the same.
        }

        return recorder.Asked;
    }

    private ServiceProvider Provider(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration).AddLogging();
        _register(services);
        return services.BuildServiceProvider();
    }
}
