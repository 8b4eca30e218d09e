using Azure;
using Bittensor.LocalWorker.Queues;

namespace Bittensor.LocalWorker.Tests.Queues;

public class StorageFaultTests
{
    [Fact]
    public void CauseOf_SeveralTries_IsThatOfTheLast()
    {
        var tries = new AggregateException(
            "Retry failed after 2 tries.", new TimeoutException("first"), new RequestFailedException("Connection refused (127.0.0.1:1)"));

        Assert.Equal("Connection refused (127.0.0.1:1)", StorageFault.CauseOf(tries));
    }

    [Fact]
    public void CauseOf_MessageOfManyLines_IsTheFirst() =>
        Assert.Equal("The queue is being deleted.", StorageFault.CauseOf(new RequestFailedException(409, "The queue is being deleted.\r\nStatus: 409\nHeaders: …")));
}
