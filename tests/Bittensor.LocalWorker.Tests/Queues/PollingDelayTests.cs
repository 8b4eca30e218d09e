using Bittensor.LocalWorker.Queues;

namespace Bittensor.LocalWorker.Tests.Queues;

public class PollingDelayTests
{
    [Fact]
    public void Next_NothingFound_DoublesUpToTheLimitAndStartsOverAfterWork()
    {
        var delay = new PollingDelay(TimeSpan.FromMilliseconds(350));

        Assert.Equal([100, 200, 350, 350], Enumerable.Range(0, 4).Select(_ => (int)delay.Next().TotalMilliseconds));
        delay.Reset();
        Assert.Equal(100, delay.Next().TotalMilliseconds);
    }
}
