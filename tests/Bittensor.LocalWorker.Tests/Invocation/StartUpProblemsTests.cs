using Bittensor.LocalWorker.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Bittensor.LocalWorker.Tests.Invocation;

public class StartUpProblemsTests
{
    public sealed class BlobTriggerAttribute : TriggerBindingAttribute;

    public sealed class NotRegistered;

    public class Bad
    {
        [Function("UnknownTrigger")]
        public void UnknownTrigger([BlobTrigger] string blob)
        {
        }

        [Function("NoTrigger")]
        public void NoTrigger(string text)
        {
        }

        [Function("BadParameter")]
        public IActionResult BadParameter([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, Version version) => new OkResult();

        [Function("BadResult")]
        public int BadResult([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => 1;

        [Function("BadSchedule")]
        public void BadSchedule([TimerTrigger("now and then")] TimerInfo timer)
        {
        }

        [Function("MissingSetting")]
        public void MissingSetting([QueueTrigger("%NoSuchQueue%", Connection = "NoSuchStore")] string text)
        {
        }

        [Function("2Bad")]
        public void BadName([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }

        [Function("Reserved")]
        public IActionResult Reserved([HttpTrigger(AuthorizationLevel.Anonymous, Route = "admin/axons")] HttpRequest request) => new OkResult();

        [Function("Hidden")]
        internal void Hidden([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public class Twins
    {
        [Function("Twin")]
        public void One([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }

        [Function("twin")]
        public void Two([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public class SameRoute
    {
        [Function("First")]
        public IActionResult First([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "x")] HttpRequest request) => new OkResult();

        [Function("Second")]
        public IActionResult Second([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "X")] HttpRequest request) => new OkResult();
    }

    public class Needy(NotRegistered service)
    {
        [Function("Needy")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(service);
    }

    [Theory]
    [InlineData("UnknownTrigger", "BlobTriggerAttribute")]
    [InlineData("NoTrigger", "0 do")]
    [InlineData("BadParameter", "'version' of type Version")]
    [InlineData("BadResult", "Int32")]
    [InlineData("BadSchedule", "now and then")]
    [InlineData("MissingSetting", "NoSuchQueue")]
    [InlineData("MissingSetting", "NoSuchStore")]
    [InlineData("2Bad", "name")]
    [InlineData("Reserved", "admin")]
    [InlineData("Hidden", "public")]
    public async Task Build_ManyProblems_AllAreListedTogether(string function, string expected)
    {
        var e = await Assert.ThrowsAsync<FunctionAppException>(() => TestApp.StartAsync([typeof(Bad)], hostJson: Root));

        Assert.Contains(e.Problems, problem => problem.StartsWith($"{function}: ", StringComparison.Ordinal) && problem.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(Twins), "names 2 functions")]
    [InlineData(typeof(SameRoute), "already belongs to First")]
    [InlineData(typeof(Needy), "NotRegistered")]
    public async Task Build_OneProblem_IsNamed(Type type, string expected)
    {
        var e = await Assert.ThrowsAsync<FunctionAppException>(() => TestApp.StartAsync([type], hostJson: Root));

        Assert.Contains(expected, Assert.Single(e.Problems), StringComparison.Ordinal);
    }

    private const string Root = """{"extensions":{"http":{"routePrefix":""}}}""";
}
