import asyncio
import contextvars
import threading
import time

from case import Boom, case


@case("RUNNER-21")
def a_new_runner_allocates_nothing(t):
    var = contextvars.ContextVar("var", default="before")

    def factory():
        t("factory")
        return t.new_loop()

    async def main():
        return var.get()

    def construct():
        t("construct")
        return asyncio.Runner(loop_factory=factory)

    runner = construct()
    var.set("after construction")
    t("first run", runner.run(main()))
    var.set("after the first run")
    t("second run", runner.run(main()))
    runner.close()

    runner = construct()
    var.set("before get_loop")
    t("closed", runner.get_loop().is_closed())
    var.set("after get_loop")
    t("run", runner.run(main()))
    runner.close()

    runner = construct()
    var.set("before the block")
    with runner:
        t("entered")
        var.set("in the block")
        t("run", runner.run(main()))


@case("RUNNER-22")
def leaving_the_block_closes_the_runner(t):
    def factory():
        t("factory")
        return t.new_loop()

    async def left_over():
        try:
            await asyncio.sleep(100)
        finally:
            t("left over ends")

    runner = asyncio.Runner(loop_factory=factory)
    with runner as entered:
        t("itself", entered is runner)
        loop = runner.get_loop()
        t("open", loop.is_closed())
        task = loop.create_task(left_over(), name="left over")
        runner.run(asyncio.sleep(1))
        t("leaving")
    t("left", task.cancelled(), loop.is_closed())

    error = Boom("block")
    try:
        with asyncio.Runner(loop_factory=factory) as runner:
            loop = runner.get_loop()
            task = loop.create_task(left_over(), name="left over")
            runner.run(asyncio.sleep(1))
            raise error
    except Boom as e:
        t("the block's error", e is error, task.cancelled(), loop.is_closed())


@case("RUNNER-24")
def background_tasks_advance_during_later_runs(t):
    async def background():
        try:
            for n in range(100):
                t("background", n)
                await asyncio.sleep(1)
        except asyncio.CancelledError:
            t("cancelled")
            raise

    async def first():
        asyncio.create_task(background(), name="background")
        await asyncio.sleep(1.5)
        t("first ends")
        return asyncio.get_running_loop()

    async def second():
        t("second starts", len(asyncio.all_tasks()))
        await asyncio.sleep(2)
        t("second ends")
        return asyncio.get_running_loop()

    with t.runner() as runner:
        one = runner.run(first())
        t("between the runs", one.is_running(), one.is_closed())
        two = runner.run(second())
        t("same loop", one is two)


@case("RUNNER-29")
def run_of_a_runner_inside_a_running_loop_is_refused(t):
    def factory():
        t("factory")
        return t.new_loop()

    async def inner():
        t("inner starts")
        return "value"

    coro = inner()
    with t.runner() as runner:
        other = asyncio.Runner(loop_factory=factory)

        async def main():
            try:
                runner.run(coro)
            except RuntimeError as e:
                t("the same runner", e)
            try:
                other.run(coro)
            except RuntimeError as e:
                t("another runner", e)
            await asyncio.sleep(1)
            t("main goes on")

        runner.run(main())
        t("never awaited until here")
        t("other", other.run(coro))
        other.close()


@case("RUNNER-30", threads=True)
def closing_ends_everything_that_is_left(t):
    kept, main_ended, finished = [], threading.Event(), threading.Event()

    def job():
        main_ended.wait()
        time.sleep(0.01)
        finished.set()

    async def numbers():
        try:
            yield 1
        finally:
            t("generator closes")

    async def left_over():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            t("task cancelled")
            raise

    async def main():
        asyncio.get_running_loop().run_in_executor(None, job)
        kept.append(numbers())
        t("opened", await anext(kept[0]))
        asyncio.create_task(left_over(), name="left over")
        await asyncio.sleep(0)
        t("main ends")
        main_ended.set()

    runner = t.runner()
    runner.run(main())
    loop = runner.get_loop()
    t("closed before", loop.is_closed())
    runner.close()
    t("closed", loop.is_closed(), finished.is_set())
    try:
        loop.run_in_executor(None, job)
    except RuntimeError as e:
        t("no new jobs", e)
    try:
        runner.run(left_over())
    except RuntimeError as e:
        t("no new runs", e)


@case("RUNNER-31")
def closing_twice_does_nothing(t):
    async def main():
        return asyncio.get_running_loop()

    runner = t.runner()
    loop = runner.run(main())
    runner.close()
    t("closed", loop.is_closed())
    runner.close()
    t("again", loop.is_closed())
    with t.runner() as runner:
        loop = runner.run(main())
        runner.close()
        t("closed in the block", loop.is_closed())
    t("left the block", loop.is_closed())


@case("RUNNER-32")
def a_closed_runner_can_never_be_used_again(t):
    def factory():
        t("factory")
        return t.new_loop()

    async def main():
        t("runs")

    def enter():
        with runner:
            t("never")

    runner = asyncio.Runner(loop_factory=factory)
    runner.run(main())
    runner.close()
    for name, use in (("run", lambda: runner.run(main())), ("loop", runner.get_loop), ("block", enter)):
        for _ in range(2):
            try:
                use()
                t("never")
            except RuntimeError as e:
                t(name, e)


@case("RUNNER-33")
def closing_an_unused_runner_leaves_it_usable(t):
    def factory():
        t("factory")
        return t.new_loop()

    async def main():
        await asyncio.sleep(1)
        return "value"

    runner = asyncio.Runner(loop_factory=factory)
    runner.close()
    runner.close()
    t("not initialised yet")
    t("run", runner.run(main()))
    loop = runner.get_loop()
    t("closed", loop.is_closed())
    runner.close()
    t("closed", loop.is_closed())
