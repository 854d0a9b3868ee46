"""What else may end a group on which cancel() was called: TASKGROUP-69 to -72, -74."""

import asyncio

from case import Boom, case


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


@case("TASKGROUP-69", since="3.15")
async def failures_of_members_surface_in_spite_of_the_cancel_call(t):
    async def fails_then_body_cancels():
        await asyncio.sleep(1)
        raise Boom("before")

    async def fails_on_cancel():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)
            raise Boom("after")

    async def cancels_then_fails():
        group.cancel()
        raise Boom("right after")

    me = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_then_body_cancels())
            group.create_task(stay(t), name="sibling")
            try:
                await asyncio.sleep(10)
            finally:
                group.cancel()
    except BaseException as e:
        t("before the call", e, me.cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_on_cancel())
            group.create_task(stay(t), name="sibling")
            await asyncio.sleep(1)
            group.cancel()
    except BaseException as e:
        t("after the call", e, me.cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cancels_then_fails())
            await asyncio.sleep(10)
    except BaseException as e:
        t("by the caller", e, me.cancelling())
    await asyncio.sleep(1)
    t("goes on")


@case("TASKGROUP-70", since="3.15")
async def a_failure_of_the_body_surfaces_in_spite_of_the_cancel_call(t):
    me = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stay(t), name="member")
            await asyncio.sleep(0)
            group.cancel()
            raise Boom("after the call")
    except BaseException as e:
        t("escaped", e, me.cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stay(t), name="member")
            await asyncio.sleep(0)
            try:
                raise Boom("before the call")
            finally:
                group.cancel()
    except BaseException as e:
        t("escaped", e, me.cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.cancel()
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                raise Boom("instead of the cancellation") from None
    except BaseException as e:
        t("escaped", e, me.cancelling())
    await asyncio.sleep(1)
    t("goes on")


@case("TASKGROUP-71", since="3.15", fix="gh-155433")
async def a_cancellation_from_outside_is_not_absorbed(t):
    async def cancels():
        await asyncio.sleep(1)
        group.cancel()

    async def parent():
        nonlocal group
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(stay(t, clean_up=2), name="member")
                group.create_task(cancels())
            t("not reached")
        except asyncio.CancelledError as e:
            t("escaped", e, asyncio.current_task().cancelling())
            raise

    group = None
    task = asyncio.create_task(parent(), name="parent")
    await asyncio.sleep(2)
    t("cancel", task.cancelling(), task.cancel("outside"))
    try:
        await task
    except asyncio.CancelledError as e:
        t("parent ended with", e, task.cancelled())

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(stay(t, clean_up=2), name="member")
            await asyncio.sleep(1)
            group.cancel()
        t("not reached")

    task = asyncio.create_task(parent(), name="parent")
    await asyncio.sleep(2)
    t("cancel", task.cancelling(), task.cancel("outside"))
    try:
        await task
    except asyncio.CancelledError as e:
        t("parent ended with", e, task.cancelled())


@case("TASKGROUP-72", since="3.15")
async def a_stranger_may_cancel_a_group_that_waits_at_its_exit(t):
    me, loop = asyncio.current_task(), asyncio.get_running_loop()

    def callback(group):
        group.cancel()
        t("cancelled the group", me.cancelling())

    async def stranger(group):
        await asyncio.sleep(1)
        group.cancel()
        t("cancelled the group", me.cancelling())

    async with asyncio.TaskGroup() as group:
        group.create_task(stay(t, clean_up=1), name="one")
        group.create_task(stay(t), name="two")
        loop.call_later(1, callback, group)
        t("body ends")
    t("left normally", me.cancelling())
    async with asyncio.TaskGroup() as group:
        group.create_task(stay(t), name="three")
        other = asyncio.create_task(stranger(group), name="stranger")
        t("body ends")
    t("left normally", me.cancelling())
    await other
    await asyncio.sleep(1)
    t("goes on")


@case("TASKGROUP-74", since="3.15", fix="gh-155433")
async def a_timeout_that_expires_during_the_wind_down_is_not_swallowed(t):
    me = asyncio.current_task()
    try:
        async with asyncio.timeout(2) as timeout:
            async with asyncio.TaskGroup() as group:
                group.create_task(stay(t, clean_up=3), name="slow")
                await asyncio.sleep(1)
                group.cancel()
                t("cancelled the group")
            t("not reached")
    except TimeoutError as e:
        t("caught", e, timeout.expired(), me.cancelling())
    await asyncio.sleep(1)
    t("goes on", me.cancelling())
