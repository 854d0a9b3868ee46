"""What the consumer sends to the body."""

import asyncio

from case import Bang, Boom, case


@case("ASYNCGEN-06")
async def the_signal_of_the_end_cannot_be_raised_by_the_body(t):
    stop = StopAsyncIteration("mine")

    async def body():
        yield 1
        raise stop

    generator = body()
    t("got", await anext(generator))
    try:
        await anext(generator)
        t("not reached")
    except RuntimeError as e:
        t("caught", e, "because of mine", e.__cause__ is stop)
    try:
        async for n in body():
            t("got", n)
        t("not reached")
    except RuntimeError as e:
        t("caught", e)
    t("then", await anext(generator, "end"))


@case("ASYNCGEN-08")
async def a_sent_value_is_what_the_paused_yield_gives(t):
    async def body():
        received = yield 1
        t("received", received)
        await asyncio.sleep(1)
        received = yield 2
        t("received", received)
        yield 3

    generator = body()
    t("got", await generator.asend(None))
    t("got", await generator.asend("a"))
    t("got", await generator.asend("b"))
    await generator.aclose()


@case("ASYNCGEN-09")
async def a_generator_that_has_not_started_takes_no_value(t):
    async def body():
        t("begins")
        received = yield 1
        t("received", received)

    generator = body()
    try:
        await generator.asend("early")
        t("not reached")
    except TypeError as e:
        t("caught", e)
    t("got", await generator.asend(None))
    t("got", await anext(generator, "end"))


@case("ASYNCGEN-10")
async def a_plain_step_sends_none(t):
    async def body():
        t("received", (yield 1))
        t("received", (yield 2))
        t("received", (yield 3))

    generator = body()
    await anext(generator)
    await generator.asend("a")
    await anext(generator)
    async for _ in generator:
        t("not reached")
    t("end")


@case("ASYNCGEN-11")
async def a_send_that_ends_the_body_says_so(t):
    async def body():
        received = yield 1
        t("received", received)
        await asyncio.sleep(1)

    generator = body()
    t("got", await anext(generator))
    try:
        await generator.asend("last")
        t("not reached")
    except StopAsyncIteration as e:
        t("caught", e)
    try:
        await generator.asend("too late")
        t("not reached")
    except StopAsyncIteration as e:
        t("again", e)


@case("ASYNCGEN-12")
async def a_failure_after_a_send_comes_out_of_it_after_the_clean_up(t):
    boom = Boom("a")

    async def body():
        try:
            received = yield 1
            t("received", received)
            await asyncio.sleep(1)
            raise boom
        finally:
            t("cleaning")
            await asyncio.sleep(1)
            t("cleaned")

    async def replaces():
        try:
            yield 1
            raise Boom("replaced")
        finally:
            raise Bang("of the clean-up")

    generator = body()
    await anext(generator)
    try:
        await generator.asend("go")
        t("not reached")
    except Boom as e:
        t("caught", e, "the same object", e is boom)
    generator = replaces()
    await anext(generator)
    try:
        await generator.asend("go")
        t("not reached")
    except Bang as e:
        t("caught", e)
    t("then", await anext(generator, "end"))
