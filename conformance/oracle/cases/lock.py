"""Locks: LOCK-01 to LOCK-20."""

import asyncio
import inspect

from case import Boom, case


async def takes(t, lock, seconds=1):
    t("asks")
    try:
        t("obtained", await lock.acquire(), lock.locked())
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise
    await asyncio.sleep(seconds)
    t("releases")
    lock.release()


def start(name, coroutine):
    return asyncio.create_task(coroutine, name=name)


def brackets(thing):
    text = str(thing)
    return text[text.rindex("[") + 1 : text.rindex("]")]


# --- Acquiring


@case("LOCK-01")
async def a_free_lock_is_obtained_without_suspending(t):
    lock = asyncio.Lock()
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    t("obtained", await lock.acquire(), lock.locked())
    lock.release()
    t("obtained again", await lock.acquire(), lock.locked())
    await asyncio.sleep(0)


@case("LOCK-02")
async def a_held_lock_is_waited_for(t):
    lock = asyncio.Lock()
    await lock.acquire()
    waiter = start("waiter", takes(t, lock))
    await asyncio.sleep(2)
    t("after two seconds", waiter.done(), lock.locked())
    lock.release()
    t("released")
    await waiter
    t("locked", lock.locked())


@case("LOCK-03")
async def waiters_obtain_it_in_order_one_per_release(t):
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [start(name, takes(t, lock, seconds)) for name, seconds in [("a", 3), ("b", 1), ("c", 2)]]
    await asyncio.sleep(1)
    lock.release()
    t("released")
    for task in tasks:
        await task


@case("LOCK-04")
async def nobody_overtakes_a_waiter(t):
    lock = asyncio.Lock()
    await lock.acquire()
    first = start("first", takes(t, lock))
    await asyncio.sleep(1)
    lock.release()
    t("reads as free", lock.locked())
    t("queues behind", await lock.acquire())

    second = start("second", takes(t, lock))
    await asyncio.sleep(1)
    lock.release()
    second.cancel()
    third = start("third", takes(t, lock))
    t("woken and cancelled, reads as free", lock.locked())
    t("queues behind it too", await lock.acquire())
    lock.release()
    await third

    await lock.acquire()
    fourth = start("fourth", takes(t, lock))
    await asyncio.sleep(1)
    fourth.cancel()
    lock.release()
    t("a cancelled wait stands in nobody's way", await lock.acquire(), fourth.done())
    lock.release()
    await asyncio.wait([first, second, third, fourth])


@case("LOCK-05")
async def it_is_not_reentrant(t):
    lock = asyncio.Lock()

    async def twice():
        await lock.acquire()
        t("once")
        await lock.acquire()
        t("twice")

    task = start("twice", twice())
    await asyncio.sleep(5)
    t("blocks itself", task.done(), lock.locked())
    lock.release()
    await task
    t("locked", lock.locked())


@case("LOCK-06")
async def a_cancelled_waiter_leaves_the_line(t):
    lock = asyncio.Lock()
    holder = start("holder", takes(t, lock, 5))
    a, b, c = (start(name, takes(t, lock)) for name in "abc")
    await asyncio.sleep(1)
    t("cancel", b.cancel("enough"))
    await asyncio.wait([b])
    t("ended", b.cancelled(), lock.locked(), holder.done(), brackets(lock))
    t("cancel", a.cancel())
    await asyncio.wait([a, c])
    t("free", lock.locked(), brackets(lock))


@case("LOCK-07")
async def a_release_to_a_cancelled_waiter_reaches_the_next(t):
    lock = asyncio.Lock()
    for release_first in (True, False):
        t("release first", release_first)
        await lock.acquire()
        a, b, c = (start(name, takes(t, lock)) for name in "abc")
        await asyncio.sleep(1)
        if release_first:
            lock.release()
            a.cancel()
        else:
            a.cancel()
            lock.release()
        await asyncio.wait([a, b, c])
        t("free", lock.locked(), a.cancelled(), b.cancelled(), c.cancelled())

    await lock.acquire()
    only = start("only", takes(t, lock))
    await asyncio.sleep(1)
    lock.release()
    only.cancel()
    await asyncio.wait([only])
    t("not lost", await lock.acquire())


@case("LOCK-08")
async def the_race_never_gives_it_to_two(t):
    lock = asyncio.Lock()
    inside = []

    async def enters():
        async with lock:
            inside.append(asyncio.current_task().get_name())
            t("inside", inside)
            try:
                await asyncio.sleep(1)
            finally:
                inside.pop()

    await lock.acquire()
    a = start("a", enters())
    b = start("b", enters())
    await asyncio.sleep(0)
    lock.release()
    a.cancel()
    c = start("c", enters())
    await asyncio.wait([a])
    t("cancelled, the next one woken", lock.locked())
    d = start("d", enters())
    b.cancel()
    await asyncio.wait([b])
    t("cancelled too", lock.locked())
    await asyncio.wait([c, d])
    t("free", lock.locked(), inside)


# --- Releasing


@case("LOCK-09")
async def a_free_lock_cannot_be_released(t):
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as e:
        t("refused", e)
    async with lock:
        pass
    try:
        lock.release()
    except RuntimeError as e:
        t("refused", e)
    t("as it was", lock.locked(), await lock.acquire())


@case("LOCK-10")
async def without_waiters_it_is_free_at_once(t):
    lock = asyncio.Lock()
    await lock.acquire()
    lock.release()
    t("locked", lock.locked())
    t("obtained", await lock.acquire())


@case("LOCK-11")
async def anybody_may_release_it(t):
    lock = asyncio.Lock()

    async def acquires():
        await lock.acquire()

    async def releases():
        lock.release()

    await start("acquires", acquires())
    t("locked", lock.locked())
    await start("releases", releases())
    t("locked", lock.locked())
    await lock.acquire()
    asyncio.get_running_loop().call_later(1, lock.release)
    t("obtained", await lock.acquire())


@case("LOCK-12")
async def a_release_only_wakes_the_waiter(t):
    lock = asyncio.Lock()
    await lock.acquire()
    waiter = start("waiter", takes(t, lock))
    await asyncio.sleep(1)
    asyncio.get_running_loop().call_soon(lambda: t("queued before", lock.locked()))
    lock.release()
    t("goes on without suspending", lock.locked())
    asyncio.get_running_loop().call_soon(lambda: t("queued after", lock.locked()))
    await waiter


@case("LOCK-13")
async def locked_tells_whether_it_is_held(t):
    lock = asyncio.Lock()
    t("new", lock.locked())
    await lock.acquire()
    t("acquired", lock.locked())
    lock.release()
    t("released", lock.locked())


# --- The block


@case("LOCK-14")
async def the_block_holds_it(t):
    lock = asyncio.Lock()
    async with lock:
        t("inside", lock.locked())
        await asyncio.sleep(1)
        t("still", lock.locked())
    t("outside", lock.locked())
    try:
        async with lock:
            raise Boom("body")
    except Boom as e:
        t("escaped", e, lock.locked())


@case("LOCK-19")
async def whoever_is_cancelled_at_the_entry_stays_outside(t):
    lock = asyncio.Lock()

    async def enters():
        try:
            async with lock:
                t("never inside")
        except asyncio.CancelledError as e:
            t("cancelled", e, lock.locked())
            raise

    async with lock:
        task = start("waiter", enters())
        await asyncio.sleep(1)
        task.cancel("no more")
        await asyncio.wait([task])
        t("still held", lock.locked(), task.cancelled())
    t("free", lock.locked())


@case("LOCK-20")
async def whoever_is_cancelled_inside_hands_it_on(t):
    lock = asyncio.Lock()

    async def stays():
        async with lock:
            t("inside")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as e:
                t("cancelled", e, lock.locked())
                raise

    first = start("first", stays())
    second = start("second", takes(t, lock))
    await asyncio.sleep(1)
    first.cancel()
    await asyncio.wait([first, second])
    t("free", lock.locked(), first.cancelled())


# --- The object


@case("LOCK-15")
async def it_is_neither_awaitable_nor_a_synchronous_block(t):
    lock = asyncio.Lock()
    try:
        await lock
    except TypeError as e:
        t("cannot be awaited", e, lock.locked())
    try:
        with lock:
            t("not reached")
    except TypeError as e:
        t("no synchronous block", e, lock.locked())


@case("LOCK-16")
def no_primitive_takes_a_loop(t):
    for kind in (asyncio.Lock, asyncio.Event, asyncio.Condition, asyncio.Semaphore, asyncio.BoundedSemaphore,
                 asyncio.Barrier, asyncio.Queue, asyncio.PriorityQueue, asyncio.LifoQueue):
        t("takes a loop", kind.__name__, "loop" in inspect.signature(kind).parameters)


@case("LOCK-17")
def the_first_wait_binds_it_to_a_loop(t):
    lock = asyncio.Lock()

    async def uncontended():
        async with lock:
            await asyncio.sleep(1)
            t("uncontended")

    async def contended():
        await lock.acquire()
        waiter = start("waiter", takes(t, lock))
        await asyncio.sleep(1)
        lock.release()
        await waiter

    async def refused():
        async with lock:
            try:
                await lock.acquire()
            except RuntimeError as e:
                t("refused", e, lock.locked())

    t.run(uncontended())
    t.run(uncontended())
    t.run(contended())
    t.run(uncontended())
    t.run(refused())
    t("free", lock.locked())


@case("LOCK-18")
async def its_text_shows_state_and_waiters(t):
    lock = asyncio.Lock()
    t("new", brackets(lock))
    await lock.acquire()
    t("held", brackets(lock))
    a = start("a", takes(t, lock))
    b = start("b", takes(t, lock))
    await asyncio.sleep(1)
    t("waited for", brackets(lock))
    lock.release()
    t("released", brackets(lock))
    await a
    t("one left", brackets(lock))
    await b
    t("none left", brackets(lock))
