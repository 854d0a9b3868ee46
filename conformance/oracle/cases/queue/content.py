"""What is in a queue, in which order, and what it tells of that: QUEUE-01 to QUEUE-06, QUEUE-27 to QUEUE-30."""

import asyncio

from case import case

from .steps import filled, gets, items, joins, puts, refused, start


@case("QUEUE-01")
async def items_come_out_in_the_order_they_went_in(t):
    queue = filled(asyncio.Queue, 2, 3, 1)
    await queue.put(2)
    t("items", await queue.get(), queue.get_nowait(), items(queue))


@case("QUEUE-02")
def only_a_positive_size_is_a_limit(t):
    for maxsize in (-1, 0):
        queue = filled(asyncio.Queue, *range(10), maxsize=maxsize)
        t("no limit", maxsize, queue.full(), queue.qsize())
    queue = filled(asyncio.Queue, 1, 2, maxsize=2)
    refused(t, "the third", queue.put_nowait, 3)
    t("bounded", queue.full(), queue.qsize())


@case("QUEUE-03")
def maxsize_tells_the_limit(t):
    for maxsize in (-1, 0, 3):
        t("maxsize", asyncio.Queue(maxsize).maxsize, asyncio.LifoQueue(maxsize).maxsize)
    t("default", asyncio.Queue().maxsize, asyncio.PriorityQueue().maxsize)


@case("QUEUE-04")
async def qsize_counts_what_is_stored(t):
    queue = asyncio.Queue(2)
    t("new", queue.qsize())
    queue.put_nowait(1)
    await queue.put(2)
    t("two", queue.qsize())
    putter = start("putter", puts(t, queue, 3))
    await asyncio.sleep(1)
    t("one waits outside", queue.qsize())
    queue.get_nowait()
    t("taken", queue.qsize())
    await putter
    t("two again", queue.qsize())


@case("QUEUE-05")
async def empty_tells_that_nothing_is_stored(t):
    queue = asyncio.Queue()
    t("new", queue.empty())
    getter = start("getter", gets(t, queue))
    await asyncio.sleep(1)
    queue.put_nowait(1)
    t("one stored, somebody coming for it", queue.empty())
    await getter
    t("taken", queue.empty())


@case("QUEUE-06")
def full_tells_that_the_limit_is_reached(t):
    queue = asyncio.Queue(2)
    t("new", queue.full())
    queue.put_nowait(1)
    t("one", queue.full())
    queue.put_nowait(2)
    t("two", queue.full())
    queue.get_nowait()
    t("one again", queue.full())
    t("never without a limit", filled(asyncio.Queue, *range(100)).full())


@case("QUEUE-27")
def the_first_wait_binds_it_to_a_loop(t):
    queue = asyncio.Queue(1)

    async def uncontended():
        await queue.put(1)
        t("got", await queue.get())

    async def contended():
        getter = start("getter", gets(t, queue))
        await asyncio.sleep(1)
        await queue.put("item")
        await getter

    async def elsewhere():
        try:
            await queue.get()
        except RuntimeError as e:
            t("refused", e)
        queue.put_nowait(1)
        try:
            await queue.put(2)
        except RuntimeError as e:
            t("refused", e, queue.qsize())
        queue.get_nowait()

    async def joined():
        start("joiner", joins(t, queue))
        await asyncio.sleep(1)
        for _ in range(4):
            queue.task_done()
        await asyncio.sleep(1)

    async def joined_elsewhere():
        await queue.put(1)
        try:
            await queue.join()
        except RuntimeError as e:
            t("refused", e)

    t.run(uncontended())
    t.run(uncontended())
    t.run(contended())
    t.run(elsewhere())
    t.run(joined())
    t.run(joined_elsewhere())


WORDS = ("maxsize=3", "apple", "pear", "plum", "getters", "putters", "tasks=", "shutdown")


@case("QUEUE-28")
async def its_text_shows_limit_items_waiters_and_tasks(t):
    def show(what):
        text = str(queue)
        t(what, [word for word in WORDS if word in text])

    queue = asyncio.Queue(3)
    show("new")
    getter = start("getter", gets(t, queue))
    await asyncio.sleep(1)
    show("a getter")
    for item in ("fig", "apple", "pear"):
        queue.put_nowait(item)
    await getter
    show("items")
    queue.put_nowait("plum")
    putter = start("putter", puts(t, queue, "late"))
    await asyncio.sleep(1)
    show("a putter")
    putter.cancel()
    await asyncio.wait([putter])
    for _ in range(4):
        queue.task_done()
    items(queue)
    show("all done")
    queue.shutdown()
    show("shut down")


@case("QUEUE-29")
async def the_smallest_comes_first(t):
    queue = filled(asyncio.PriorityQueue, 1, 3, 2, 3)
    await queue.put(0)
    t("items", await queue.get(), queue.get_nowait(), items(queue))
    for item in (5, 4, 8, 1, 9, 2, 7, 7, 3):
        queue.put_nowait(item)
        if item % 4 == 0:
            t("the smallest", queue.get_nowait())
    t("items", items(queue))


@case("QUEUE-30")
async def the_latest_comes_first(t):
    queue = filled(asyncio.LifoQueue, 1, 3, 2)
    await queue.put(0)
    t("items", await queue.get(), queue.get_nowait(), items(queue))
