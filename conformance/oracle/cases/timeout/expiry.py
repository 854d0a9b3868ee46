"""When a timeout expires, when it does not, and what it tells about itself."""

import asyncio
import re

from case import Boom, case


def now():
    return asyncio.get_running_loop().time()


@case("TIMEOUT-01")
async def a_block_that_takes_too_long_times_out(t):
    task = asyncio.current_task()
    try:
        async with asyncio.timeout(2):
            try:
                await asyncio.sleep(5)
                t("not reached")
            finally:
                t("cancelled", "requests", task.cancelling())
                await asyncio.sleep(3)
                t("cleaned up", "requests", task.cancelling())
    except TimeoutError as e:
        t("caught", e, "requests", task.cancelling())


@case("TIMEOUT-02")
async def code_inside_sees_the_cancellation_only(t):
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(5)
            except TimeoutError:
                t("not reached")
            except asyncio.CancelledError as e:
                t("inside", e)
                raise
    except TimeoutError as e:
        t("outside", e)


@case("TIMEOUT-03")
async def a_block_that_ends_in_time_is_left_alone(t):
    async with asyncio.timeout(2) as timeout:
        await asyncio.sleep(1)
    t("ended", "expired", timeout.expired())
    await asyncio.sleep(5)
    t("never cancelled", asyncio.current_task().cancelling(), "expired", timeout.expired())


@case("TIMEOUT-04")
async def without_a_delay_there_is_no_limit(t):
    async with asyncio.timeout(None) as timeout:
        t("deadline", timeout.when())
        await asyncio.sleep(1_000_000)
        t("expired", timeout.expired())
    t("after", timeout.when(), "expired", timeout.expired())


@case("TIMEOUT-05")
async def the_delay_counts_from_the_call(t):
    await asyncio.sleep(1)
    try:
        async with asyncio.timeout(2) as timeout:
            t.burn(1.5)
            t("deadline", timeout.when())
            await asyncio.sleep(1)
            t("not reached")
    except TimeoutError as e:
        t("caught", e)


@case("TIMEOUT-06")
async def no_time_at_all_lasts_to_the_first_suspension(t):
    for delay in (0, -1):
        try:
            async with asyncio.timeout(delay) as timeout:
                t("runs", "expired", timeout.expired())
                await asyncio.sleep(0)
                t("not reached")
        except TimeoutError as e:
            t("caught", e, "expired", timeout.expired())


@case("TIMEOUT-07")
async def a_block_that_never_suspends_is_in_time(t):
    async with asyncio.timeout(-1) as timeout:
        t("runs")
        t.burn(2)
    t("expired", timeout.expired())
    async with asyncio.timeout(1) as timeout:
        t.burn(2)
    t("expired", timeout.expired())
    await asyncio.sleep(0)
    t("nothing is left over", asyncio.current_task().cancelling())


@case("TIMEOUT-08")
async def a_deadline_may_be_a_time_of_the_clock(t):
    await asyncio.sleep(1)
    deadline = now() + 2.5
    try:
        async with asyncio.timeout_at(deadline) as timeout:
            t("deadline", timeout.when(), "the same", timeout.when() == deadline)
            await asyncio.sleep(10)
    except TimeoutError as e:
        t("caught", e, timeout.when() == deadline)


@case("TIMEOUT-09")
async def the_deadline_is_readable_during_and_after_the_block(t):
    await asyncio.sleep(1)
    async with asyncio.timeout(3) as timeout:
        t("during", timeout.when())
        await asyncio.sleep(1)
        t("later", timeout.when())
    t("after", timeout.when())
    try:
        async with asyncio.timeout(1) as expiring:
            try:
                await asyncio.sleep(5)
            finally:
                t("expired", expiring.when())
    except TimeoutError:
        t("after it expired", expiring.when())


@case("TIMEOUT-10")
async def it_has_expired_from_the_deadline_on(t):
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1) as timeout:
            loop.call_later(0.5, lambda: t("before", timeout.expired()))
            loop.call_later(1, lambda: t("at the deadline", timeout.expired()))
            try:
                await asyncio.sleep(5)
            finally:
                t("inside", timeout.expired())
    except TimeoutError:
        t("outside", timeout.expired())
    await asyncio.sleep(1)
    t("for ever", timeout.expired())


@case("TIMEOUT-18")
async def the_block_is_given_the_timeout_itself(t):
    async with asyncio.timeout(1) as timeout:
        t("a timeout", isinstance(timeout, asyncio.Timeout), timeout.when())


@case("TIMEOUT-17")
async def outside_of_a_task_there_is_nothing_to_limit(t):
    def callback():
        try:
            asyncio.timeout(1).__aenter__().send(None)
            t("not reached")
        except StopIteration:
            t("entered")
        except RuntimeError as e:
            t("refused", e)

    asyncio.get_running_loop().call_soon(callback)
    await asyncio.sleep(2)
    t("nothing expired")


@case("TIMEOUT-27")
async def the_task_is_not_left_cancelled(t):
    async def times_out():
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(5)
        except TimeoutError:
            t("caught", "requests", asyncio.current_task().cancelling())
        await asyncio.sleep(1)
        t("goes on")
        return "value"

    task = asyncio.create_task(times_out(), name="task")
    t("result", await task, "cancelled", task.cancelled())


@case("TIMEOUT-34")
async def the_text_tells_the_phase(t):
    def text(timeout):
        return re.search(r"\[(\w+)\]", repr(timeout))[1]

    def deadline(timeout):
        shown = re.search(r"when=([\d.]+)", repr(timeout))
        return shown and float(shown[1])

    async with asyncio.timeout(None) as timeout:
        t("disabled", text(timeout), deadline(timeout))
        timeout.reschedule(12.3456789)
        t("active", text(timeout), deadline(timeout), "rounded", "12.346" in repr(timeout))
    t("after", text(timeout), deadline(timeout))
    try:
        async with asyncio.timeout(1) as timeout:
            try:
                await asyncio.sleep(5)
            finally:
                t("cancelled", text(timeout), deadline(timeout))
    except TimeoutError:
        t("after", text(timeout), deadline(timeout))


@case("TIMEOUT-35")
async def leaving_early_revokes_the_timer(t):
    try:
        async with asyncio.timeout(1):
            raise Boom("a")
    except Boom as e:
        t("caught", e)
    async with asyncio.timeout(0):
        t("the expiry is queued already")
    await asyncio.sleep(0)
    await asyncio.sleep(5)
    t("never cancelled", asyncio.current_task().cancelling())
