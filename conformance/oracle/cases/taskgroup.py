import asyncio

from case import Boom, case


@case("TASKGROUP-01")
async def leaving_waits_for_every_task(t):
    async def child(n):
        await asyncio.sleep(n)
        t("child ends", n)
        return n * 10

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(child(n)) for n in (2, 1)]
        t("body ends")
    t("results", [task.result() for task in tasks])


@case("TASKGROUP-12")
async def first_failure_cancels_the_siblings(t):
    async def fails():
        await asyncio.sleep(1)
        t("fails")
        raise Boom("a")

    async def sibling():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("cancelled", e)
            raise

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sibling(), name="one")
            group.create_task(fails(), name="bad")
            group.create_task(sibling())
        t("not reached")
    except ExceptionGroup as e:
        t("caught", e)
    t("cancelling", asyncio.current_task().cancelling())
