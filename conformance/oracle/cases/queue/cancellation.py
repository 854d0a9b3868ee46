"""Getters and putters that are cancelled: QUEUE-18 to QUEUE-21."""

import asyncio

from case import case

from .steps import filled, gets, items, puts, start


@case("QUEUE-18")
async def a_cancelled_getter_takes_nothing_away(t):
    queue = asyncio.Queue()
    a, b, c = (start(name, gets(t, queue)) for name in "abc")
    await asyncio.sleep(1)
    a.cancel("enough")
    queue.put_nowait("item")
    await asyncio.wait([a, b])
    c.cancel()
    await asyncio.wait([c])
    queue.put_nowait("another")
    t("items", items(queue))


@case("QUEUE-19")
async def a_woken_getter_that_is_cancelled_leaves_the_item(t):
    queue = asyncio.Queue()
    a, b = (start(name, gets(t, queue)) for name in "ab")
    await asyncio.sleep(1)
    queue.put_nowait("item")
    a.cancel("too late")
    await asyncio.wait([a, b])
    t("ended", a.cancelled(), b.cancelled())
    only = start("only", gets(t, queue))
    await asyncio.sleep(1)
    queue.put_nowait("kept")
    only.cancel()
    await asyncio.wait([only])
    t("items", items(queue))


@case("QUEUE-20")
async def a_cancelled_putter_stores_nothing(t):
    queue = filled(asyncio.Queue, 0, maxsize=1)
    a, b, c = (start(name, puts(t, queue, name)) for name in "abc")
    await asyncio.sleep(1)
    b.cancel("enough")
    for _ in range(3):
        t("got", await queue.get())
    await asyncio.wait([a, b, c])
    t("empty", queue.empty())


@case("QUEUE-21")
async def a_woken_putter_that_is_cancelled_leaves_the_room(t):
    queue = filled(asyncio.Queue, 0, maxsize=1)
    a, b = (start(name, puts(t, queue, name)) for name in "ab")
    await asyncio.sleep(1)
    t("got", queue.get_nowait())
    a.cancel("too late")
    await asyncio.wait([a, b])
    t("items", items(queue))
