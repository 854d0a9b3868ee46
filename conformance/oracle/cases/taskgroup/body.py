"""What a failure does to the body, and a failing body to its members: TASKGROUP-13, -14, -20 to -25, -36."""

import asyncio

from case import Bang, Boom, case


async def fail(t, seconds, error):
    await asyncio.sleep(seconds)
    t("fails with", error)
    raise error


async def stay(t, seconds=10):
    t("starts")
    try:
        await asyncio.sleep(seconds)
        t("ends")
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise


@case("TASKGROUP-13")
async def a_failure_cancels_the_body_where_it_waits(t):
    parent = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, Boom("a")), name="bad")
            try:
                await asyncio.sleep(10)
                t("not reached")
            except asyncio.CancelledError as e:
                t("body cancelled", e, parent.cancelling())
                raise
    except ExceptionGroup as e:
        t("caught", e)

    loop = asyncio.get_running_loop()
    for first in ("the body's wake-up", "the cancellation"):
        future = loop.create_future()

        async def sets_and_fails():
            if first == "the cancellation":
                loop.call_soon(future.set_result, "result")  # one pass later, together with the member's failure
            else:
                future.set_result("result")
            raise Boom("b")

        t("comes first:", first)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(sets_and_fails())
                try:
                    t("body got", await future, parent.cancelling())
                    await asyncio.sleep(10)
                    t("not reached")
                except asyncio.CancelledError as e:
                    t("body cancelled", e, parent.cancelling())
                    raise
        except ExceptionGroup as e:
            t("caught", e)


@case("TASKGROUP-14")
async def the_bodys_cancellation_stays_inside_the_block(t):
    parent = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, Boom("a")), name="bad")
            await asyncio.sleep(10)
        t("not reached")
    except BaseException as e:
        t("escaped", e)
    t("cancelling", parent.cancelling())
    await asyncio.sleep(1)
    t("goes on")


@case("TASKGROUP-20")
async def a_failing_body_cancels_the_members(t):
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(stay(t), name="one")
            two = group.create_task(stay(t), name="two")
            await asyncio.sleep(1)
            t("body fails")
            raise Boom("body")
    except ExceptionGroup as e:
        t("caught", e)
    t("cancelled", [one.cancelled(), two.cancelled()])
    t("cancelling", asyncio.current_task().cancelling())


@case("TASKGROUP-21")
async def members_that_had_no_chance_to_start_never_run(t):
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(stay(t), name="one")
            two = group.create_task(stay(t), name="two")
            t("body fails")
            raise Boom("body")
    except ExceptionGroup as e:
        t("caught", e)
    t("cancelled", [one.cancelled(), two.cancelled()])


@case("TASKGROUP-22")
async def a_single_failure_is_wrapped_too(t):
    member, body = Boom("member"), Boom("body")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 0, member), name="bad")
    except BaseException as e:
        t("escaped", e)
        t("the same object", e.exceptions[0] is member)
    try:
        async with asyncio.TaskGroup():
            raise body
    except BaseException as e:
        t("escaped", e)
        t("the same object", e.exceptions[0] is body)


@case("TASKGROUP-23")
async def a_body_that_fails_while_it_unwinds_is_in_the_group_too(t):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, Boom("member")), name="bad")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as e:
                t("body cancelled", e)
                raise Bang("body") from None
    except ExceptionGroup as e:
        t("caught", e)
    t("cancelling", asyncio.current_task().cancelling())


@case("TASKGROUP-24")
async def a_body_that_swallows_the_cancellation_goes_on(t):
    parent = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, Boom("a")), name="bad")
            group.create_task(stay(t), name="sibling")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as e:
                t("body swallows", e)
            await asyncio.sleep(1)
            t("body goes on", parent.cancelling())
            await asyncio.sleep(1)
            t("body ends", parent.cancelling())
        t("not reached")
    except ExceptionGroup as e:
        t("caught", e, parent.cancelling())


@case("TASKGROUP-25")
async def a_body_that_awaits_the_failing_member_sees_a_cancellation(t):
    try:
        async with asyncio.TaskGroup() as group:
            bad = group.create_task(fail(t, 1, Boom("a")), name="bad")
            try:
                await bad
            except BaseException as e:
                t("body sees", e)
                raise
    except ExceptionGroup as e:
        t("caught", e)


@case("TASKGROUP-36")
async def however_many_fail_the_parent_is_cancelled_once(t):
    parent = asyncio.current_task()

    async def fails_on_cancel(error):
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)
            t("fails with", error, parent.cancelling())
            raise error

    try:
        async with asyncio.TaskGroup() as group:
            for n in range(3):
                group.create_task(fail(t, 1, Boom(n)))
            group.create_task(fails_on_cancel(Bang("late")), name="late")
            for n in range(4):
                try:
                    await asyncio.sleep(2)
                    t("body awake", n)
                except asyncio.CancelledError as e:
                    t("body cancelled", n, e, parent.cancelling())
            t("body ends", parent.cancelling())
    except ExceptionGroup as e:
        t("caught", e, parent.cancelling())
