"""Closing a generator before its end."""

import asyncio

from case import Bang, Boom, case


@case("ASYNCGEN-19")
async def closing_raises_generator_exit_at_the_paused_yield(t):
    async def lets_pass():
        try:
            yield 1
            t("not reached")
        except GeneratorExit as e:
            t("thrown in", e)
            raise

    async def returns():
        try:
            yield 1
            t("not reached")
        except GeneratorExit:
            t("returns")

    for body in (lets_pass, returns):
        generator = body()
        await anext(generator)
        t("closed", await generator.aclose())
        t("then", await anext(generator, "end"))


@case("ASYNCGEN-20")
async def clean_up_runs_during_the_close_and_may_suspend(t):
    async def body():
        try:
            await asyncio.sleep(1)
            yield 1
            t("not reached")
        finally:
            t("cleaning")
            await asyncio.sleep(1)
            await asyncio.sleep(0)
            t("cleaned")

    generator = body()
    t("got", await anext(generator))
    asyncio.get_running_loop().call_later(0.5, t, "meanwhile")
    await asyncio.sleep(0)
    await generator.aclose()
    t("closed")


@case("ASYNCGEN-21")
async def a_value_yielded_during_the_close_is_refused(t):
    async def body():
        try:
            yield 1
        except GeneratorExit:
            await asyncio.sleep(1)
            yield 2
            t("goes on")

    generator = body()
    t("got", await anext(generator))
    try:
        await generator.aclose()
        t("not reached")
    except RuntimeError as e:
        t("caught", e)
    t("then", await anext(generator, "end"))


@case("ASYNCGEN-22")
async def a_failing_clean_up_comes_out_of_the_close(t):
    bang = Bang("of the clean-up")

    async def body():
        try:
            yield 1
        finally:
            await asyncio.sleep(1)
            raise bang

    generator = body()
    await anext(generator)
    try:
        await generator.aclose()
        t("not reached")
    except Bang as e:
        t("caught", e, "the same object", e is bang)
    await generator.aclose()
    t("then", await anext(generator, "end"))


@case("ASYNCGEN-23")
async def closing_before_the_first_step_runs_nothing(t):
    async def body():
        try:
            t("not reached")
            yield 1
        finally:
            t("not reached")

    generator = body()
    await generator.aclose()
    t("closed")
    for _ in range(2):
        try:
            await anext(generator)
            t("not reached")
        except StopAsyncIteration as e:
            t("caught", e)


@case("ASYNCGEN-24")
async def closing_what_is_finished_does_nothing(t):
    async def body():
        try:
            yield 1
        finally:
            t("cleans up")

    exhausted = body()
    async for _ in exhausted:
        pass
    asyncio.get_running_loop().call_soon(t, "queued")
    await exhausted.aclose()
    t("exhausted")
    closed = body()
    await anext(closed)
    await closed.aclose()
    await closed.aclose()
    t("closed twice")
    failed = body()
    await anext(failed)
    try:
        await failed.athrow(Boom("a"))
    except Boom as e:
        t("failed", e)
    await failed.aclose()
    t("then", await anext(failed, "end"))
