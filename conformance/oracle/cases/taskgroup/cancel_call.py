"""TaskGroup.cancel(): TASKGROUP-60 to -68."""

import asyncio

from case import case


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


@case("TASKGROUP-60", since="3.15")
async def cancelling_the_group_ends_members_and_block_without_an_error(t):
    me = asyncio.current_task()
    async with asyncio.TaskGroup() as group:
        one = group.create_task(stay(t, clean_up=1), name="one")
        two = group.create_task(stay(t), name="two")
        await asyncio.sleep(1)
        group.cancel()
        t("cancelled the group", me.cancelling())
    t("left normally", me.cancelling())
    t("cancelled", [one.cancelled(), two.cancelled()])
    await asyncio.sleep(1)
    t("goes on")


@case("TASKGROUP-61", since="3.15")
async def the_body_runs_on_to_its_next_suspension(t):
    me = asyncio.current_task()
    async with asyncio.TaskGroup() as group:
        group.create_task(stay(t), name="member")
        await asyncio.sleep(1)
        group.cancel()
        t("body runs on", me.cancelling())
        try:
            await asyncio.sleep(10)
            t("not reached")
        except asyncio.CancelledError as e:
            t("body cancelled", e)
            raise
    t("left normally", me.cancelling())


@case("TASKGROUP-62", since="3.15")
async def a_body_without_a_further_suspension_runs_to_its_end(t):
    me = asyncio.current_task()
    async with asyncio.TaskGroup() as group:
        group.cancel()
        t("body ends", me.cancelling())
    t("left the empty group", me.cancelling())
    await asyncio.sleep(1)
    t("the next await works")
    async with asyncio.TaskGroup() as group:
        member = group.create_task(stay(t, clean_up=1), name="member")
        await asyncio.sleep(0)
        group.cancel()
        t("body ends", me.cancelling())
    t("left the group", me.cancelling(), member.cancelled())
    await asyncio.sleep(1)
    t("the next await works")


@case("TASKGROUP-63", since="3.15")
async def cancelling_twice_is_cancelling_once(t):
    me = asyncio.current_task()

    async def member():
        for n in range(3):
            try:
                await asyncio.sleep(1)
                t("member awake", n)
            except asyncio.CancelledError as e:
                t("member cancelled", n, e)
                group.cancel()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(member(), name="member")
        await asyncio.sleep(0)
        group.cancel()
        group.cancel()
        t("cancelled", me.cancelling(), task.cancelling())
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("body cancelled", e)
        group.cancel()
        await asyncio.sleep(0.5)
        t("body goes on", me.cancelling(), task.cancelling())
    t("left normally", me.cancelling())


@case("TASKGROUP-64", since="3.15")
async def cancelling_after_the_exit_does_nothing(t):
    me = asyncio.current_task()
    async with asyncio.TaskGroup() as group:
        group.create_task(stay(t, 1), name="member")
    group.cancel()
    t("cancelled", me.cancelling())
    await asyncio.sleep(1)
    t("goes on", me.cancelling())
    async with asyncio.TaskGroup() as group:
        group.create_task(stay(t), name="member")
        await asyncio.sleep(0)
        group.cancel()
    group.cancel()
    await asyncio.sleep(1)
    t("goes on", me.cancelling())


@case("TASKGROUP-65", since="3.15")
async def cancelling_before_the_entry_cancels_on_entry(t):
    me = asyncio.current_task()
    group = asyncio.TaskGroup()
    group.cancel()
    t("not entered", me.cancelling())
    await asyncio.sleep(1)
    async with group:
        t("body starts", me.cancelling())
        try:
            await asyncio.sleep(10)
            t("not reached")
        except asyncio.CancelledError as e:
            t("body cancelled", e)
            raise
    t("left normally", me.cancelling())
    await asyncio.sleep(1)
    t("goes on")


@case("TASKGROUP-66", since="3.15")
async def creating_after_the_cancel_call_is_refused(t):
    async def never_runs():
        t("not reached")

    async def member():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            try:
                group.create_task(never_runs())
            except RuntimeError as e:
                t("refused", e)
            raise

    async with asyncio.TaskGroup() as group:
        group.create_task(member(), name="member")
        await asyncio.sleep(0)
        group.cancel()
        try:
            group.create_task(never_runs())
            t("not reached")
        except RuntimeError as e:
            t("refused", e)
        t("body runs on")
    t("left normally")


@case("TASKGROUP-67", since="3.15")
async def the_first_winner_ends_the_race(t):
    async def racer(seconds):
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError as e:
            t("loses", e)
            raise
        t("wins")
        winners.append(seconds)
        group.cancel()

    winners = []
    async with asyncio.TaskGroup() as group:
        racers = [group.create_task(racer(n)) for n in (3, 1, 2)]
    t("left normally", asyncio.current_task().cancelling())
    t("cancelled", [task.cancelled() for task in racers])
    t("winners", winners)


@case("TASKGROUP-68", since="3.15", fix="gh-155418")
async def a_member_that_cancels_before_its_first_suspension_is_cancelled_there(t):
    me = asyncio.current_task()

    async def member():
        group.cancel()
        t("member runs on")
        try:
            await asyncio.sleep(10)
            t("not reached")
        except asyncio.CancelledError as e:
            t("member cancelled", e)
            raise

    for eager in (False, True):
        t("eager", eager)
        async with asyncio.TaskGroup() as group:
            group.create_task(stay(t), name="sibling")
            task = group.create_task(member(), name="member", eager_start=eager)
            t("created", me.cancelling())
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as e:
                t("body cancelled", e)
                raise
        t("left normally", me.cancelling(), task.cancelled())
