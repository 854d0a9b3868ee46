"""What happens when the parent task is cancelled from outside: TASKGROUP-26 to -35, -58, -59, -73."""

import asyncio

from case import Bang, Boom, case


async def stay(t, seconds=10, clean_up=0):
    t("starts")
    try:
        await asyncio.sleep(seconds)
        t("ends")
    except asyncio.CancelledError as e:
        t("cancelled", e)
        if clean_up:
            await asyncio.sleep(clean_up)
            t("clean")
        raise


@case("TASKGROUP-26")
async def cancelling_the_parent_at_the_exit_cancels_the_members(t):
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(stay(t, clean_up=2), name="slow")
            group.create_task(stay(t, clean_up=1), name="fast")
            t("body ends")
        t("not reached")

    task = asyncio.create_task(parent(), name="parent")
    await asyncio.sleep(1)
    t("cancel", task.cancel())
    try:
        await task
    except asyncio.CancelledError as e:
        t("parent ended with", e, task.cancelled(), task.cancelling())


@case("TASKGROUP-27")
async def cancelling_the_parent_in_its_body_cancels_body_and_members(t):
    async def parent():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(stay(t, clean_up=1), name="one")
                group.create_task(stay(t), name="two")
                try:
                    await asyncio.sleep(10)
                finally:
                    t("body unwinds")
            t("not reached")
        except asyncio.CancelledError as e:
            t("escaped", e)
            raise

    task = asyncio.create_task(parent(), name="parent")
    await asyncio.sleep(1)
    t("cancel", task.cancel())
    try:
        await task
    except asyncio.CancelledError as e:
        t("parent ended with", e, task.cancelled(), task.cancelling())


@case("TASKGROUP-28")
async def cancelling_the_parent_of_an_empty_group_is_a_plain_cancellation(t):
    async def parent():
        try:
            async with asyncio.TaskGroup():
                try:
                    await asyncio.sleep(10)
                except asyncio.CancelledError as e:
                    t("body sees", e)
                    raise
            t("not reached")
        except asyncio.CancelledError as e:
            t("escaped", e)
            raise

    task = asyncio.create_task(parent(), name="parent")
    await asyncio.sleep(1)
    t("cancel", task.cancel())
    try:
        await task
    except asyncio.CancelledError as e:
        t("parent ended with", e, task.cancelled(), task.cancelling())


@case("TASKGROUP-29")
async def the_message_of_an_outside_cancellation_is_kept(t):
    async def parent(body_seconds):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(stay(t, clean_up=1), name="member")
                await asyncio.sleep(body_seconds)
                t("body ends")
        except asyncio.CancelledError as e:
            t("escaped", e)
            raise

    for where, seconds in (("in the body", 10), ("at the exit", 0)):
        task = asyncio.create_task(parent(seconds), name="parent")
        await asyncio.sleep(1)
        t("cancel", task.cancel(where))
        try:
            await task
        except asyncio.CancelledError as e:
            t("parent ended with", e)


@case("TASKGROUP-30")
async def members_that_fail_cleaning_up_win_over_the_cancellation(t):
    async def fails_on_cancel(error):
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)
            raise error

    async def parent(body_seconds):
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_on_cancel(Boom(1)))
            group.create_task(stay(t), name="good")
            group.create_task(fails_on_cancel(Boom(2)))
            await asyncio.sleep(body_seconds)
        t("not reached")

    for where, seconds in (("in the body", 10), ("at the exit", 0)):
        task = asyncio.create_task(parent(seconds), name="parent")
        await asyncio.sleep(1)
        t("cancel", task.cancel(where))
        try:
            await task
        except BaseException as e:
            t("parent ended with", e, task.cancelled())


@case("TASKGROUP-31")
async def a_body_that_turns_the_cancellation_into_a_failure_wins_over_it(t):
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(stay(t, clean_up=1), name="member")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as e:
                t("body turns", e)
                raise Boom("body") from None
        t("not reached")

    task = asyncio.create_task(parent(), name="parent")
    await asyncio.sleep(1)
    t("cancel", task.cancel("outside"))
    try:
        await task
    except BaseException as e:
        t("parent ended with", e, task.cancelled())


@case("TASKGROUP-32")
async def a_member_that_fails_during_the_bodys_clean_up_wins_over_the_cancellation(t):
    async def fails():
        await asyncio.sleep(2)
        t("fails")
        raise Boom("member")

    async def parent(clean_up):
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(), name="bad")
            group.create_task(stay(t), name="sibling")
            try:
                await asyncio.sleep(10)
            finally:
                t("body cleans up")
                await clean_up()
                t("clean-up ended")
        t("not reached")

    async def patient():
        await asyncio.sleep(5)

    async def stubborn():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            t("clean-up interrupted", e, asyncio.current_task().cancelling())
            await asyncio.sleep(1)

    for clean_up in (patient, stubborn):
        task = asyncio.create_task(parent(clean_up), name="parent")
        await asyncio.sleep(1)
        t("cancel", task.cancel("outside"))
        try:
            await task
        except BaseException as e:
            t("parent ended with", e, task.cancelled())


@case("TASKGROUP-33")
async def when_failure_and_cancellation_coincide_the_cancellation_is_delivered_again(t):
    async def fails():
        started.set_result(None)
        await asyncio.sleep(0)
        t("fails")
        raise Boom("a")

    async def cleans_up():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(2)

    async def parent():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails(), name="bad")
                group.create_task(cleans_up())
            t("not reached")
        except ExceptionGroup as e:
            t("handles", e)
            try:
                await asyncio.sleep(10)
                t("not reached")
            except asyncio.CancelledError as again:
                t("cancelled again", again)
            await asyncio.sleep(1)
            t("cancelled no further")

    for after in (0, 1):
        started = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(parent(), name="parent")
        await started
        if after:
            await asyncio.sleep(after)
        t("cancel", task.cancelling(), task.cancel("outside"))
        await task


@case("TASKGROUP-34")
async def when_failure_and_cancellation_coincide_the_count_stays_at_one(t):
    async def fails():
        started.set_result(None)
        await asyncio.sleep(0)
        raise Boom("a")

    async def parent():
        me = asyncio.current_task()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails(), name="bad")
                try:
                    await asyncio.sleep(1)
                finally:
                    t("body unwinds", me.cancelling())
            t("not reached")
        except ExceptionGroup as e:
            t("handles", e, me.cancelling())
        t("after the block", me.cancelling())
        await asyncio.sleep(1)
        t("not reached")

    started = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(parent(), name="parent")
    await started
    t("before", task.cancelling())
    task.cancel()
    t("cancel", task.cancelling())
    try:
        await task
    except asyncio.CancelledError as e:
        t("parent ended with", e, task.cancelled(), task.cancelling())


@case("TASKGROUP-35")
async def after_a_group_of_failures_the_count_is_what_it_was(t):
    me = asyncio.current_task()

    async def fails(error):
        await asyncio.sleep(0)
        raise error

    async def block():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails(Boom(1)))
                group.create_task(fails(Boom(2)))
                try:
                    await asyncio.sleep(10)
                finally:
                    t("body unwinds", me.cancelling())
        except ExceptionGroup as e:
            t("caught", e, me.cancelling())

    t("before", me.cancelling())
    await block()
    await asyncio.sleep(1)
    t("the next await works", me.cancelling())

    me.cancel("swallowed")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        t("cancelled", e, me.cancelling())
    await block()
    t("still counted", me.cancelling())
    me.uncancel()
    try:
        await asyncio.sleep(1)
        t("taken back", me.cancelling())
    except asyncio.CancelledError as e:
        t("not reached", e)


@case("TASKGROUP-58")
async def a_timeout_around_a_group_cancels_it_all(t):
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                one = group.create_task(stay(t, clean_up=1), name="one")
                two = group.create_task(stay(t), name="two")
                try:
                    await asyncio.sleep(10)
                except asyncio.CancelledError as e:
                    t("body cancelled", e)
                    raise
    except TimeoutError as e:
        t("caught", e, asyncio.current_task().cancelling())
    t("cancelled", [one.cancelled(), two.cancelled()])

    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                three = group.create_task(stay(t), name="three")
                t("body ends")
    except TimeoutError as e:
        t("caught", e, asyncio.current_task().cancelling())
    t("cancelled", three.cancelled())


@case("TASKGROUP-59")
async def a_body_that_raises_cancelled_error_itself_lets_it_out(t):
    me = asyncio.current_task()
    own = asyncio.CancelledError("my own")
    try:
        async with asyncio.TaskGroup() as group:
            member = group.create_task(stay(t, clean_up=1), name="member")
            await asyncio.sleep(1)
            raise own
    except asyncio.CancelledError as e:
        t("escaped", e, e is own, me.cancelling())
    t("cancelled", member.cancelled())
    await asyncio.sleep(1)
    t("goes on")


@case("TASKGROUP-73")
async def a_cancellation_pending_at_the_entry_is_delivered_at_the_first_suspension(t):
    async def parent(suspend):
        me = asyncio.current_task()
        me.cancel("pending")
        try:
            async with asyncio.TaskGroup() as group:
                t("body starts", me.cancelling())
                group.create_task(stay(t), name="one")
                group.create_task(stay(t), name="two")
                if suspend:
                    try:
                        await asyncio.sleep(1)
                    except asyncio.CancelledError as e:
                        t("body cancelled", e)
                        raise
                t("body ends")
            t("not reached")
        except asyncio.CancelledError as e:
            t("escaped", e, me.cancelling())
            raise

    for suspend in (True, False):
        task = asyncio.create_task(parent(suspend), name="parent")
        try:
            await task
        except asyncio.CancelledError as e:
            t("parent ended with", e)
