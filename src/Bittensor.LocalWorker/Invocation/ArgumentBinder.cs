namespace Bittensor.LocalWorker.Invocation;

/// <summary>Makes one argument of a function from what is known about its run.</summary>
/// <exception cref="FormatException">What is known does not have the parameter's form.</exception>
internal delegate object? ArgumentBinder(LocalFunctionContext context);
