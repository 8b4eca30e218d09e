using Bittensor.Infra.Tests.Support;

[assembly: AssemblyFixture(typeof(TemplatesFixture))]
[assembly: AssemblyFixture(typeof(Bittensor.Testing.AzuriteFixture))]
