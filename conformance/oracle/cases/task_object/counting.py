"""How cancellation requests are counted and taken back."""

import asyncio

from case import Boom, case


@case("TASK-35")
async def every_request_counts(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("got", e, "requests", asyncio.current_task().cancelling())
        await asyncio.sleep(1)
        t("got no second one")

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    t("first", task.cancel(), task.cancelling())
    t("second", task.cancel(), task.cancelling())
    await asyncio.sleep(0)
    t("third", task.cancel(), task.cancelling())
    await asyncio.gather(task, return_exceptions=True)
    t("ended", "cancelled", task.cancelled(), "requests", task.cancelling())
    t("when done", task.cancel(), task.cancelling())


@case("TASK-40")
async def cancelled_is_true_only_at_the_end(t):
    async def propagates():
        try:
            await asyncio.sleep(10)
        finally:
            t("in the body", asyncio.current_task().cancelled())
            await asyncio.sleep(1)

    async def suppresses():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            t("in the body", asyncio.current_task().cancelled())

    one = asyncio.create_task(propagates(), name="propagates")
    two = asyncio.create_task(suppresses(), name="suppresses")
    t("created", one.cancelled(), two.cancelled())
    await asyncio.sleep(1)
    one.cancel()
    two.cancel()
    t("requested", one.cancelled(), two.cancelled())
    await asyncio.sleep(0.5)
    t("one is cleaning up, two has ended", one.cancelled(), two.cancelled())
    await asyncio.sleep(1)
    t("both have ended", one.cancelled(), two.cancelled())


@case("TASK-41")
async def cancelling_is_cancels_minus_uncancels(t):
    async def child():
        for _ in range(2):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                t("got one")

    task = asyncio.create_task(child(), name="child")
    t("zero", task.cancelling())
    await asyncio.sleep(1)
    task.cancel()
    t("one", task.cancelling())
    task.cancel()
    t("two", task.cancelling())
    task.uncancel()
    t("one again", task.cancelling())
    await asyncio.sleep(1)
    task.cancel()
    t("two again", task.cancelling())
    task.uncancel()
    task.uncancel()
    t("zero again", task.cancelling())
    await asyncio.gather(task, return_exceptions=True)
    t("in the end", task.cancelling(), "cancelled", task.cancelled())


@case("TASK-42")
async def catching_does_not_lower_the_count(t):
    async def child():
        me = asyncio.current_task()
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            t("caught", me.cancelling())
        t("after the handler", me.cancelling())
        await asyncio.sleep(1)
        t("after another await", me.cancelling())

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    task.cancel()
    await task
    t("ended", task.cancelling(), "cancelled", task.cancelled())


@case("TASK-43")
async def uncancel_never_goes_below_zero(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            me = asyncio.current_task()
            t("two requests", me.cancelling())
            t("left", [me.uncancel(), me.uncancel(), me.uncancel()], me.cancelling())
            me.cancel()
            t("counts on from zero", me.cancelling(), me.uncancel())

    task = asyncio.create_task(child(), name="child")
    t("fresh", task.uncancel(), task.cancelling())
    await asyncio.sleep(1)
    task.cancel()
    task.cancel()
    await task


@case("TASK-44")
async def after_uncancel_a_task_can_be_cancelled_afresh(t):
    async def child():
        me = asyncio.current_task()
        for attempt in ("first", "second"):
            try:
                await asyncio.sleep(10)
                t("not reached")
            except asyncio.CancelledError as e:
                t(attempt, e, "requests", me.cancelling(), "left", me.uncancel())
        await asyncio.sleep(10)
        t("not reached")

    task = asyncio.create_task(child(), name="child")
    for message in ("one", "two", "three"):
        await asyncio.sleep(1)
        t("cancel", task.cancel(message), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as e:
        t("awaiter got", e)
    t("cancelled", task.cancelled(), "requests", task.cancelling())


@case("TASK-45")
async def uncancel_withdraws_what_was_not_delivered(t):
    async def child():
        t("starts")
        await asyncio.sleep(0)
        t("goes on")
        t("the future gave", await future)
        me = asyncio.current_task()
        me.cancel()
        me.uncancel()
        await asyncio.sleep(1)
        t("slept")
        return "value"

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(), name="child")
    task.cancel()
    t("before its start", task.uncancel())
    await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    t("while it yields", task.uncancel(), task.uncancel())
    await asyncio.sleep(1)
    future.set_result("a result")
    task.cancel()
    t("while it is about to resume", task.uncancel())
    t("awaited", await task)


@case("TASK-46")
async def uncancel_cannot_undo_a_cancelled_future(t):
    async def child():
        try:
            await future
        except asyncio.CancelledError as e:
            t("got", e, "requests", asyncio.current_task().cancelling())
            raise

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    task.cancel("enough")
    t("left", task.uncancel(), "future cancelled", future.cancelled())
    await asyncio.gather(task, return_exceptions=True)
    t("cancelled", task.cancelled(), "requests", task.cancelling())


@case("TASK-47")
async def uncancel_on_a_finished_task_changes_no_state(t):
    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            t("ends")

    async def catches():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            return "value"

    cancelled, returned = asyncio.create_task(child(), name="child"), asyncio.create_task(catches(), name="catches")
    await asyncio.sleep(1)
    cancelled.cancel()
    returned.cancel()
    await asyncio.sleep(1)
    for task in (cancelled, returned):
        t("before", task, "done", task.done(), "cancelled", task.cancelled(), "requests", task.cancelling())
        t("left", task.uncancel(), task.uncancel())
        t("after", task, "done", task.done(), "cancelled", task.cancelled(), "requests", task.cancelling())
    t("result", returned.result())


@case("TASK-48")
async def uncancel_tells_a_block_whose_cancellation_it_is(t):
    async def limited(seconds, body):
        """A block that cancels its own task after some time and then fails with Boom."""
        me, fired = asyncio.current_task(), []

        def fire():
            fired.append(True)
            me.cancel("limit")

        timer = asyncio.get_running_loop().call_later(seconds, fire)
        try:
            return await body()
        except asyncio.CancelledError as e:
            left = me.uncancel() if fired else me.cancelling()
            t("block of", seconds, "got", e, "fired", bool(fired), "left", left)
            if fired and left == 0:
                raise Boom(seconds) from e
            raise
        finally:
            timer.cancel()

    async def sleeps():
        await asyncio.sleep(10)

    async def nested():
        try:
            await limited(2, lambda: limited(1, sleeps))
        except Boom as e:
            t("converted", e)
        await asyncio.sleep(1)
        t("goes on")

    async def outer_fires():
        try:
            await limited(1, lambda: limited(2, sleeps))
        except Boom as e:
            t("converted", e)

    async def awaited(body, name, cancel_after=None):
        task = asyncio.create_task(body(), name=name)
        if cancel_after:
            asyncio.get_running_loop().call_later(cancel_after, task.cancel, "from outside")
        await asyncio.gather(task, return_exceptions=True)
        t(name, "cancelled", task.cancelled(), "requests", task.cancelling())

    async def block_of_one():
        await limited(1, sleeps)

    await awaited(nested, "inner limit")
    await awaited(outer_fires, "outer limit")
    await awaited(block_of_one, "someone else's", cancel_after=0.5)
    await awaited(block_of_one, "both at once", cancel_after=1)
