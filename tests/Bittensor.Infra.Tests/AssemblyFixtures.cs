using Bittensor.Infra.Tests.Support;

[assembly: AssemblyFixture(typeof(TemplatesFixture))]
