"""Generators that nobody refers to any more, and those that belong to another loop."""

import asyncio

from case import Boom, case


@case("ASYNCGEN-31")
async def a_lost_generator_is_closed_by_a_task_of_its_loop(t):
    async def body():
        try:
            yield 1
            t("not reached")
        except GeneratorExit as e:
            t("thrown in", e)
            raise
        finally:
            t("cleaning")
            await asyncio.sleep(1)
            t("cleaned")

    async def loses(started):
        generator = body()
        if started:
            t("got", await anext(generator))

    await loses(True)
    await loses(False)
    await t.gc()
    await asyncio.sleep(0.5)
    t("meanwhile")
    await asyncio.sleep(1)
    t("end")


@case("ASYNCGEN-32", threads=True)
async def a_generator_reclaimed_in_another_thread_is_closed_in_its_loop(t):
    asyncio.get_running_loop().set_debug(True)

    async def body():
        try:
            yield 1
        finally:
            t("cleaning")
            await asyncio.sleep(1)
            t("cleaned")

    async def loses():
        generator = body()
        cycle = [generator]
        cycle.append(cycle)
        t("got", await anext(generator))

    await loses()
    await asyncio.to_thread(t.collect)
    await asyncio.sleep(2)
    t("end")


@case("ASYNCGEN-33")
async def a_failing_clean_up_of_a_lost_generator_is_reported(t):
    t.catch_reports()

    async def body():
        try:
            yield 1
        finally:
            t("fails")
            raise Boom("in the clean-up")

    async def loses():
        t("got", await anext(body()))

    await loses()
    await t.gc()
    for _ in range(3):
        await asyncio.sleep(0)
    await t.gc()
    t("end")


@case("ASYNCGEN-39")
def a_loop_closes_only_what_was_first_iterated_in_it(t):
    async def body():
        try:
            yield 1
            yield 2
        finally:
            t("cleans up")

    generator = body()
    first, second = t.new_loop(), t.new_loop()

    async def steps():
        t("got", await anext(generator))

    async def other():
        await second.shutdown_asyncgens()
        t("the other loop has closed nothing")

    async def shuts_down():
        await first.shutdown_asyncgens()
        t("its own loop has closed it", await anext(generator, "end"))

    first.run_until_complete(steps())
    second.run_until_complete(other())
    first.run_until_complete(shuts_down())
    second.close()
    first.close()
