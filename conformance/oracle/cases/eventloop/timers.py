import asyncio
import weakref

from case import case


@case("LOOP-30")
async def a_timer_runs_after_its_delay(t):
    loop = asyncio.get_running_loop()
    timer = loop.call_later(1.5, t, "timer")
    t("scheduled", isinstance(timer, asyncio.TimerHandle))
    await asyncio.sleep(1)
    t("not yet")
    await asyncio.sleep(1)
    t("main ends")


@case("LOOP-31")
async def zero_and_negative_delays_are_due_at_once(t):
    loop = asyncio.get_running_loop()
    loop.call_later(0, t, "zero")
    loop.call_later(-1, t, "minus one")
    loop.call_later(-2, t, "minus two")
    t("scheduled")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t("main again")


@case("LOOP-32")
async def a_delay_is_required(t):
    loop = asyncio.get_running_loop()
    try:
        loop.call_later(None, t, "never")
    except TypeError as e:
        t("refused", e)


@case("LOOP-33")
async def a_timer_runs_at_its_time(t):
    loop = asyncio.get_running_loop()
    await asyncio.sleep(1)
    loop.call_at(loop.time() + 1.5, t, "timer")
    loop.call_at(0.5, t, "of the past")
    await asyncio.sleep(0)
    t("main again")
    await asyncio.sleep(2)


@case("LOOP-34")
async def timers_run_in_the_order_of_their_deadlines(t):
    loop = asyncio.get_running_loop()
    for when in (3, 1, 5, 2, 4):
        loop.call_at(when, t, "timer", when)
    await asyncio.sleep(6)


@case("LOOP-36")
async def due_timers_come_behind_what_is_ready(t):
    def busy():
        t.burn(2)
        loop.call_soon(t, "ready")

    loop = asyncio.get_running_loop()
    loop.call_later(1, t, "timer")
    loop.call_soon(busy)
    await asyncio.sleep(0)
    t("main")
    await asyncio.sleep(1)


@case("LOOP-37")
async def a_delay_may_be_longer_than_a_day(t):
    asyncio.get_running_loop().call_later(3 * 24 * 3600, t, "timer")
    await asyncio.sleep(4 * 24 * 3600)
    t("main ends")


@case("LOOP-38")
async def a_timer_runs_when_the_clock_stands_exactly_at_its_deadline(t):
    loop = asyncio.get_running_loop()
    loop.call_at(loop.time(), t, "due now")
    await asyncio.sleep(0)
    t("main again")
    t.burn(1)
    loop.call_at(1, t, "due exactly now")
    await asyncio.sleep(0)
    t("main again")


@case("LOOP-39")
async def the_clock_goes_on_and_all_deadlines_refer_to_it(t):
    loop, times = asyncio.get_running_loop(), []
    loop.call_at(2, lambda: times.append(loop.time()))
    loop.call_later(1, lambda: times.append(loop.time()))
    times.append(loop.time())
    await asyncio.sleep(0)
    times.append(loop.time())
    await asyncio.sleep(3)
    times.append(loop.time())
    t("times", times, times == sorted(times))


@case("LOOP-43")
async def a_timer_tells_its_deadline(t):
    loop = asyncio.get_running_loop()
    await asyncio.sleep(1)
    t("relative", loop.call_later(2, t, "timer").when())
    t("absolute", loop.call_at(2.5, t, "timer").when())
    await asyncio.sleep(3)


@case("LOOP-45")
async def cancelled_timers_do_not_count(t):
    loop = asyncio.get_running_loop()
    timers = [loop.call_later(1, t, "never") for _ in range(300)]
    loop.call_later(2, t, "timer")
    for timer in timers:
        timer.cancel()
    await asyncio.sleep(3)
    t("first part ends")

    cancelled = [loop.call_later(3600, t, "never") for _ in range(200)]
    kept = [loop.call_later(7200, t, "never") for _ in range(100)]
    left = [weakref.ref(timer) for timer in cancelled]
    while cancelled:
        cancelled.pop().cancel()
    await t.gc()
    t("left of the cancelled ones", sum(ref() is not None for ref in left), "of the others", len(kept))
    loop.call_later(1, t, "timer")
    await asyncio.sleep(2)
    t("main ends")


@case("LOOP-35")
async def timers_of_one_deadline_all_run_then(t):
    # CPython's heap gives them back in an order of its own; VirtualLoop, like Braid, in that of their creation.
    loop = asyncio.get_running_loop()
    timers = []
    for number in range(8):
        timers.append(loop.call_at(2, t, "timer", number))
        loop.call_at(1 + number % 3, t, "another", number)
    timers[1].cancel()
    timers[4].cancel()
    await asyncio.sleep(5)
    t("main ends")


@case("LOOP-44")
async def timer_handles_compare_by_deadline_callback_and_cancellation(t):
    def one():
        t("never")

    def two():
        t("never")

    loop = asyncio.get_running_loop()
    early, late = loop.call_at(10, one), loop.call_at(20, one)
    t("order", early < late, late < early, early > late, late > early)
    t("sorted", [timer.when() for timer in sorted([late, loop.call_at(15, two), early])])
    same, other = loop.call_at(10, one), loop.call_at(10, two)
    t("of one deadline, neither is later", early > same, same > early, early > other, other > early)
    t("equal", early == same, early == other, early == late, early == "timer")
    t("one hash", hash(early) == hash(same), hash(early) == hash(other))
    same.cancel()
    t("one cancelled", early == same)
    early.cancel()
    t("both cancelled", early == same, hash(early) == hash(same))
    other.cancel()
    t("cancelled, whatever the callback was", early == other)
