"""Barriers: BARRIER-01 to BARRIER-26."""

import asyncio

from case import Boom, case


async def waits(t, barrier, rounds=1):
    for _ in range(rounds):
        t("arrives")
        try:
            t("passes", await barrier.wait(), brackets(barrier))
        except asyncio.BrokenBarrierError as e:
            t("broken", e, brackets(barrier))
        except asyncio.CancelledError as e:
            t("cancelled", e, brackets(barrier))
            raise


def start(name, coroutine):
    return asyncio.create_task(coroutine, name=name)


def brackets(thing):
    text = str(thing)
    return text[text.rindex("[") + 1 : text.rindex("]")]


# --- Rounds


@case("BARRIER-01")
def it_wants_one_party_at_least(t):
    for parties in (0, -1):
        try:
            asyncio.Barrier(parties)
        except ValueError as e:
            t("refused", e)
    t("one", asyncio.Barrier(1).parties)


@case("BARRIER-02")
async def the_last_to_arrive_lets_all_pass(t):
    barrier = asyncio.Barrier(3)
    a = start("a", waits(t, barrier))
    await asyncio.sleep(1)
    b = start("b", waits(t, barrier))
    await asyncio.sleep(1)
    t("two wait", a.done(), b.done())
    c = start("c", waits(t, barrier))
    await asyncio.wait([a, b, c])


@case("BARRIER-03")
async def each_gets_its_place_in_the_order_of_arrival(t):
    barrier = asyncio.Barrier(4)
    indexes = {}

    async def arrives(seconds):
        await asyncio.sleep(seconds)
        indexes[seconds] = await barrier.wait()

    await asyncio.wait([start(f"after {seconds}", arrives(seconds)) for seconds in (3, 1, 4, 2)])
    t("indexes", [indexes[seconds] for seconds in (1, 2, 3, 4)])


@case("BARRIER-04")
async def the_last_goes_on_first_then_the_others_in_order(t):
    barrier = asyncio.Barrier(4)
    tasks = [start(name, waits(t, barrier)) for name in "abc"]
    await asyncio.sleep(1)
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    t("passes", await barrier.wait())
    t("has not suspended", [task.done() for task in tasks])
    await asyncio.wait(tasks)


@case("BARRIER-05")
async def one_party_passes_every_time(t):
    barrier = asyncio.Barrier(1)
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    for _ in range(3):
        t("passes", await barrier.wait(), brackets(barrier))
    await asyncio.sleep(0)


@case("BARRIER-06")
async def a_new_round_starts_when_all_have_left(t):
    barrier = asyncio.Barrier(2)
    await asyncio.wait([start(name, waits(t, barrier, 3)) for name in "ab"])
    t("after three rounds", brackets(barrier))


@case("BARRIER-07")
async def the_block_begins_with_the_wait(t):
    barrier = asyncio.Barrier(2)

    async def enters():
        async with barrier as index:
            t("inside", index, brackets(barrier))
            await asyncio.sleep(index + 1)
        t("outside", brackets(barrier))
        async with barrier:
            raise Boom("body")

    tasks = [start(name, enters()) for name in "ab"]
    await asyncio.wait(tasks)
    t("escaped", [task.exception() for task in tasks], brackets(barrier))


@case("BARRIER-08")
async def parties_tells_how_many_make_a_round(t):
    barrier = asyncio.Barrier(2)
    t("parties", barrier.parties)
    waiter = start("waiter", waits(t, barrier))
    await asyncio.sleep(1)
    t("while one waits", barrier.parties)
    await barrier.abort()
    await waiter
    t("broken", barrier.parties)


@case("BARRIER-09")
async def n_waiting_counts_while_the_round_fills(t):
    barrier = asyncio.Barrier(3)

    async def counts():
        await barrier.wait()
        t("draining", barrier.n_waiting)

    t("new", barrier.n_waiting)
    a = start("a", counts())
    await asyncio.sleep(1)
    t("one", barrier.n_waiting)
    b = start("b", counts())
    await asyncio.sleep(1)
    t("two", barrier.n_waiting)
    await barrier.wait()
    t("passed", barrier.n_waiting)
    await asyncio.wait([a, b])
    c = start("c", waits(t, barrier))
    await asyncio.sleep(1)
    t("one again", barrier.n_waiting)
    await barrier.reset()
    t("resetting", barrier.n_waiting)
    await c
    await barrier.abort()
    t("broken", barrier.n_waiting)


# --- Draining


@case("BARRIER-10")
async def it_drains_until_all_have_left(t):
    barrier = asyncio.Barrier(3)
    tasks = [start(name, waits(t, barrier)) for name in "ab"]
    await asyncio.sleep(1)
    t("filling", brackets(barrier))
    t("passes", await barrier.wait(), brackets(barrier))
    await asyncio.wait(tasks)
    t("filling again", brackets(barrier))


@case("BARRIER-11")
async def who_comes_while_it_drains_waits_for_the_next_round(t):
    barrier = asyncio.Barrier(3)
    tasks = [start(name, waits(t, barrier)) for name in "ab"]
    await asyncio.sleep(1)
    early = start("early", waits(t, barrier))
    t("passes", await barrier.wait(), brackets(barrier))
    await asyncio.wait(tasks)
    await asyncio.sleep(1)
    t("held back, then counted", early.done(), brackets(barrier))
    last = [start(name, waits(t, barrier)) for name in "cd"]
    await asyncio.wait([early, *last])


@case("BARRIER-12")
async def a_cancelled_waiter_leaves_the_round(t):
    barrier = asyncio.Barrier(3)
    a, b = (start(name, waits(t, barrier)) for name in "ab")
    await asyncio.sleep(1)
    t("two", barrier.n_waiting)
    a.cancel("enough")
    await asyncio.wait([a])
    t("one", barrier.n_waiting, brackets(barrier))
    c, d = (start(name, waits(t, barrier)) for name in "cd")
    await asyncio.wait([b, c, d])
    t("goes on", brackets(barrier))


@case("BARRIER-26")
async def a_cancelled_task_that_was_held_back_just_leaves(t):
    barrier = asyncio.Barrier(3)

    tasks = [start(name, waits(t, barrier)) for name in "ab"]
    await asyncio.sleep(1)
    held = start("held", waits(t, barrier))
    asyncio.get_running_loop().call_soon(lambda: t("cancel", held.cancel("enough"), brackets(barrier)))
    t("passes", await barrier.wait(), brackets(barrier))
    await asyncio.wait([*tasks, held])
    t("ended", held.cancelled(), brackets(barrier))
    await asyncio.wait([start(name, waits(t, barrier)) for name in "cde"])


# --- Resetting


@case("BARRIER-13")
async def a_reset_fails_those_who_wait(t):
    barrier = asyncio.Barrier(3)
    tasks = [start(name, waits(t, barrier)) for name in "ab"]
    await asyncio.sleep(1)
    await barrier.reset()
    t("reset", brackets(barrier), barrier.broken)
    await asyncio.wait(tasks)
    t("empty", brackets(barrier), barrier.broken)
    await asyncio.wait([start(name, waits(t, barrier)) for name in "cde"])


@case("BARRIER-14")
async def a_reset_of_an_idle_barrier_changes_nothing(t):
    barrier = asyncio.Barrier(2)
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    await barrier.reset()
    t("reset", brackets(barrier), barrier.broken)
    await asyncio.wait([start(name, waits(t, barrier)) for name in "ab"])
    await barrier.reset()
    t("reset", brackets(barrier), barrier.broken)


@case("BARRIER-15")
async def after_a_reset_the_same_tasks_make_a_new_round(t):
    barrier = asyncio.Barrier(3)
    tasks = [start(name, waits(t, barrier, 2)) for name in "ab"]
    await asyncio.sleep(1)
    await barrier.reset()
    await asyncio.sleep(1)
    t("wait again", brackets(barrier))
    t("passes", await barrier.wait())
    await asyncio.wait(tasks)


@case("BARRIER-16")
async def a_reset_while_it_drains_fails_those_still_inside(t):
    barrier = asyncio.Barrier(4)

    async def leaves_and_resets():
        t("passes", await barrier.wait(), brackets(barrier))
        await barrier.reset()
        t("reset", brackets(barrier), barrier.broken)

    a = start("a", leaves_and_resets())
    others = [start(name, waits(t, barrier)) for name in "bc"]
    await asyncio.sleep(1)
    t("passes", await barrier.wait())
    await asyncio.wait([a, *others])
    t("empty", brackets(barrier), barrier.broken)


@case("BARRIER-17")
async def who_was_held_back_survives_a_reset(t):
    barrier = asyncio.Barrier(3)

    async def resetting():
        await barrier.reset()
        t("reset", brackets(barrier))

    tasks = [start(name, waits(t, barrier)) for name in "ab"]
    await asyncio.sleep(1)
    held = start("held", waits(t, barrier))
    resets = start("resets", resetting())
    t("passes", await barrier.wait(), brackets(barrier))
    await asyncio.wait([*tasks, resets])
    await asyncio.sleep(1)
    t("joined the next round", held.done(), brackets(barrier))
    last = [start(name, waits(t, barrier)) for name in "cd"]
    await asyncio.wait([held, *last])


@case("BARRIER-18")
async def a_reset_by_the_last_to_leave_fails_nobody(t):
    barrier = asyncio.Barrier(3)
    places = [0]

    async def leaves():
        t("passes", await barrier.wait(), brackets(barrier))
        places[0] += 1
        if places[0] == barrier.parties:
            await barrier.reset()
            t("reset", brackets(barrier), barrier.broken)

    tasks = [start(name, leaves()) for name in "ab"]
    await asyncio.sleep(1)
    c = start("c", leaves())
    held = start("held", waits(t, barrier))
    early = start("early", waits(t, barrier))
    await asyncio.wait([*tasks, c])
    await asyncio.sleep(1)
    t("they wait", held.done(), early.done(), brackets(barrier))
    t("passes", await barrier.wait())
    await asyncio.wait([held, early])


# --- Aborting


@case("BARRIER-19")
async def an_abort_fails_all_waits_from_then_on(t):
    barrier = asyncio.Barrier(3)
    tasks = [start(name, waits(t, barrier)) for name in "ab"]
    await asyncio.sleep(1)
    await barrier.abort()
    t("aborted", brackets(barrier), barrier.n_waiting)
    await asyncio.wait(tasks)
    await asyncio.wait([start(name, waits(t, barrier)) for name in "cde"])
    t("still", brackets(barrier))


@case("BARRIER-20")
async def an_abort_fails_those_held_back_too(t):
    barrier = asyncio.Barrier(3)

    async def aborting():
        await barrier.abort()
        t("aborted", brackets(barrier))

    tasks = [start(name, waits(t, barrier)) for name in "ab"]
    await asyncio.sleep(1)
    held = start("held", waits(t, barrier))
    aborts = start("aborts", aborting())
    t("passes", await barrier.wait(), brackets(barrier))
    await asyncio.wait([*tasks, held, aborts])


@case("BARRIER-21")
async def broken_is_true_in_the_broken_state_only(t):
    barrier = asyncio.Barrier(2)
    t("new", barrier.broken)
    waiter = start("waiter", waits(t, barrier))
    await asyncio.sleep(1)
    t("filling", barrier.broken)
    await barrier.wait()
    t("draining", brackets(barrier), barrier.broken)
    await waiter
    waiter = start("waiter", waits(t, barrier))
    await asyncio.sleep(1)
    await barrier.reset()
    t("resetting", brackets(barrier), barrier.broken)
    await waiter
    await barrier.abort()
    t("aborted", barrier.broken)


@case("BARRIER-22")
async def a_reset_mends_a_broken_barrier(t):
    barrier = asyncio.Barrier(2)
    waiter = start("waiter", waits(t, barrier))
    await asyncio.sleep(1)
    await barrier.abort()
    await waiter
    t("broken", barrier.broken)
    await barrier.reset()
    t("mended", barrier.broken, brackets(barrier))
    await asyncio.wait([start(name, waits(t, barrier)) for name in "ab"])


# --- The object


@case("BARRIER-23")
async def it_is_not_awaitable(t):
    barrier = asyncio.Barrier(1)
    try:
        await barrier
    except TypeError as e:
        t("cannot be awaited", e, brackets(barrier))


@case("BARRIER-24")
async def its_text_shows_phase_waiters_and_parties(t):
    barrier = asyncio.Barrier(3)
    t("new", brackets(barrier))
    tasks = [start(name, waits(t, barrier)) for name in "ab"]
    await asyncio.sleep(1)
    t("two", brackets(barrier))
    await barrier.wait()
    t("draining", brackets(barrier))
    await asyncio.wait(tasks)
    t("left", brackets(barrier))
    waiter = start("waiter", waits(t, barrier))
    await asyncio.sleep(1)
    await barrier.reset()
    t("resetting", brackets(barrier))
    await waiter
    await barrier.abort()
    t("broken", brackets(barrier))


@case("BARRIER-25")
async def its_error_is_a_runtime_error(t):
    barrier = asyncio.Barrier(2)
    await barrier.abort()
    try:
        await barrier.wait()
    except RuntimeError as e:
        t("caught", e, isinstance(e, asyncio.BrokenBarrierError))
