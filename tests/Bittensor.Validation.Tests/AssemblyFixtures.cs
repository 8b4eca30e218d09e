using Bittensor.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
