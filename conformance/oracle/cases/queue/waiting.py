"""Putting and getting, at once or when there is room or an item: QUEUE-07 to QUEUE-17."""

import asyncio

from case import case

from .steps import filled, gets, items, puts, refused, start


@case("QUEUE-07")
async def where_there_is_room_put_does_not_suspend(t):
    queue = asyncio.Queue(2)
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    await queue.put(1)
    await queue.put(2)
    t("stored", queue.qsize())
    await asyncio.sleep(0)


@case("QUEUE-08")
async def a_full_queue_is_waited_for(t):
    queue = filled(asyncio.Queue, 1, maxsize=1)
    putter = start("putter", puts(t, queue, 2))
    await asyncio.sleep(1)
    t("waits", not putter.done(), queue.qsize())
    t("got", queue.get_nowait())
    t("not yet stored", queue.qsize())
    await putter
    t("items", items(queue))


@case("QUEUE-09")
def put_nowait_stores_or_refuses(t):
    queue = asyncio.Queue(1)
    refused(t, "one", queue.put_nowait, 1)
    refused(t, "two", queue.put_nowait, 2)
    t("items", items(queue))


@case("QUEUE-10")
async def what_is_there_is_got_without_suspending(t):
    queue = filled(asyncio.Queue, 1, None)
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    t("got", await queue.get(), queue.qsize())
    t("got", await queue.get(), queue.qsize())
    await asyncio.sleep(0)


@case("QUEUE-11")
async def an_empty_queue_is_waited_for(t):
    queue = asyncio.Queue()
    getter = start("getter", gets(t, queue))
    await asyncio.sleep(1)
    t("waits", not getter.done())
    queue.put_nowait("item")
    t("stored", queue.qsize())
    await getter
    t("left", queue.qsize())


@case("QUEUE-12")
def get_nowait_gives_or_refuses(t):
    queue = filled(asyncio.Queue, 1)
    t("got", queue.get_nowait())
    refused(t, "again", queue.get_nowait)


@case("QUEUE-13")
async def a_get_wakes_the_putter_who_waits_longest(t):
    queue = filled(asyncio.Queue, 0, maxsize=1)
    tasks = [start(name, puts(t, queue, name)) for name in "abc"]
    for _ in range(3):
        await asyncio.sleep(1)
        t("got", await queue.get())
    await asyncio.wait(tasks)
    t("items", items(queue))


@case("QUEUE-14")
async def a_put_wakes_the_getter_who_waits_longest(t):
    queue = asyncio.Queue()
    tasks = [start(name, gets(t, queue)) for name in "abc"]
    for item in range(3):
        await asyncio.sleep(1)
        await queue.put(item)
    await asyncio.wait(tasks)


@case("QUEUE-15")
async def producer_and_consumer_get_along_with_room_for_one(t):
    queue = asyncio.Queue(1)

    async def produces():
        for item in range(5):
            await queue.put(item)
            t("put", item)

    async def consumes():
        for _ in range(5):
            t("got", await queue.get())

    await asyncio.wait([start("producer", produces()), start("consumer", consumes())])
    t("empty", queue.empty())


@case("QUEUE-16")
async def a_woken_getter_may_find_nothing(t):
    queue = asyncio.Queue()
    a = start("a", gets(t, queue))
    b = start("b", gets(t, queue))
    await asyncio.sleep(1)
    queue.put_nowait("first")
    t("taken in between", queue.get_nowait())
    await asyncio.sleep(1)
    t("wait again", a.done(), b.done())
    queue.put_nowait("second")
    await asyncio.sleep(1)
    queue.put_nowait("third")
    await asyncio.wait([a, b])


@case("QUEUE-17")
async def a_woken_putter_may_find_no_room(t):
    queue = filled(asyncio.Queue, 0, maxsize=1)
    a = start("a", puts(t, queue, "a"))
    b = start("b", puts(t, queue, "b"))
    await asyncio.sleep(1)
    t("got", queue.get_nowait())
    queue.put_nowait("in between")
    await asyncio.sleep(1)
    t("wait again", a.done(), b.done())
    for _ in range(3):
        t("got", queue.get_nowait())
        await asyncio.sleep(1)
    await asyncio.wait([a, b])
