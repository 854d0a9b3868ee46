"""What a step of an async generator gives, and when its body runs."""

import asyncio

from case import Boom, case


@case("ASYNCGEN-01")
async def the_body_begins_with_the_first_step(t):
    async def body(n):
        t("begins", n)
        yield n
        t("goes on")

    generator = body(7)
    t("made")
    await asyncio.sleep(1)
    t("first", await anext(generator))
    t("second", await anext(generator, "end"))


@case("ASYNCGEN-02")
async def iterating_gives_the_values_in_order(t):
    async def body():
        for n in range(3):
            t("yields", n)
            yield n
        t("returns")

    async def empty():
        t("has nothing")
        if False:
            yield None

    async for n in body():
        t("got", n)
    t("behind the loop")
    async for n in empty():
        t("not reached")
    t("end")


@case("ASYNCGEN-03")
async def the_body_may_suspend_between_its_values(t):
    async def body():
        await asyncio.sleep(1)
        yield "a"
        await asyncio.sleep(0)
        yield "b"
        await asyncio.sleep(2)
        t("returns")

    async def other():
        for _ in range(3):
            t("meanwhile")
            await asyncio.sleep(0.75)

    task = asyncio.create_task(other(), name="other")
    async for value in body():
        t("got", value)
        asyncio.get_running_loop().call_soon(t, "queued after", value)
    t("end")
    await task


@case("ASYNCGEN-04")
async def every_step_after_the_end_is_refused(t):
    async def body():
        yield 1

    generator = body()
    t("got", await anext(generator))
    for _ in range(3):
        try:
            await anext(generator)
            t("not reached")
        except StopAsyncIteration as e:
            t("caught", e)
    async for _ in generator:
        t("not reached")
    t("end")


@case("ASYNCGEN-05")
async def a_failure_of_the_body_comes_out_of_the_step_and_ends_it(t):
    boom = Boom("in the body")

    async def body():
        try:
            yield 1
            await asyncio.sleep(1)
            raise boom
        finally:
            t("cleans up")

    generator = body()
    t("got", await anext(generator))
    try:
        await anext(generator)
        t("not reached")
    except Boom as e:
        t("caught", e, "the same object", e is boom)
    for _ in range(2):
        try:
            await anext(generator)
            t("not reached")
        except StopAsyncIteration as e:
            t("then", e)


@case("ASYNCGEN-30")
async def leaving_the_loop_early_does_not_close(t):
    async def body():
        try:
            for n in range(4):
                yield n
        finally:
            t("cleans up")

    generator = body()
    async for n in generator:
        t("first loop", n)
        if n == 1:
            break
    await asyncio.sleep(1)
    t("between")
    async for n in generator:
        t("second loop", n)
    t("end")


@case("ASYNCGEN-49")
async def values_are_delivered_as_they_are(t):
    boom = Boom("a value")
    stop = StopAsyncIteration("a value too")
    values = [(1, 2), (), None, boom, stop]

    async def body():
        for value in values:
            yield value

    i = 0
    async for value in body():
        t("got", value, "the same object", value is values[i])
        i += 1
    t("count", i)
    sent = []

    async def echo():
        received = None
        while True:
            received = yield received
            sent.append(received)

    generator = echo()
    await anext(generator)
    t("echo", await generator.asend(boom) is boom, await generator.asend(stop) is stop)
    t("received", sent)
    await generator.aclose()
