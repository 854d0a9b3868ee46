"""Semaphores: SEMAPHORE-01 to SEMAPHORE-20."""

import asyncio

from case import Boom, case


async def takes(t, semaphore, seconds=1):
    t("asks")
    try:
        t("obtained", await semaphore.acquire(), brackets(semaphore))
    except asyncio.CancelledError as e:
        t("cancelled", e, brackets(semaphore))
        raise
    await asyncio.sleep(seconds)
    t("releases")
    semaphore.release()


def start(name, coroutine):
    return asyncio.create_task(coroutine, name=name)


def brackets(thing):
    text = str(thing)
    return text[text.rindex("[") + 1 : text.rindex("]")]


@case("SEMAPHORE-01")
async def it_starts_with_its_value(t):
    t("default", brackets(asyncio.Semaphore()), brackets(asyncio.BoundedSemaphore()))
    t("three", brackets(asyncio.Semaphore(3)))
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        t("refused", e)
    try:
        asyncio.BoundedSemaphore(-1)
    except ValueError as e:
        t("refused", e)
    semaphore = asyncio.Semaphore(0)
    t("zero", semaphore.locked())
    waiter = start("waiter", takes(t, semaphore))
    await asyncio.sleep(1)
    t("waits", not waiter.done())
    semaphore.release()
    await waiter


@case("SEMAPHORE-02")
async def a_permit_that_is_there_is_taken_without_suspending(t):
    semaphore = asyncio.Semaphore(2)
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    t("obtained", await semaphore.acquire(), brackets(semaphore))
    t("obtained", await semaphore.acquire(), brackets(semaphore))
    await asyncio.sleep(0)


@case("SEMAPHORE-03")
async def at_zero_a_release_is_waited_for(t):
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    waiter = start("waiter", takes(t, semaphore))
    await asyncio.sleep(2)
    t("waits", not waiter.done())
    semaphore.release()
    await waiter
    t("back", brackets(semaphore))


@case("SEMAPHORE-04")
async def a_release_counts_or_hands_the_permit_on(t):
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    semaphore.release()
    t("counted", brackets(semaphore))
    await semaphore.acquire()
    a = start("a", takes(t, semaphore, 3))
    b = start("b", takes(t, semaphore))
    await asyncio.sleep(1)
    semaphore.release()
    t("goes on without suspending", brackets(semaphore))
    await asyncio.wait([a, b])
    t("back", brackets(semaphore))


@case("SEMAPHORE-05")
async def more_releases_make_more_permits(t):
    semaphore = asyncio.Semaphore(1)
    semaphore.release()
    semaphore.release()
    t("three", brackets(semaphore))
    for _ in range(3):
        await semaphore.acquire()
    t("all taken", brackets(semaphore))


@case("SEMAPHORE-06")
async def permits_come_in_waiting_order(t):
    semaphore = asyncio.Semaphore(1)

    async def works():
        for turn in range(3):
            async with semaphore:
                t("turn", turn)
                await asyncio.sleep(0)

    tasks = [start(name, works()) for name in "abc"]
    await asyncio.wait(tasks)


@case("SEMAPHORE-07")
async def a_newcomer_cannot_overtake(t):
    semaphore = asyncio.Semaphore(0)
    waiter = start("waiter", takes(t, semaphore))
    await asyncio.sleep(1)
    semaphore.release()
    semaphore.release()
    t("a permit is left, and somebody in the line", brackets(semaphore))
    newcomer = start("newcomer", takes(t, semaphore))
    t("obtained", await semaphore.acquire())
    await asyncio.wait([waiter, newcomer])


@case("SEMAPHORE-08")
async def locked_tells_whether_acquire_would_wait(t):
    semaphore = asyncio.Semaphore(1)
    t("new", semaphore.locked())
    await semaphore.acquire()
    t("zero", semaphore.locked())
    waiter = start("waiter", takes(t, semaphore))
    await asyncio.sleep(1)
    semaphore.release()
    semaphore.release()
    t("one left, but somebody in the line", semaphore.locked())
    asyncio.get_running_loop().call_soon(lambda: t("he has gone on", semaphore.locked()))
    await waiter

    for _ in range(2):
        await semaphore.acquire()
    waiter = start("waiter", takes(t, semaphore))
    await asyncio.sleep(1)
    waiter.cancel()
    semaphore.release()
    t("only a cancelled wait in the line", semaphore.locked())
    await asyncio.wait([waiter])


@case("SEMAPHORE-09")
async def a_permit_on_its_way_is_nobody_elses(t):
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    waiter = start("waiter", takes(t, semaphore))
    await asyncio.sleep(1)
    semaphore.release()
    t("given away already", semaphore.locked(), brackets(semaphore))
    third = start("third", takes(t, semaphore))
    t("obtained", await semaphore.acquire())
    t("after him", waiter.done(), brackets(semaphore))
    semaphore.release()
    await asyncio.wait([waiter, third])


@case("SEMAPHORE-10")
async def who_goes_on_wakes_the_next_if_there_are_permits(t):
    semaphore = asyncio.Semaphore(0)
    a, b, c = (start(name, takes(t, semaphore)) for name in "abc")
    await asyncio.sleep(1)
    a.cancel()
    semaphore.release()
    semaphore.release()
    semaphore.release()
    late = start("late", takes(t, semaphore))
    await asyncio.wait([a, b, c, late])
    t("left", brackets(semaphore))

    for _ in range(3):
        await semaphore.acquire()
    d = start("d", takes(t, semaphore))
    await asyncio.sleep(1)
    e = start("e", takes(t, semaphore))
    f = start("f", takes(t, semaphore))
    for _ in range(3):
        semaphore.release()
    late = start("late", takes(t, semaphore))
    await asyncio.wait([d, e, f, late])
    t("left", brackets(semaphore))


@case("SEMAPHORE-11")
async def a_cancelled_waiter_leaves_the_line(t):
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    a, b, c = (start(name, takes(t, semaphore)) for name in "abc")
    await asyncio.sleep(1)
    t("cancel", b.cancel("enough"))
    await asyncio.wait([b])
    t("left", b.cancelled(), brackets(semaphore))
    semaphore.release()
    await asyncio.wait([a, c])
    t("left", brackets(semaphore))


@case("SEMAPHORE-12")
async def permits_pass_the_cancelled_by(t):
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    a, b, c, d = (start(name, takes(t, semaphore)) for name in "abcd")
    await asyncio.sleep(1)
    a.cancel()
    b.cancel()
    semaphore.release()
    t("given to the first who lives", brackets(semaphore))
    await asyncio.wait([a, b, c, d])
    t("left", brackets(semaphore))


@case("SEMAPHORE-13")
async def a_permit_of_a_cancelled_waiter_goes_to_the_next(t):
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    a, b = (start(name, takes(t, semaphore)) for name in "ab")
    await asyncio.sleep(1)
    semaphore.release()
    a.cancel("too late")
    t("given", brackets(semaphore))
    await asyncio.wait([a, b])
    t("ended", a.cancelled(), b.cancelled(), brackets(semaphore))


@case("SEMAPHORE-14")
async def without_others_the_permit_is_there_again(t):
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    only = start("only", takes(t, semaphore))
    await asyncio.sleep(1)
    semaphore.release()
    only.cancel()
    await asyncio.wait([only])
    t("there again", only.cancelled(), brackets(semaphore))
    t("obtained", await semaphore.acquire())


@case("SEMAPHORE-15")
async def the_block_holds_a_permit(t):
    semaphore = asyncio.Semaphore(2)
    async with semaphore:
        t("inside", brackets(semaphore))
        await asyncio.sleep(1)
        async with semaphore:
            t("twice", brackets(semaphore))
    t("outside", brackets(semaphore))
    try:
        async with semaphore:
            raise Boom("body")
    except Boom as e:
        t("escaped", e, brackets(semaphore))


@case("SEMAPHORE-16")
async def it_is_not_awaitable(t):
    semaphore = asyncio.Semaphore(2)
    try:
        await semaphore
    except TypeError as e:
        t("cannot be awaited", e, brackets(semaphore))


@case("SEMAPHORE-17")
async def a_bounded_one_refuses_a_release_too_many(t):
    semaphore = asyncio.BoundedSemaphore(2)
    try:
        semaphore.release()
    except ValueError as e:
        t("refused", e, brackets(semaphore))
    await semaphore.acquire()
    semaphore.release()
    t("once for each acquire", brackets(semaphore))
    try:
        semaphore.release()
    except ValueError as e:
        t("refused", e, brackets(semaphore))


@case("SEMAPHORE-18")
async def otherwise_it_is_like_the_plain_one(t):
    semaphore = asyncio.BoundedSemaphore(1)
    t("a semaphore", isinstance(semaphore, asyncio.Semaphore))
    async with semaphore:
        a, b, c = (start(name, takes(t, semaphore)) for name in "abc")
        await asyncio.sleep(1)
        t("waited for", brackets(semaphore))
        b.cancel("enough")
    t("given", brackets(semaphore))
    a.cancel("too late")
    await asyncio.wait([a, b, c])
    t("ended", a.cancelled(), b.cancelled(), c.cancelled(), brackets(semaphore))


@case("SEMAPHORE-19")
async def its_text_shows_value_and_waiters(t):
    semaphore = asyncio.Semaphore(2)
    t("new", brackets(semaphore))
    await semaphore.acquire()
    t("one taken", brackets(semaphore))
    await semaphore.acquire()
    t("none left", brackets(semaphore))
    a = start("a", takes(t, semaphore))
    b = start("b", takes(t, semaphore))
    await asyncio.sleep(1)
    t("waited for", brackets(semaphore))
    semaphore.release()
    t("released", brackets(semaphore))
    await asyncio.wait([a, b])
    t("all gone", brackets(semaphore))


@case("SEMAPHORE-20")
async def no_more_than_its_value_are_inside(t):
    semaphore = asyncio.Semaphore(2)
    inside = []

    async def enters(seconds):
        async with semaphore:
            inside.append(asyncio.current_task().get_name())
            t("inside", inside)
            await asyncio.sleep(seconds)
            inside.remove(asyncio.current_task().get_name())

    tasks = [start(name, enters(seconds)) for name, seconds in [("a", 3), ("b", 1), ("c", 1), ("d", 2), ("e", 1)]]
    await asyncio.wait(tasks)
    t("all out", inside, brackets(semaphore))
