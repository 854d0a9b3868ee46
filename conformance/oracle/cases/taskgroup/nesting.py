"""A group inside a group: TASKGROUP-38 to -42."""

import asyncio

from case import Bang, Boom, case


async def fail(t, seconds, error):
    await asyncio.sleep(seconds)
    t("fails with", error)
    raise error


async def stay(t, seconds=10):
    try:
        await asyncio.sleep(seconds)
        t("ends")
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise


@case("TASKGROUP-38")
async def a_failure_in_the_outer_group_cancels_the_inner_one(t):
    me = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(fail(t, 1, Boom("outer")), name="bad")
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(stay(t), name="inner member")
                    try:
                        await asyncio.sleep(10)
                    except asyncio.CancelledError as e:
                        t("inner body cancelled", e, me.cancelling())
                        raise
            except BaseException as e:
                t("left the inner block with", e, me.cancelling())
                raise
            t("not reached")
    except BaseException as e:
        t("left the outer block with", e, me.cancelling())


@case("TASKGROUP-39")
async def a_failure_in_the_inner_group_is_nested_in_the_outer_ones(t):
    me = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(stay(t), name="outer member")
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(fail(t, 1, Boom("inner")), name="bad")
                    inner.create_task(stay(t), name="inner member")
            except BaseException as e:
                t("left the inner block with", e, me.cancelling())
                raise
            t("not reached")
    except BaseException as e:
        t("left the outer block with", e, me.cancelling())


@case("TASKGROUP-40")
async def inner_members_that_fail_on_a_cancellation_end_both_groups(t):
    async def fails_on_cancel():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)
            t("fails cleaning up")
            raise Boom("inner")

    async def parent():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(stay(t), name="outer member")
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fails_on_cancel(), name="inner member")
                await asyncio.sleep(10)
            t("not reached")
        t("not reached")

    task = asyncio.create_task(parent(), name="parent")
    await asyncio.sleep(1)
    t("cancel", task.cancel("outside"))
    try:
        await task
    except BaseException as e:
        t("parent ended with", e)


@case("TASKGROUP-41")
async def when_both_groups_fail_at_once_the_outer_one_still_cancels(t):
    try:
        async with asyncio.TaskGroup() as outer:
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(fail(t, 0, Boom("inner")), name="inner member")
                    outer.create_task(fail(t, 0, Bang("outer")), name="outer member")
            except ExceptionGroup as e:
                t("handles the inner group", e)
            try:
                await asyncio.sleep(1)
                t("not reached")
            except asyncio.CancelledError as e:
                t("outer body cancelled", e)
                raise
    except ExceptionGroup as e:
        t("handles the outer group", e)
    await asyncio.sleep(1)
    t("goes on")


@case("TASKGROUP-42")
async def when_both_groups_fail_at_once_the_count_is_one_then_zero(t):
    me = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as outer:
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(fail(t, 0, Boom("inner")), name="inner member")
                    outer.create_task(fail(t, 0, Bang("outer")), name="outer member")
            except ExceptionGroup as e:
                t("handles the inner group", e, me.cancelling())
            t("inner handled", me.cancelling())
    except ExceptionGroup as e:
        t("handles the outer group", e, me.cancelling())
    t("outer handled", me.cancelling())
