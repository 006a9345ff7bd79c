namespace PdfTract.Cache.Build.Tests;

/// <summary>What a task asks MSBuild for, and what it gives back while it waits for others (H67).</summary>
[Category("H67")]
internal sealed class CoreGrantTests
{
    [Test]
    public void H67_a_thread_that_waits_gives_its_core_back_and_the_last_one_gives_back_all()
    {
        var engine = new RecordingBuildEngine { Cores = 3 };
        using var cores = new CoreGrant(engine, 3);
        Assert.That((cores.Count, engine.CoresInUse), Is.EqualTo((3, 3)));

        cores.SetIdle(true);
        Assert.That(engine.CoresInUse, Is.EqualTo(2));
        cores.SetIdle(true);
        cores.SetIdle(true);
        Assert.That(engine.CoresInUse, Is.Zero);
    }

    [Test]
    public void H67_who_goes_on_asks_for_a_core_only_where_the_task_holds_none()
    {
        var engine = new RecordingBuildEngine { Cores = 2 };
        using (var cores = new CoreGrant(engine, 2))
        {
            cores.SetIdle(true);
            cores.SetIdle(false);
            Assert.That((engine.CoreRequests, engine.CoresInUse), Is.EqualTo((1, 1)), "the other thread is busy on the task's core");

            cores.SetIdle(true);
            cores.SetIdle(true);
            Assert.That(engine.CoresInUse, Is.Zero);
            cores.SetIdle(false);
            cores.SetIdle(false);
            Assert.That((engine.CoreRequests, engine.CoresInUse), Is.EqualTo((2, 1)));
        }

        Assert.That((engine.CoresInUse, engine.BlockingRequests), Is.EqualTo((0, 0)));
    }

    [Test]
    public void H67_in_a_task_host_there_is_one_thread_and_nothing_to_give_back()
    {
        var engine = new RecordingBuildEngine { IsTaskHost = true };
        using var cores = new CoreGrant(engine, 4);

        cores.SetIdle(true);
        cores.SetIdle(false);

        Assert.That((cores.Count, engine.CoresInUse), Is.EqualTo((1, 0)));
    }

    [Test]
    public void What_a_call_throws_ends_the_others_and_is_thrown_when_none_is_running()
    {
        var running = 0;
        var next = 0;

        Assert.That(
            () => GrantedCores.ForAll(4, () => Interlocked.Increment(ref next), Work, default),
            Throws.InstanceOf<InvalidOperationException>().With.Message.EqualTo("the tenth"));
        Assert.That(running, Is.Zero);

        void Work(int i)
        {
            Interlocked.Increment(ref running);
            try
            {
                if (i >= 10)
                {
                    throw new InvalidOperationException("the tenth");
                }
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }
    }
}
