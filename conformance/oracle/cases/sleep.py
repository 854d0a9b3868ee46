import asyncio
import weakref

from case import case


@case("SLEEP-01")
async def sleeping_suspends_the_caller_only(t):
    async def sleeper(seconds):
        t("falls asleep", seconds)
        await asyncio.sleep(seconds)
        t("wakes up")

    async def worker():
        for n in range(3):
            t("works", n)
            await asyncio.sleep(1)

    long = asyncio.create_task(sleeper(2.5), name="sleeper")
    other = asyncio.create_task(worker(), name="worker")
    await long
    await other
    t("both done")
    await asyncio.sleep(0.001)
    t("never early")


@case("SLEEP-02")
async def the_result_is_what_sleep_evaluates_to(t):
    value = ["the", "object"]
    t("same object", await asyncio.sleep(1, value) is value)
    t("also without a wait", await asyncio.sleep(0, value) is value)
    t("also in the past", await asyncio.sleep(-1, "text"))
    t("of a task", await asyncio.create_task(asyncio.sleep(2, 42)))
    t("an explicit null", await asyncio.sleep(1, None))


@case("SLEEP-03")
async def zero_gives_up_exactly_one_pass(t):
    loop = asyncio.get_running_loop()
    loop.call_soon(t, "queued before")
    loop.call_soon(lambda: loop.call_soon(t, "queued by a callback"))
    await asyncio.sleep(0)
    t("after one pass")
    await asyncio.sleep(0)
    t("after two")


@case("SLEEP-04")
async def a_negative_delay_behaves_like_zero(t):
    loop = asyncio.get_running_loop()

    async def sleeps(name, delay):
        t("one", name)
        await asyncio.sleep(delay)
        t("two", name)
        await asyncio.sleep(delay)
        t("three", name)

    zero = asyncio.create_task(sleeps("zero", 0))
    negative = asyncio.create_task(sleeps("negative", -5))
    loop.call_later(0, t, "timer that is due")
    loop.call_soon(lambda: loop.call_soon(t, "queued by a callback"))
    await zero
    await negative
    t("no time has passed")


@case("SLEEP-05")
async def a_delay_that_is_no_duration_is_refused_at_once(t):
    loop = asyncio.get_running_loop()
    loop.call_soon(t, "the next pass")
    try:
        await asyncio.sleep(float("nan"))
    except ValueError as e:
        t("refused", e)
    try:
        await asyncio.sleep(float("nan"), "result")
    except ValueError as e:
        t("refused with a result too", e)
    await asyncio.sleep(0)
    t("goes on")


class Value:
    pass


@case("SLEEP-06")
async def cancelling_a_sleeper_revokes_its_timer(t):
    values = []

    async def sleeper():
        value = Value()
        values.append(weakref.ref(value))
        try:
            await asyncio.sleep(5, value)
            t("never")
        except asyncio.CancelledError as e:
            t("cancelled at the sleep", e)
            await asyncio.sleep(1)
            t("cleaned up")
            raise

    task = asyncio.create_task(sleeper(), name="sleeper")
    await asyncio.sleep(2)
    t("cancel", task.cancel("enough"))
    t("done yet", task.done())
    try:
        await task
    except asyncio.CancelledError as e:
        t("caught", e)
    t("cancelled", task.cancelled())
    task = None
    await t.gc()
    t("the timer keeps the result", values[0]() is not None)  # a timer that is still set would
    await asyncio.sleep(10)
    t("end")


@case("SLEEP-07")
async def sleeps_end_in_the_order_of_their_deadlines(t):
    async def sleeper(name, seconds):
        t("sleeps", name)
        await asyncio.sleep(seconds)
        t("wakes", name)

    async with asyncio.TaskGroup() as group:
        for name, seconds in [("c", 3), ("a", 1), ("d", 3.5), ("b", 1.25), ("0", 0), ("a again", 1), ("-", -1)]:
            group.create_task(sleeper(name, seconds))
