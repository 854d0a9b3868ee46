"""Creating members and entering when it is too early or too late: TASKGROUP-49 to -54."""

import asyncio

from case import Boom, case


async def never_runs(t):
    t("not reached")


def try_to_create(t, when, group):
    coro = never_runs(t)
    try:
        group.create_task(coro)
        t("not reached")
    except RuntimeError as e:
        t(when, e)


@case("TASKGROUP-49")
async def creating_before_the_entry_is_refused(t):
    group = asyncio.TaskGroup()
    try_to_create(t, "not entered", group)
    await asyncio.sleep(0)
    async with group:
        group.create_task(asyncio.sleep(1))
    t("could still be entered")


@case("TASKGROUP-50")
async def creating_after_the_exit_is_refused(t):
    async def fails():
        raise Boom("a")

    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(1))
    try_to_create(t, "left", group)
    async with asyncio.TaskGroup() as group:
        pass
    try_to_create(t, "left empty", group)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
    except ExceptionGroup as e:
        t("caught", e)
    try_to_create(t, "left after a failure", group)
    await asyncio.sleep(0)


@case("TASKGROUP-51")
async def creating_while_the_group_aborts_is_refused(t):
    async def fails():
        await asyncio.sleep(1)
        raise Boom("a")

    async def cleans_up(group):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            try_to_create(t, "in a member's clean-up", group)
            await asyncio.sleep(1)
            try_to_create(t, "later in a member's clean-up", group)
            raise

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            group.create_task(cleans_up(group), name="member")
            try:
                await asyncio.sleep(10)
            finally:
                try_to_create(t, "in the body's clean-up", group)
    except ExceptionGroup as e:
        t("caught", e)

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(cleans_up(group), name="member")

    task = asyncio.create_task(parent(), name="parent")
    await asyncio.sleep(1)
    t("cancel", task.cancel())
    try:
        await task
    except asyncio.CancelledError as e:
        t("parent ended with", e)


@case("TASKGROUP-52")
async def a_refused_coroutine_is_closed(t):
    async def child():
        t("not reached")

    async def refused(when, group):
        coro = child()
        try:
            group.create_task(coro)
            t("not reached")
        except RuntimeError as e:
            t(when, e)
        try:
            await coro
            t("not reached")
        except RuntimeError as e:
            t("it cannot be used any more", e)

    async def cleans_up(group):
        try:
            await asyncio.sleep(10)
        finally:
            await refused("aborting", group)

    group = asyncio.TaskGroup()
    await refused("not entered", group)
    async with group:
        pass
    await refused("left", group)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cleans_up(group), name="member")
            await asyncio.sleep(0)
            raise Boom("body")
    except ExceptionGroup as e:
        t("caught", e)


@case("TASKGROUP-53")
async def a_group_is_entered_once(t):
    group = asyncio.TaskGroup()
    async with group:
        group.create_task(asyncio.sleep(1))
        try:
            async with group:
                t("not reached")
        except RuntimeError as e:
            t("again while active", e)
        await asyncio.sleep(0.5)
        t("the first entry is not disturbed")
    t("left")
    try:
        async with group:
            t("not reached")
    except RuntimeError as e:
        t("again after the exit", e)


@case("TASKGROUP-54")
async def entering_outside_a_task_is_refused(t):
    group = asyncio.TaskGroup()

    def callback():
        entering = group.__aenter__()
        try:
            entering.send(None)
            t("not reached")
        except RuntimeError as e:
            t("entering", e)
        try_to_create(t, "still not entered", group)

    asyncio.get_running_loop().call_soon(callback)
    await asyncio.sleep(0)
    async with group:
        group.create_task(asyncio.sleep(1))
    t("a task may enter it still")
