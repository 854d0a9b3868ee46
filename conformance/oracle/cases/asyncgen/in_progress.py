"""A generator does one step at a time, and each step once."""

import asyncio

from case import Boom, case


@case("ASYNCGEN-25")
async def a_second_step_at_the_same_time_is_refused(t):
    async def body():
        try:
            await asyncio.sleep(2)
            received = yield 1
            t("received", received)
            await asyncio.sleep(1)
            yield 2
        finally:
            t("cleans up")

    generator = body()

    async def first():
        t("got", await anext(generator))
        t("got", await generator.asend("a"))

    task = asyncio.create_task(first(), name="first")
    await asyncio.sleep(1)
    try:
        await anext(generator)
        t("not reached")
    except RuntimeError as e:
        t("step", e)
    try:
        await generator.asend("b")
        t("not reached")
    except RuntimeError as e:
        t("send", e)
    try:
        await generator.athrow(Boom("c"))
        t("not reached")
    except RuntimeError as e:
        t("throw", e)
    try:
        await generator.aclose()
        t("not reached")
    except RuntimeError as e:
        t("close", e)
    await task
    await generator.aclose()

    async def steps_itself():
        try:
            await anext(itself)
            t("not reached")
        except RuntimeError as e:
            t("inside", e)
        yield 1

    itself = steps_itself()
    t("got", await anext(itself))
    await itself.aclose()


@case("ASYNCGEN-27")
async def a_step_is_good_for_one_use(t):
    async def body():
        for n in range(3):
            t("yields", n)
            yield n

    generator = body()
    step = anext(generator)
    t("got", await step)
    try:
        await step
        t("not reached")
    except RuntimeError as e:
        t("step again", e)
    close = generator.aclose()
    await close
    try:
        await close
        t("not reached")
    except RuntimeError as e:
        t("close again", e)


@case("ASYNCGEN-29")
def a_body_that_waits_although_its_step_was_given_up_is_told(t):
    loop = t.new_loop()
    loop.set_exception_handler(lambda loop, context: None)

    async def obeys():
        try:
            await loop.create_future()
        finally:
            t("lets it pass")
        yield 1

    async def waits():
        try:
            await loop.create_future()
        except GeneratorExit:
            t("ignores it")
            await loop.create_future()
        yield 1

    async def consumes(generator):
        try:
            await anext(generator)
            t("not reached")
        except RuntimeError as e:
            t("caught", e)
        except GeneratorExit as e:
            t("caught", e)
            raise

    for body in (obeys, waits):
        async def main():
            loop.create_task(consumes(body()), name=body.__name__)
            await asyncio.sleep(0)

        loop.run_until_complete(main())
    t("closing")
    loop.close()
    t.collect()
    t("closed")


@case("ASYNCGEN-47")
async def it_runs_only_while_a_step_is_in_progress(t):
    async def body():
        t("in the body", generator.ag_running)
        await asyncio.sleep(2)
        yield 1
        try:
            yield 2
        finally:
            t("cleaning", generator.ag_running)
            await asyncio.sleep(2)

    async def watches():
        await asyncio.sleep(1)
        t("during a step", generator.ag_running)
        await asyncio.sleep(2)
        t("during the close", generator.ag_running)

    generator = body()
    task = asyncio.create_task(watches(), name="watcher")
    t("unstarted", generator.ag_running)
    await anext(generator)
    t("between", generator.ag_running)
    await anext(generator)
    t("between", generator.ag_running)
    await generator.aclose()
    t("closed", generator.ag_running)
    await task
