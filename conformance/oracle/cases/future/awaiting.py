import asyncio
import traceback
import weakref

from case import Boom, case


@case("FUTURE-16")
async def every_waiter_gets_the_same_outcome(t):
    loop = asyncio.get_running_loop()
    value, error = ["the", "object"], Boom("bad")

    async def waiter(future):
        t("waits")
        try:
            t("got the very object", await future is value)
        except Boom as e:
            t("got the very error", e, e is error)
        except asyncio.CancelledError as e:
            t("got", e)

    for complete in (
        lambda future: future.set_result(value),
        lambda future: future.set_exception(error),
        lambda future: future.cancel("no more"),
    ):
        future = loop.create_future()
        waiters = [asyncio.create_task(waiter(future), name=name) for name in ("one", "two", "three")]
        await asyncio.sleep(1)
        t("completes", future)
        complete(future)
        for task in waiters:
            await task


@case("FUTURE-17")
async def waiters_go_on_in_the_order_in_which_they_began_to_wait(t):
    future = asyncio.get_running_loop().create_future()

    async def waiter(delay):
        await asyncio.sleep(delay)
        t("begins to wait")
        await future
        t("goes on")

    async with asyncio.TaskGroup() as group:
        for name, delay in [("third", 3), ("first", 1), ("fourth", 3.5), ("second", 2)]:
            group.create_task(waiter(delay), name=name)
        await asyncio.sleep(5)
        future.set_result(None)
        t("completed")


@case("FUTURE-18")
async def a_completed_future_is_awaited_without_suspending(t):
    loop = asyncio.get_running_loop()
    finished, failed, cancelled = loop.create_future(), loop.create_future(), loop.create_future()
    finished.set_result("value")
    failed.set_exception(Boom("bad"))
    cancelled.cancel("gone")
    loop.call_soon(t, "the next pass")
    for _ in range(3):
        t("result", await finished)
        try:
            await failed
        except Boom as e:
            t("exception", e)
        try:
            await cancelled
        except asyncio.CancelledError as e:
            t("cancellation", e)
    await asyncio.sleep(0)
    t("end")


@case("FUTURE-19")
async def waiters_go_on_in_a_later_pass(t):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    async def waiter():
        t("waits")
        t("got", await future)
        await asyncio.sleep(0)
        t("and a pass later")

    task = asyncio.create_task(waiter(), name="waiter")
    await asyncio.sleep(0)
    loop.call_soon(t, "queued before completion")
    future.set_result("value")
    t("completed, nobody ran")
    loop.call_soon(t, "queued after completion")
    await asyncio.sleep(0)
    t("a pass later")
    loop.call_soon(lambda: (t("completing in a callback"), other.set_result(None), t("completed there")))
    other = loop.create_future()
    await other
    t("got that too")
    await task


@case("FUTURE-35")
async def raising_it_again_does_not_lengthen_its_trace(t):
    future = asyncio.get_running_loop().create_future()
    future.set_exception(Boom("bad"))

    async def await_it():
        try:
            await future
        except Boom as e:
            return size_of(e)

    def read_it():
        try:
            future.result()
        except Boom as e:
            return size_of(e)

    def size_of(error):
        return len(traceback.extract_tb(error.__traceback__))

    awaited = [await await_it() for _ in range(4)]
    awaited += [await asyncio.create_task(await_it()) for _ in range(4)]
    t("awaited", [size == awaited[0] for size in awaited])
    read = [read_it() for _ in range(4)]
    t("read", [size == read[0] for size in read])


@case("FUTURE-44")
async def a_result_that_looks_like_something_else_is_just_a_result(t):
    loop = asyncio.get_running_loop()
    inner = loop.create_future()

    async def waiter(what, future, value):
        got = await future
        t(what, got is value, future.result() is value, future.exception())

    for what, value in [
        ("a tuple", ("a", "b")),
        ("an exception", Boom("a value")),
        ("a cancellation", asyncio.CancelledError("a value")),
        ("a future", inner),
    ]:
        future = loop.create_future()
        task = asyncio.create_task(waiter(what, future, value))
        await asyncio.sleep(1)
        future.set_result(value)
        await task
        t("of the completed future", await future is value, future.cancelled())
    t("nobody waited for that one", inner.done())


@case("FUTURE-45")
async def the_cancellation_that_was_raised_is_not_kept(t):
    future = asyncio.get_running_loop().create_future()
    future.cancel("gone")

    async def await_it():
        await future

    async def raised_by(read):
        try:
            await read() if read is await_it else read()
        except asyncio.CancelledError as e:
            t("raised", e)
            return weakref.ref(e)

    awaited, result, exception = await raised_by(await_it), await raised_by(future.result), await raised_by(future.exception)
    await t.gc()
    t("still there", awaited() is not None, result() is not None, exception() is not None)
    t("the future is as it was", future.cancelled())
