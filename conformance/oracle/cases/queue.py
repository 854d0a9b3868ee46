"""Queues: QUEUE-01 to QUEUE-45."""

import asyncio

from case import case


async def gets(t, queue):
    t("asks")
    try:
        t("got", await queue.get())
    except asyncio.QueueShutDown as e:
        t("shut down", e)
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise


async def puts(t, queue, item):
    try:
        await queue.put(item)
        t("stored", item)
    except asyncio.QueueShutDown as e:
        t("shut down", e)
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise


async def joins(t, queue):
    try:
        await queue.join()
        t("joined")
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise


def start(name, coroutine):
    return asyncio.create_task(coroutine, name=name)


def items(queue):
    """What is left in it."""
    left = []
    while not queue.empty():
        left.append(queue.get_nowait())
    return left


def filled(kind, *values, maxsize=0):
    queue = kind(maxsize)
    for value in values:
        queue.put_nowait(value)
    return queue


def refused(t, what, operation, *arguments):
    try:
        operation(*arguments)
        t(what, "done")
    except (asyncio.QueueEmpty, asyncio.QueueFull, asyncio.QueueShutDown, ValueError) as e:
        t(what, e)


# --- What is in it


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


# --- Putting and getting


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


# --- Cancelling


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


# --- Finishing


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


# --- The object


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


# --- Shutting down


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
