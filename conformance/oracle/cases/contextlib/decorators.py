"""Managers around functions."""

import asyncio
from contextlib import AsyncContextDecorator, asynccontextmanager

from case import Bang, Boom, case


def around(t):
    """A decorator that logs its entry and exit, both a second long."""
    count = 0

    @asynccontextmanager
    async def manager():
        nonlocal count
        count += 1
        number = count
        t("enters", number)
        await asyncio.sleep(1)
        try:
            yield number
        except Boom as e:
            t("passes", e)
            raise
        finally:
            await asyncio.sleep(1)
            t("leaves", number)

    return manager()


@case("CTXLIB-11")
async def each_call_runs_inside_a_new_manager(t):
    @around(t)
    async def function(n):
        t("runs", n)
        if n > 0:
            return await function(n - 1)
        return "deepest"

    t("decorated")
    t("returned", await function(1))
    t("returned", await function(0))


@case("CTXLIB-12")
async def an_error_of_the_function_passes_through_the_manager(t):
    boom = Boom("in the function")

    @around(t)
    async def function():
        raise boom

    @asynccontextmanager
    async def suppresses():
        try:
            yield
        except Boom as e:
            t("suppresses", e)

    @suppresses()
    async def harmless():
        raise boom

    try:
        await function()
        t("not reached")
    except Boom as e:
        t("caught", e, "the same object", e is boom)
    t("returned", await harmless())


@case("CTXLIB-13", since="3.15")
async def a_plain_function_becomes_an_asynchronous_one(t):
    @around(t)
    def function():
        t("runs")
        return "value"

    call = function()
    t("called")
    t("returned", await call)


@case("CTXLIB-14", since="3.15")
async def the_manager_stays_open_while_a_generator_is_iterated(t):
    @around(t)
    async def numbers():
        for n in range(2):
            t("yields", n)
            yield n
            await asyncio.sleep(1)

    @around(t)
    async def fails():
        yield 1
        raise Boom("in the generator")

    generator = numbers()
    t("made")
    async for n in generator:
        t("got", n)
    t("end")
    try:
        async for n in fails():
            t("got", n)
        t("not reached")
    except Boom as e:
        t("caught", e)


@case("CTXLIB-15", since="3.15")
async def closing_early_closes_the_generator_and_then_leaves_the_manager(t):
    @around(t)
    async def numbers():
        try:
            yield 1
            t("not reached")
        finally:
            t("cleaning")
            await asyncio.sleep(1)
            t("cleaned")

    generator = numbers()
    t("got", await anext(generator))
    await generator.aclose()
    t("closed", await anext(generator, "end"))


@case("CTXLIB-16", since="3.15")
async def what_is_sent_and_thrown_does_not_get_inside(t):
    @around(t)
    async def echo():
        try:
            t("received", (yield 1))
            t("received", (yield 2))
        except Bang:
            t("not reached")
        except GeneratorExit as e:
            t("thrown in", e)
            raise

    generator = echo()
    t("got", await generator.asend(None))
    t("got", await generator.asend("sent"))
    try:
        await generator.athrow(Bang("thrown"))
        t("not reached")
    except Bang as e:
        t("caught", e)


@case("CTXLIB-17", since="3.15")
async def a_plain_generator_becomes_an_asynchronous_one(t):
    @around(t)
    def numbers():
        t("begins")
        for n in range(3):
            yield n

    async for n in numbers():
        t("got", n)
    generator = numbers()
    t("got", await anext(generator))
    await generator.aclose()


@case("CTXLIB-18")
async def a_manager_of_ones_own_can_decorate(t):
    class Manager(AsyncContextDecorator):
        async def __aenter__(self):
            t("enters")
            await asyncio.sleep(1)
            return self

        async def __aexit__(self, kind, error, traceback):
            t("leaves with", error)
            await asyncio.sleep(1)
            return isinstance(error, Boom)

    @Manager()
    async def function(error):
        t("runs")
        if error is not None:
            raise error
        return "value"

    t("returned", await function(None))
    t("returned", await function(Boom("suppressed")))
    try:
        await function(Bang("passes"))
        t("not reached")
    except Bang as e:
        t("caught", e)
