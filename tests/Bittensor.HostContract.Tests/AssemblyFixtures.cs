using Bittensor.HostContract.Tests.Support;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(SharedHosts))]
[assembly: Parallelization(MaxThreads = 4)] // they wait for other processes most of the time
