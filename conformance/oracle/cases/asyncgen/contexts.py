"""The body is part of the task that consumes it."""

import asyncio
import contextvars

from case import case

USER = contextvars.ContextVar("user", default="nobody")


@case("ASYNCGEN-40")
async def a_cancellation_arrives_in_the_body_first(t):
    async def inner():
        try:
            yield 1
            await asyncio.sleep(10)
            t("not reached")
        except asyncio.CancelledError as e:
            t("inner body", e)
            raise
        finally:
            t("inner cleans up")

    async def outer():
        try:
            async for n in inner():
                yield n
        except asyncio.CancelledError as e:
            t("outer body", e)
            raise

    async def consumes():
        generator = outer()
        try:
            async for n in generator:
                t("got", n)
        except asyncio.CancelledError as e:
            t("consumer", e)
            raise

    async def survives():
        generator = catches()
        async for value in generator:
            t("got", value)
        t("requests", asyncio.current_task().cancelling())

    async def catches():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            yield "after the cancellation"

    for body in (consumes, survives):
        task = asyncio.create_task(body(), name=body.__name__)
        await asyncio.sleep(1)
        t("cancel", task.cancel("enough"))
        await asyncio.wait([task])
        t("cancelled", task.cancelled())


@case("ASYNCGEN-41")
async def context_variables_of_the_body_are_the_consumers(t):
    async def body():
        t("body sees", USER.get(), "in", asyncio.current_task())
        USER.set("set by the body")
        yield 1
        t("body sees", USER.get(), "in", asyncio.current_task())
        await asyncio.sleep(0)
        USER.set("set after a suspension")
        yield 2
        USER.set("set in another task")

    USER.set("set by the consumer")
    generator = body()
    await anext(generator)
    t("consumer sees", USER.get())
    USER.set("set between the steps")
    await anext(generator)
    t("consumer sees", USER.get())

    async def ends():
        t("end", await anext(generator, "end"))
        t("other task sees", USER.get())

    await asyncio.create_task(ends(), name="other")
    t("consumer sees", USER.get())


@case("ASYNCGEN-48")
async def the_stack_of_a_task_that_closes_can_be_seen(t):
    async def body():
        try:
            yield 1
        finally:
            await asyncio.sleep(2)

    generator = body()
    await anext(generator)

    async def closes():
        await generator.aclose()

    task = asyncio.create_task(closes(), name="closer")
    await asyncio.sleep(1)
    t("closes is on it", "closes" in [frame.f_code.co_name for frame in task.get_stack()])
    await task
    t("afterwards", len(task.get_stack()))
