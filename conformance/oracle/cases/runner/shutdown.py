import asyncio
import threading
import time
import warnings

from case import Bang, Boom, case


@case("RUNNER-12")
def left_over_tasks_are_cancelled_and_waited_for(t):
    tasks = []

    async def left_over(seconds):
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError as e:
            t("cancelled", e)
            await asyncio.sleep(seconds)
            t("cleaned up", asyncio.get_running_loop().is_closed())
            raise

    async def never_started():
        t("never")

    async def main():
        for seconds in (3, 0, 1):
            tasks.append(asyncio.create_task(left_over(seconds)))
        await asyncio.sleep(1)
        tasks.append(asyncio.create_task(never_started()))
        t("main ends")
        return "value"

    t("returned", t.run(main()))
    t("done", [task.done() for task in tasks], [task.cancelled() for task in tasks])


@case("RUNNER-13")
def a_left_over_that_fails_is_reported(t):
    async def left_over(error):
        try:
            await asyncio.sleep(10)
        finally:
            if error:
                raise error

    async def main():
        t.catch_reports()
        for error in (Boom("one"), None, Bang("two")):
            t("started", asyncio.create_task(left_over(error)))
        await asyncio.sleep(1)
        return "value"

    t("returned", t.run(main()))


@case("RUNNER-14")
def a_left_over_that_works_on_delays_the_return(t):
    tasks = []

    async def left_over():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            t("swallowed")
        for n in range(3):
            await asyncio.sleep(1)
            t("works", n)
        return "discarded"

    async def main():
        t.catch_reports()
        tasks.append(asyncio.create_task(left_over(), name="left over"))
        await asyncio.sleep(1)
        return "value"

    t("returned", t.run(main()))
    t("left over", tasks[0].done(), tasks[0].cancelled(), tasks[0].result())


@case("RUNNER-15", threads=True)
def shutdown_has_an_order(t):
    loops, kept, release = [], [], threading.Event()

    def job():
        release.wait()
        t("job ends, loop closed", loops[0].is_closed())

    async def numbers():
        try:
            yield 1
        finally:
            t("generator closes")
            await asyncio.sleep(0)
            t("the pool takes a job", await loops[0].run_in_executor(None, lambda: "still"))
            release.set()

    async def left_over():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            t("task cancelled")
            await asyncio.sleep(0)
            t("task ends")
            raise

    async def main():
        loops.append(asyncio.get_running_loop())
        loops[0].run_in_executor(None, job)
        kept.append(numbers())
        t("opened", await anext(kept[0]))
        asyncio.create_task(left_over(), name="left over")
        await asyncio.sleep(0)
        t("main ends")

    t.run(main())
    t("loop closed", loops[0].is_closed())


@case("RUNNER-16")
def generators_are_closed_even_when_main_and_a_left_over_failed(t):
    kept = []

    async def fidget(name):
        try:
            while True:
                yield name
        finally:
            t("closes", name)
            await asyncio.sleep(1)
            t("closed", name)

    async def spin():
        kept.append(fidget("spinner"))
        try:
            async for name in kept[-1]:
                t("spins", name)
                await asyncio.sleep(100)
        except asyncio.CancelledError:
            t("fails")
            raise Bang("left over")

    async def main():
        t.catch_reports()
        asyncio.create_task(spin(), name="left over")
        kept.append(fidget("main's"))
        t("opened", await anext(kept[-1]))
        await asyncio.sleep(1)
        raise Boom("main")

    try:
        t.run(main())
    except Boom as e:
        t("caught", e)


@case("RUNNER-17", threads=True)
def work_in_the_pool_is_finished_first(t):
    main_ended = threading.Event()
    futures = []

    def work(name):
        main_ended.wait()
        time.sleep(0.01)
        done.append(name)

    async def main():
        for name in ("a", "b"):
            futures.append(asyncio.get_running_loop().run_in_executor(None, work, name))
        await asyncio.sleep(0)
        t("main ends, work done", done)
        main_ended.set()

    done = []
    t.run(main())
    t("returned, work done", sorted(done))


@case("RUNNER-18", threads=True)
def the_pool_is_waited_for_five_minutes_at_most(t):
    release, ended = threading.Event(), threading.Event()

    def job():
        release.wait()
        ended.set()

    async def main():
        t.let_time_pass()
        asyncio.get_running_loop().run_in_executor(None, job)
        await asyncio.sleep(1)
        t("main ends")

    with warnings.catch_warnings(record=True) as issued:
        warnings.simplefilter("always")
        with t.runner() as runner:
            loop = runner.get_loop()
            runner.run(main())
        t("closed", loop.is_closed(), loop.time())
    t("warnings", len([warning for warning in issued if issubclass(warning.category, RuntimeWarning)]))
    t("the job has ended", ended.is_set())
    release.set()
    ended.wait()
    t("the job ends by itself", ended.is_set())
