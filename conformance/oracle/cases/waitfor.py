import asyncio
import contextvars

from case import Boom, case


def future():
    return asyncio.get_running_loop().create_future()


@case("WAITFOR-01")
async def what_is_in_time_gives_its_result(t):
    async def child():
        await asyncio.sleep(1)
        return "value"

    t("coroutine", await asyncio.wait_for(child(), 2))
    t("task", await asyncio.wait_for(asyncio.create_task(child()), 2))
    await asyncio.sleep(5)
    t("nothing is left over")


@case("WAITFOR-02")
async def without_a_limit_it_waits_for_ever(t):
    async def child():
        await asyncio.sleep(1_000_000)
        return "value"

    t("result", await asyncio.wait_for(child(), None))


@case("WAITFOR-03")
async def what_is_late_is_cancelled(t):
    async def child():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            t("got", e)
            raise

    task = asyncio.create_task(child(), name="child")
    try:
        await asyncio.wait_for(task, 1)
        t("not reached")
    except TimeoutError as e:
        t("caught", e, "done", task.done(), "cancelled", task.cancelled())


@case("WAITFOR-04")
async def it_waits_for_the_clean_up(t):
    async def child():
        try:
            await asyncio.sleep(5)
        finally:
            await asyncio.sleep(3)
            t("cleaned up")

    task = asyncio.create_task(child(), name="child")
    try:
        await asyncio.wait_for(task, 1)
        t("not reached")
    except TimeoutError as e:
        t("caught", e, "done", task.done())


@case("WAITFOR-05")
async def the_cancellation_is_the_context(t):
    for limit in (1, 0):
        task = asyncio.create_task(asyncio.sleep(5), name="child")
        await asyncio.sleep(0)
        try:
            await asyncio.wait_for(task, limit)
            t("not reached")
        except TimeoutError as e:
            t("caught", e, e.__context__)


@case("WAITFOR-06")
async def an_exception_while_being_cancelled_wins(t):
    boom = Boom("a")

    async def child():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            await asyncio.sleep(1)
            raise boom

    for limit in (1, 0):
        task = asyncio.create_task(child(), name="child")
        await asyncio.sleep(0)
        try:
            await asyncio.wait_for(task, limit)
            t("not reached")
        except Boom as e:
            t("caught", e, "the same object", e is boom, "requests", asyncio.current_task().cancelling())


@case("WAITFOR-07")
async def a_value_in_spite_of_the_cancellation_is_returned(t):
    async def child():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            t("swallows", e)
            await asyncio.sleep(1)
            return "value"

    t("task", await asyncio.wait_for(asyncio.create_task(child(), name="child"), 1))
    t("coroutine", await asyncio.wait_for(child(), 1), "requests", asyncio.current_task().cancelling())


@case("WAITFOR-08")
async def cancelling_the_waiter_cancels_what_it_waits_for(t):
    async def child():
        try:
            await asyncio.sleep(50)
        except asyncio.CancelledError as e:
            t("got", e)
            raise

    async def waits(limit):
        try:
            await asyncio.wait_for(inner, limit)
        except asyncio.CancelledError as e:
            t("caught", e)
            raise

    for limit in (None, 20):
        inner = asyncio.create_task(child(), name="inner")
        waiter = asyncio.create_task(waits(limit), name="waiter")
        await asyncio.sleep(1)
        waiter.cancel("enough")
        await asyncio.wait([waiter])
        t("cancelled", waiter.cancelled(), inner.cancelled())


@case("WAITFOR-09")
async def a_cancelled_waiter_waits_for_the_end(t):
    async def child():
        try:
            await asyncio.sleep(50)
        finally:
            await asyncio.sleep(3)
            t("ends at last")

    inner = asyncio.create_task(child(), name="inner")
    waiter = asyncio.create_task(asyncio.wait_for(inner, 20), name="waiter")
    await asyncio.sleep(1)
    waiter.cancel()
    await asyncio.sleep(1)
    t("waiter", waiter.done())
    await asyncio.wait([waiter])
    t("waiter", waiter.cancelled(), "inner", inner.done())


@case("WAITFOR-10")
async def a_cancellation_together_with_the_result_is_not_lost(t):
    async def child():
        await asyncio.sleep(1)
        return "value"

    async def waits():
        try:
            t("not reached", await asyncio.wait_for(inner, 100))
        except asyncio.CancelledError as e:
            t("caught", e)
            raise

    inner = asyncio.create_task(child(), name="inner")
    waiter = asyncio.create_task(waits(), name="waiter")
    inner.add_done_callback(lambda done: t("done", "cancel", waiter.cancel("enough")))
    await asyncio.wait([waiter])
    t("waiter", waiter.cancelled(), "inner", inner.result(), "requests", inner.cancelling())


@case("WAITFOR-11")
async def what_is_done_needs_no_time(t):
    done, failed = future(), future()
    done.set_result("value")
    failed.set_exception(Boom("a"))
    asyncio.get_running_loop().call_soon(t, "next pass")
    for limit in (0, -1):
        t("result", await asyncio.wait_for(done, limit))
    try:
        await asyncio.wait_for(failed, 0)
    except Boom as e:
        t("caught", e)


@case("WAITFOR-12")
async def without_time_a_coroutine_never_starts(t):
    async def child():
        t("not reached")

    for limit in (0, -1):
        try:
            await asyncio.wait_for(child(), limit)
            t("not reached")
        except TimeoutError as e:
            t("caught", e)


@case("WAITFOR-13")
async def without_time_a_running_task_is_cancelled(t):
    async def child():
        try:
            await asyncio.sleep(50)
        finally:
            await asyncio.sleep(2)
            t("cleaned up")

    for limit in (0, -1):
        task = asyncio.create_task(child(), name="child")
        await asyncio.sleep(1)
        try:
            await asyncio.wait_for(task, limit)
            t("not reached")
        except TimeoutError as e:
            t("caught", e, "cancelled", task.cancelled())


@case("WAITFOR-14")
async def without_time_a_value_is_returned_nevertheless(t):
    async def child():
        try:
            await asyncio.sleep(50)
        except asyncio.CancelledError:
            await asyncio.sleep(2)
            return "value"

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    t("result", await asyncio.wait_for(task, 0), "cancelled", task.cancelled())


@case("WAITFOR-15")
async def a_coroutine_runs_in_the_calling_task(t):
    var = contextvars.ContextVar("var", default="unset")
    caller = asyncio.current_task()

    async def child(value):
        t("the caller", asyncio.current_task() is caller, "tasks", len(asyncio.all_tasks()))
        var.set(value)
        await asyncio.sleep(1)

    for limit in (10, None):
        await asyncio.wait_for(child("set"), limit)
        t("persists", var.get())
        var.set("unset")


@case("WAITFOR-16")
async def a_cancellation_by_others_is_no_timeout(t):
    inner = future()
    asyncio.get_running_loop().call_later(1, inner.cancel, "by others")
    try:
        await asyncio.wait_for(inner, 5)
        t("not reached")
    except asyncio.CancelledError as e:
        t("caught", e, "requests", asyncio.current_task().cancelling())
    await asyncio.sleep(10)
    t("goes on")


@case("WAITFOR-17")
async def a_condition_is_left_with_its_lock(t):
    condition = asyncio.Condition()
    async with condition:
        try:
            await asyncio.wait_for(condition.wait(), 1)
            t("not reached")
        except TimeoutError as e:
            t("caught", e, "locked", condition.locked())
    t("released", condition.locked())


@case("WAITFOR-18")
async def a_queue_loses_nothing(t):
    queue = asyncio.Queue()
    try:
        await asyncio.wait_for(queue.get(), 1)
        t("not reached")
    except TimeoutError as e:
        t("caught", e)
    getter = asyncio.create_task(queue.get(), name="getter")
    await asyncio.sleep(1)
    queue.put_nowait("item")
    t("the other reader", await getter)
    queue.put_nowait("another")
    t("size", queue.qsize(), queue.get_nowait())


@case("WAITFOR-20")
async def a_timeout_leaves_no_cancellation_behind(t):
    for limit in (1, 0):
        try:
            await asyncio.wait_for(future(), limit)
            t("not reached")
        except TimeoutError:
            t("caught", "requests", asyncio.current_task().cancelling())
        await asyncio.sleep(1)
        t("goes on")
