"""Throwing into the body."""

import asyncio

from case import Bang, Boom, case


@case("ASYNCGEN-13")
async def a_thrown_error_arrives_at_the_paused_yield(t):
    boom = Boom("thrown in")

    async def body():
        try:
            yield 1
            t("not reached")
        except Boom as e:
            t("handles", e, "the same object", e is boom)
            await asyncio.sleep(1)
            received = yield 2
            t("received", received)
        yield 3

    generator = body()
    t("got", await anext(generator))
    t("got", await generator.athrow(boom))
    t("got", await anext(generator))
    await generator.aclose()


@case("ASYNCGEN-14")
async def an_error_the_body_does_not_handle_comes_back(t):
    boom = Boom("thrown in")
    bang = Bang("instead")

    async def lets_pass():
        try:
            yield 1
        finally:
            t("cleaning")
            await asyncio.sleep(1)
            t("cleaned")

    async def replaces():
        try:
            yield 1
        except Boom:
            raise bang

    generator = lets_pass()
    await anext(generator)
    try:
        await generator.athrow(boom)
        t("not reached")
    except Boom as e:
        t("caught", e, "the same object", e is boom)
    t("then", await anext(generator, "end"))
    generator = replaces()
    await anext(generator)
    try:
        await generator.athrow(boom)
        t("not reached")
    except Bang as e:
        t("caught", e, "the same object", e is bang)
    t("then", await anext(generator, "end"))


@case("ASYNCGEN-15")
async def an_error_after_which_the_body_ends_is_the_end(t):
    async def body():
        try:
            yield 1
        except Boom as e:
            t("handles", e)
            await asyncio.sleep(1)

    generator = body()
    await anext(generator)
    try:
        await generator.athrow(Boom("a"))
        t("not reached")
    except StopAsyncIteration as e:
        t("caught", e)
    t("then", await anext(generator, "end"))


@case("ASYNCGEN-16")
async def an_error_thrown_before_the_first_step_comes_straight_back(t):
    boom = Boom("early")

    async def body():
        try:
            t("not reached")
            yield 1
        except Boom:
            t("not reached")

    generator = body()
    asyncio.get_running_loop().call_soon(t, "queued")
    try:
        await generator.athrow(boom)
        t("not reached")
    except Boom as e:
        t("caught", e, "the same object", e is boom)
    try:
        await anext(generator)
        t("not reached")
    except StopAsyncIteration as e:
        t("then", e)
    await asyncio.sleep(0)


@case("ASYNCGEN-17")
async def an_error_thrown_after_the_end_is_dropped(t):
    async def body():
        yield 1

    generator = body()
    async for n in generator:
        t("got", n)
    t("exhausted", await generator.athrow(Boom("late")))
    failed = body()
    await anext(failed)
    try:
        await failed.athrow(Boom("a"))
        t("not reached")
    except Boom as e:
        t("caught", e)
    t("failed", await failed.athrow(Bang("late")))


@case("ASYNCGEN-18", differs="3.13: the call is refused when it is awaited, not at once")
async def throwing_nothing_is_refused_and_changes_nothing(t):
    async def body():
        try:
            yield 1
            yield 2
        finally:
            t("cleans up")

    generator = body()
    t("got", await anext(generator))
    try:
        generator.athrow()
        t("not reached")
    except TypeError as e:
        t("caught", e)
    t("got", await anext(generator))
    t("got", await anext(generator, "end"))
