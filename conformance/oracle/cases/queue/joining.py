"""Items that are done, and waiting for all of them: QUEUE-22 to QUEUE-26, QUEUE-44, QUEUE-45."""

import asyncio

from case import case

from .steps import filled, items, joins, refused, start


@case("QUEUE-22")
async def every_item_counts_until_it_is_done(t):
    queue = filled(asyncio.Queue, 1, 2)
    await queue.put(3)
    items(queue)
    joiner = start("joiner", joins(t, queue))
    for _ in range(3):
        await asyncio.sleep(1)
        queue.task_done()
        t("done")
    await joiner


@case("QUEUE-23")
def more_than_were_stored_cannot_be_done(t):
    queue = asyncio.Queue()
    refused(t, "none stored", queue.task_done)
    queue.put_nowait(1)
    refused(t, "one stored", queue.task_done)
    refused(t, "once more", queue.task_done)


@case("QUEUE-24")
async def join_waits_for_the_done_not_for_the_empty(t):
    queue = filled(asyncio.Queue, 1, 2)
    joiner = start("joiner", joins(t, queue))
    await asyncio.sleep(1)
    items(queue)
    await asyncio.sleep(1)
    t("empty", queue.empty(), joiner.done())
    queue.task_done()
    await asyncio.sleep(1)
    t("one to do", joiner.done())
    queue.task_done()
    await joiner


@case("QUEUE-25")
async def without_items_join_returns_at_once(t):
    queue = asyncio.Queue()
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    await queue.join()
    await queue.join()
    queue.put_nowait(1)
    queue.task_done()
    await queue.join()
    t("joined")
    await asyncio.sleep(0)


@case("QUEUE-26")
async def all_who_join_are_released(t):
    queue = filled(asyncio.Queue, 1)
    tasks = [start(name, joins(t, queue)) for name in "abc"]
    await asyncio.sleep(1)
    queue.task_done()
    await asyncio.wait(tasks)


@case("QUEUE-44")
async def a_cancelled_joiner_changes_nothing(t):
    queue = filled(asyncio.Queue, 1)
    a, b = (start(name, joins(t, queue)) for name in "ab")
    await asyncio.sleep(1)
    a.cancel("enough")
    await asyncio.sleep(1)
    t("one waits on", a.cancelled(), b.done())
    refused(t, "one to do", queue.task_done)
    await b
    refused(t, "no more", queue.task_done)


@case("QUEUE-45")
async def a_released_joiner_stays_released(t):
    queue = filled(asyncio.Queue, 1)
    joiner = start("joiner", joins(t, queue))
    await asyncio.sleep(1)
    queue.task_done()
    queue.put_nowait(2)
    late = start("late", joins(t, queue))
    await joiner
    await asyncio.sleep(1)
    t("who came later waits", late.done())
    queue.task_done()
    await late
