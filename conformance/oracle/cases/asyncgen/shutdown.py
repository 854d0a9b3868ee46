"""What a loop does at its end with the generators that are still open."""

import asyncio
import warnings

from case import Boom, case


@case("ASYNCGEN-34")
async def shutdown_closes_what_is_open_at_the_same_time(t):
    async def body(n):
        try:
            yield n
            t("not reached")
        finally:
            t("cleaning", n)
            await asyncio.sleep(n)
            t("cleaned", n)

    open_ones = [body(n) for n in (2, 1, 3)]
    for generator in open_ones:
        await anext(generator)
    finished, unstarted, dropped = body(7), body(8), body(9)
    await anext(finished)
    await finished.aclose()
    t("shutting down")
    await asyncio.get_running_loop().shutdown_asyncgens()
    t("shut down")
    for generator in [*open_ones, finished]:
        t("then", await anext(generator, "end"))


@case("ASYNCGEN-35")
async def a_failing_close_is_reported_and_stops_no_other(t):
    t.catch_reports()

    async def fails():
        try:
            yield 1
        finally:
            t("fails")
            raise Boom("in the clean-up")

    async def yields_again():
        try:
            yield 1
        except GeneratorExit:
            yield 2

    async def cleans_up():
        try:
            yield 1
        finally:
            await asyncio.sleep(1)
            t("cleaned")

    generators = [fails(), yields_again(), cleans_up()]
    for generator in generators:
        await anext(generator)
    await asyncio.get_running_loop().shutdown_asyncgens()
    t("shut down")


@case("ASYNCGEN-36")
async def a_generator_begun_after_the_shutdown_works_with_a_warning(t):
    async def body():
        yield 1
        yield 2

    await asyncio.get_running_loop().shutdown_asyncgens()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        generator = body()
        t("warned", len(warned))
        t("got", await anext(generator))
        t("warned", len(warned))
        t("got", await anext(generator))
        t("got", await anext(generator, "end"))
        t("warned", len(warned))


@case("ASYNCGEN-37")
async def shutdown_with_nothing_open_does_not_suspend(t):
    async def body():
        yield 1

    unstarted = body()
    async for _ in body():
        pass
    asyncio.get_running_loop().call_soon(t, "queued")
    await asyncio.get_running_loop().shutdown_asyncgens()
    t("shut down")
    await asyncio.get_running_loop().shutdown_asyncgens()
    t("shut down twice")
    await asyncio.sleep(0)


@case("ASYNCGEN-38")
def a_run_closes_at_its_end_what_was_left_open(t):
    held = []

    async def body():
        try:
            for n in range(3):
                yield n
        finally:
            t("cleaning")
            await asyncio.sleep(1)
            t("cleaned")

    async def main():
        t.catch_reports()
        generator = body()
        held.append(generator)
        async for n in generator:
            t("got", n)
            if n == 1:
                break
        t("main ends")
        return "value"

    t("result", t.run(main()))
