"""Who is a member, for how long, and what leaving the block waits for: TASKGROUP-01 to -10, -57."""

import asyncio
import contextvars
import re
import weakref

from case import case


def members(group):
    """How many members the group says it has."""
    shown = re.search(r"tasks=(\d+)", repr(group))
    return int(shown.group(1)) if shown else 0


@case("TASKGROUP-01")
async def leaving_waits_for_every_member(t):
    async def child(n):
        await asyncio.sleep(n)
        t("child ends", n)
        return n * 10

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(child(n)) for n in (2, 1)]
        t("body ends")
    t("results", [task.result() for task in tasks])


@case("TASKGROUP-02")
async def members_may_join_as_long_as_the_body_runs(t):
    async def child(text, seconds):
        t("starts")
        await asyncio.sleep(seconds)
        t("ends")
        return text

    async with asyncio.TaskGroup() as group:
        one = group.create_task(child("one", 1), name="one")
        await asyncio.sleep(2)
        t("finished before two joined", one.done())
        two = group.create_task(child("two", 1), name="two")
        t("two joined")
        await two
        t("all finished")
        three = group.create_task(child("three", 3), name="three")
        t("body ends")
    t("results", [one.result(), two.result(), three.result()])


@case("TASKGROUP-03")
async def finished_members_are_forgotten_one_by_one(t):
    async def child(seconds):
        await asyncio.sleep(seconds)

    async with asyncio.TaskGroup() as group:
        t("empty", members(group))
        for n in (1, 2, 3):
            group.create_task(child(n))
        t("three joined", members(group))
        for _ in range(3):
            await asyncio.sleep(1.1)
            t("members", members(group))
        for _ in range(1000):
            await group.create_task(child(0))
        await asyncio.sleep(0)
        t("after a thousand more", members(group))
        last = group.create_task(child(1))
    t("left", last.done(), members(group))


@case("TASKGROUP-04")
async def a_member_may_add_members_while_the_exit_waits(t):
    async def child(depth):
        await asyncio.sleep(1)
        if depth < 3:
            group.create_task(child(depth + 1))
            t("added depth", depth + 1)
        await asyncio.sleep(0.5)
        t("ends at depth", depth)

    async with asyncio.TaskGroup() as group:
        group.create_task(child(1))
        t("body ends")
    t("left")


@case("TASKGROUP-05")
async def entering_gives_the_group_itself(t):
    group = asyncio.TaskGroup()
    async with group as entered:
        t("the same", entered is group)
        entered.create_task(asyncio.sleep(1))
    t("left")


@case("TASKGROUP-06")
async def leaving_with_no_pending_member_does_not_suspend(t):
    async def child():
        t("child ends")

    loop = asyncio.get_running_loop()
    loop.call_soon(t, "next pass")
    async with asyncio.TaskGroup():
        t("empty body ends")
    t("left the empty group")

    async with asyncio.TaskGroup() as group:
        await group.create_task(child())
        await asyncio.sleep(0)
        loop.call_soon(t, "next pass")
        t("body ends, the member did before")
    t("left the group of finished members")

    async with asyncio.TaskGroup() as group:
        group.create_task(child())
        loop.call_soon(t, "next pass")
        t("body ends")
    t("left the group that had to wait")


@case("TASKGROUP-07")
async def a_member_takes_a_name_and_a_context(t):
    var = contextvars.ContextVar("var", default="default")

    async def child():
        t("sees", var.get())
        var.set("the child's")

    var.set("the body's")
    own = contextvars.copy_context()
    own.run(var.set, "the given context's")
    async with asyncio.TaskGroup() as group:
        named = group.create_task(child(), name="first")
        given = group.create_task(child(), name="second", context=own)
        plain = group.create_task(child())
        t("returned", named.get_name(), given.get_name(), isinstance(plain, asyncio.Task))
        t("context", named.get_context() is own, given.get_context() is own)
    t("done", [named.done(), given.done(), plain.done()])
    t("body sees", var.get())
    t("the given context holds", own[var])


@case("TASKGROUP-08", since="3.14")
async def further_options_reach_the_task_factory(t):
    async def child():
        t("child starts")
        await asyncio.sleep(1)
        t("child ends")

    def factory(loop, coro, **options):
        t("factory", options.get("name"), options.get("eager_start"))
        return asyncio.Task(coro, loop=loop, **options)

    async with asyncio.TaskGroup() as group:
        group.create_task(child(), name="eager", eager_start=True)
        t("created an eager one")
        group.create_task(child(), name="lazy", eager_start=False)
        t("created a lazy one")
    asyncio.get_running_loop().set_task_factory(factory)
    async with asyncio.TaskGroup() as group:
        group.create_task(child(), name="eager", eager_start=True)
        t("created an eager one")
        group.create_task(child(), name="plain")
        t("created a plain one")
    asyncio.get_running_loop().set_task_factory(None)


@case("TASKGROUP-09")
async def an_open_group_keeps_its_members_alive(t):
    woken = None

    async def child():
        nonlocal woken
        future = asyncio.get_running_loop().create_future()
        woken = weakref.ref(future)  # nobody but the child refers to the future, and nobody but the future to the child
        t("child waits")
        t("child got", await future)

    t.catch_reports()
    async with asyncio.TaskGroup() as group:
        group.create_task(child())
        await asyncio.sleep(0)
        await t.gc()
        t("still there", woken() is not None)
        woken().set_result("a value")
        t("body ends")
    t("left")


@case("TASKGROUP-10")
async def cancelling_one_member_is_no_failure(t):
    async def child():
        try:
            await asyncio.sleep(2)
            t("child ends")
            return 7
        except asyncio.CancelledError as e:
            t("cancelled", e)
            raise

    async with asyncio.TaskGroup() as group:
        one = group.create_task(child(), name="one")
        two = group.create_task(child(), name="two")
        await asyncio.sleep(1)
        t("cancel", one.cancel("just this one"))
        await asyncio.sleep(0.5)
        t("body goes on")
    t("one cancelled", one.cancelled())
    t("two", two.cancelled(), two.result())
    t("cancelling", asyncio.current_task().cancelling())


@case("TASKGROUP-57", since="3.14")
async def a_group_that_was_left_keeps_nothing_alive(t):
    class Collected(Exception):
        pass

    gone = {}

    async def fails():
        error = Collected()
        gone["error"] = weakref.ref(error)
        raise error

    async def sleeps():
        await asyncio.sleep(10)

    async def parent(group):
        gone["parent"] = weakref.ref(asyncio.current_task())
        try:
            async with group:
                gone["failed member"] = weakref.ref(group.create_task(fails()))
                gone["cancelled member"] = weakref.ref(group.create_task(sleeps()))
                await asyncio.sleep(5)
        except ExceptionGroup as e:
            t("caught", len(e.exceptions))

    class Reason:
        pass

    async def cancelled_parent(group):
        async with group:
            group.create_task(sleeps())

    async def cancels(group):
        task = asyncio.create_task(cancelled_parent(group), name="cancelled parent")
        await asyncio.sleep(1)
        reason = Reason()
        gone["cancelled parent"] = weakref.ref(task)
        gone["reason of the cancellation"] = weakref.ref(reason)
        task.cancel(reason)
        try:
            await task
        except asyncio.CancelledError as e:
            t("cancelled", e.args[0] is reason)

    group, other = asyncio.TaskGroup(), asyncio.TaskGroup()
    await asyncio.create_task(parent(group), name="parent")
    await asyncio.create_task(cancels(other), name="canceller")
    await t.gc()
    for what, reference in gone.items():
        t("gone", what, reference() is None)
    t("the groups are still here", group is not None, other is not None)
