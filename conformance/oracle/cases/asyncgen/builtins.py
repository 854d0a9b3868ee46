"""aiter, anext and generator expressions."""

import asyncio

from case import Boom, case


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(1)
        yield i


@case("ASYNCGEN-42")
async def a_default_takes_the_place_of_the_end(t):
    generator = numbers(2)
    t("got", await anext(generator))
    t("got", await anext(generator, "default"))
    t("got", await anext(generator, "default"))
    t("got", await anext(generator, None))
    try:
        await anext(generator)
        t("not reached")
    except StopAsyncIteration as e:
        t("caught", e)


@case("ASYNCGEN-43")
async def a_default_takes_the_place_of_nothing_else(t):
    boom = Boom("no value")

    async def fails():
        if True:
            raise boom
        yield 1

    async def waits():
        await asyncio.sleep(10)
        yield 1

    generator = fails()
    try:
        await anext(generator, "default")
        t("not reached")
    except Boom as e:
        t("caught", e, "the same object", e is boom)
    t("then", await anext(generator, "default"))

    async def consumes():
        t("not reached", await anext(waits(), "default"))

    task = asyncio.create_task(consumes(), name="consumer")
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    t("cancelled", task.cancelled())


@case("ASYNCGEN-44")
async def iterators_of_one_generator_share_its_values(t):
    generator = numbers(4)
    first = aiter(generator)
    second = aiter(generator)
    t("first", await anext(first))
    t("second", await anext(second))
    t("generator", await anext(generator))
    async for n in generator:
        t("loop", n)
    for iterator in (first, second):
        try:
            await anext(iterator)
            t("not reached")
        except StopAsyncIteration as e:
            t("caught", e)


@case("ASYNCGEN-45")
async def an_expression_over_a_generator_is_lazy_and_asynchronous(t):
    async def source():
        t("begins")
        for i in range(4):
            await asyncio.sleep(1)
            yield i

    def plain():
        return (10 * n async for n in source() if n % 2 == 1)

    expression = plain()
    t("made")
    async for n in expression:
        t("got", n)
    t("collected", [n async for n in plain()])
