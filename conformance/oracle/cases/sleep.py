import asyncio

from case import case


@case("SLEEP-03")
async def zero_gives_up_exactly_one_pass(t):
    loop = asyncio.get_running_loop()
    loop.call_soon(t, "queued before")
    loop.call_soon(lambda: loop.call_soon(t, "queued by a callback"))
    await asyncio.sleep(0)
    t("after one pass")
    await asyncio.sleep(0)
    t("after two")


@case("SLEEP-06")
async def cancelling_a_sleeper_revokes_its_timer(t):
    task = asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(1)
    t("cancel", task.cancel("enough"))
    try:
        await task
    except asyncio.CancelledError as e:
        t("caught", e)
    await asyncio.sleep(1)
    t("cancelled", task.cancelled())
