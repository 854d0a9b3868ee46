"""Shutting a queue down: QUEUE-31 to QUEUE-43."""

import asyncio

from case import case

from .steps import filled, gets, items, joins, puts, refused, start


@case("QUEUE-31")
async def after_a_shutdown_nothing_can_be_put(t):
    queue = asyncio.Queue(3)
    queue.shutdown()
    refused(t, "without waiting", queue.put_nowait, 1)
    await puts(t, queue, 1)
    t("nothing stored", queue.qsize())


@case("QUEUE-32")
async def a_shutdown_wakes_the_putters(t):
    queue = filled(asyncio.Queue, 0, maxsize=1)
    tasks = [start(name, puts(t, queue, name)) for name in "ab"]
    await asyncio.sleep(1)
    queue.shutdown()
    t("not yet", [task.done() for task in tasks])
    queue.get_nowait()
    await asyncio.wait(tasks)
    t("nothing stored, though there was room", queue.qsize())


@case("QUEUE-33")
async def what_is_in_it_can_still_be_got(t):
    queue = filled(asyncio.Queue, 1, 2)
    queue.shutdown()
    t("size", queue.qsize())
    t("got", await queue.get(), queue.get_nowait())


@case("QUEUE-34")
async def the_last_one_got_nothing_more_can_be(t):
    queue = filled(asyncio.Queue, 1)
    queue.shutdown()
    t("got", queue.get_nowait())
    refused(t, "without waiting", queue.get_nowait)
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    await gets(t, queue)
    await asyncio.sleep(0)


@case("QUEUE-35")
async def a_shutdown_wakes_the_getters(t):
    queue = asyncio.Queue()
    tasks = [start(name, gets(t, queue)) for name in "ab"]
    await asyncio.sleep(1)
    queue.shutdown()
    t("not yet", [task.done() for task in tasks])
    await asyncio.wait(tasks)


@case("QUEUE-36")
async def join_still_waits_for_what_was_stored(t):
    queue = filled(asyncio.Queue, 1, 2)
    joiner = start("joiner", joins(t, queue))
    await asyncio.sleep(1)
    queue.shutdown()
    items(queue)
    await asyncio.sleep(1)
    t("waits", not joiner.done())
    queue.task_done()
    await asyncio.sleep(1)
    t("waits", not joiner.done())
    queue.task_done()
    await joiner


@case("QUEUE-37")
def an_immediate_shutdown_drops_the_items(t):
    queue = filled(asyncio.Queue, 1, 2, 3)
    queue.shutdown(immediate=True)
    t("size", queue.qsize(), queue.empty())


@case("QUEUE-38")
async def dropped_items_count_as_done(t):
    queue = filled(asyncio.Queue, 1, 2, 3)
    joiner = start("joiner", joins(t, queue))
    await asyncio.sleep(1)
    queue.shutdown(immediate=True)
    t("released in a later pass", joiner.done())
    await joiner
    refused(t, "nothing to do", queue.task_done)


@case("QUEUE-39")
async def items_taken_before_still_have_to_be_done(t):
    queue = filled(asyncio.Queue, 1, 2, 3, 4)
    queue.get_nowait()
    queue.get_nowait()
    joiner = start("joiner", joins(t, queue))
    await asyncio.sleep(1)
    queue.shutdown(immediate=True)
    await asyncio.sleep(1)
    t("waits", not joiner.done(), queue.qsize())
    refused(t, "one", queue.task_done)
    await asyncio.sleep(1)
    t("waits", not joiner.done())
    refused(t, "two", queue.task_done)
    refused(t, "three", queue.task_done)
    await joiner


@case("QUEUE-40")
async def after_an_immediate_shutdown_nothing_can_be_got(t):
    queue = filled(asyncio.Queue, 1, 2, maxsize=2)
    putter = start("putter", puts(t, queue, 3))
    await asyncio.sleep(1)
    queue.shutdown(immediate=True)
    refused(t, "without waiting", queue.get_nowait)
    await gets(t, queue)
    await putter
    refused(t, "put", queue.put_nowait, 1)
    waiting = asyncio.Queue()
    getter = start("getter", gets(t, waiting))
    await asyncio.sleep(1)
    waiting.shutdown(immediate=True)
    await getter


@case("QUEUE-41")
async def shutting_down_again_is_allowed(t):
    queue = filled(asyncio.Queue, 1, 2)
    joiner = start("joiner", joins(t, queue))
    await asyncio.sleep(1)
    queue.shutdown()
    queue.shutdown()
    t("size", queue.qsize())
    queue.shutdown(immediate=True)
    t("size", queue.qsize())
    await joiner
    queue.shutdown(immediate=True)
    queue.shutdown()
    refused(t, "get", queue.get_nowait)


@case("QUEUE-42")
async def the_other_kinds_shut_down_alike(t):
    for kind in (asyncio.PriorityQueue, asyncio.LifoQueue):
        t("kind", kind.__name__)
        queue = filled(kind, 1, 3, 2, maxsize=3)
        putter = start("putter", puts(t, queue, 4))
        joiner = start("joiner", joins(t, queue))
        await asyncio.sleep(1)
        queue.shutdown()
        await putter
        refused(t, "put", queue.put_nowait, 5)
        t("got", await queue.get(), queue.qsize())
        queue.shutdown(immediate=True)
        t("size", queue.qsize())
        refused(t, "get", queue.get_nowait)
        await gets(t, queue)
        t("joined", joiner.done())
        queue.task_done()
        await joiner


@case("QUEUE-43")
async def join_of_an_empty_queue_that_is_shut_down_returns(t):
    queue = asyncio.Queue()
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    queue.shutdown()
    await joins(t, queue)
    queue.shutdown(immediate=True)
    await joins(t, queue)
    await asyncio.sleep(0)
