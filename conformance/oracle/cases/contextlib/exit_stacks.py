"""What an exit stack takes, and the order it leaves things in."""

import asyncio
from contextlib import AsyncExitStack, closing

from case import Boom, case


class Manager:
    def __init__(self, t, name, suppresses=False):
        self.t, self.name, self.suppresses = t, name, suppresses

    async def __aenter__(self):
        self.t("enters", self.name)
        await asyncio.sleep(1)
        return "value of " + self.name

    async def __aexit__(self, kind, error, traceback):
        self.t("leaves", self.name, "with", error)
        await asyncio.sleep(1)
        return self.suppresses


@case("CTXLIB-24")
async def what_was_registered_last_is_left_first(t):
    async with AsyncExitStack() as stack:
        async def callback():
            t("callback")

        await stack.enter_async_context(Manager(t, "a"))
        stack.push_async_callback(callback)
        await stack.enter_async_context(Manager(t, "b"))
        t("block")
    t("behind the block")
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(Manager(t, "c"))
            await stack.enter_async_context(Manager(t, "d"))
            raise Boom("in the block")
    except Boom as e:
        t("caught", e)


@case("CTXLIB-25")
async def entering_gives_the_value_and_registers_the_exit(t):
    async with AsyncExitStack() as stack:
        t("got", await stack.enter_async_context(Manager(t, "a")))
        t("block")
    t("behind the block")
    await a_group_and_a_timeout_cover_the_block(t)


@case("CTXLIB-26")
async def what_cannot_be_entered_is_not_registered(t):
    class Fails(Manager):
        async def __aenter__(self):
            await asyncio.sleep(1)
            raise Boom("on entry")

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(Manager(t, "a"))
        try:
            await stack.enter_async_context(None)
            t("not reached")
        except TypeError as e:
            t("caught", e)
        try:
            await stack.enter_async_context(Fails(t, "b"))
            t("not reached")
        except Boom as e:
            t("caught", e)
    t("behind the block")


@case("CTXLIB-27")
async def an_exit_can_be_pushed_without_entering(t):
    async def told(kind, error, traceback):
        t("told", error)
        await asyncio.sleep(1)
        return False

    manager = Manager(t, "a")
    try:
        async with AsyncExitStack() as stack:
            t("the same", stack.push_async_exit(manager) is manager, stack.push_async_exit(told) is told)
            raise Boom("in the block")
    except Boom as e:
        t("caught", e)
    async with AsyncExitStack() as stack:
        stack.push_async_exit(told)


@case("CTXLIB-28")
async def after_an_exit_that_suppresses_the_others_see_no_error(t):
    async def told(kind, error, traceback):
        t("told", error)
        return False

    async def suppresses(kind, error, traceback):
        t("suppresses", error)
        await asyncio.sleep(1)
        return True

    async with AsyncExitStack() as stack:
        stack.push_async_exit(told)
        stack.push_async_exit(Manager(t, "outer"))
        stack.push_async_exit(suppresses)
        stack.push_async_exit(Manager(t, "inner"))
        raise Boom("in the block")
    t("behind the block")
    async with AsyncExitStack() as stack:
        stack.push_async_exit(told)
        stack.push_async_exit(suppresses)
    t("nothing to suppress")


@case("CTXLIB-29")
async def a_callback_is_not_told_and_cannot_suppress(t):
    async def callback(a, b):
        t("callback", a, b)
        await asyncio.sleep(1)
        return True

    try:
        async with AsyncExitStack() as stack:
            pushed = stack.push_async_callback(callback, 1, b=2)
            t("the same", pushed is callback)
            raise Boom("in the block")
    except Boom as e:
        t("caught", e)


@case("CTXLIB-30")
async def what_does_not_wait_can_be_mixed_in(t):
    class Closes:
        def __init__(self, name):
            self.name = name

        def close(self):
            t("closes", self.name)

    async def callback():
        t("callback")

    async with AsyncExitStack() as stack:
        first = Closes("first")
        t("the same", stack.enter_context(closing(first)) is first)
        await stack.enter_async_context(Manager(t, "a"))
        stack.callback(t, "plain callback")
        stack.push_async_callback(callback)
        stack.enter_context(closing(Closes("last")))
        t("block")
    t("behind the block")


@case("CTXLIB-32")
async def closing_unwinds_at_once_as_without_an_error(t):
    stack = AsyncExitStack()
    await stack.enter_async_context(Manager(t, "a"))
    await stack.enter_async_context(Manager(t, "b"))
    try:
        raise Boom("around the close")
    except Boom:
        await stack.aclose()
    t("closed")
    await stack.aclose()
    t("closed again")
    async with stack:
        stack.push_async_exit(Manager(t, "c"))
        await stack.aclose()
        t("block")
    t("behind the block")


@case("CTXLIB-33")
async def what_is_registered_can_move_to_another_stack(t):
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(Manager(t, "a"))
        await stack.enter_async_context(Manager(t, "b"))
        moved = stack.pop_all()
        t("another one", moved is not stack)
        stack.push_async_exit(Manager(t, "c"))
    t("behind the block")
    await moved.aclose()
    t("closed")


async def a_group_and_a_timeout_cover_the_block(t):
    async def member(seconds, error=None):
        await asyncio.sleep(seconds)
        t("member ends", seconds)
        if error is not None:
            raise error

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(Manager(t, "a"))
        group = await stack.enter_async_context(asyncio.TaskGroup())
        group.create_task(member(5), name="slow")
        t("block")
    t("behind the block")
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(Manager(t, "b"))
            group = await stack.enter_async_context(asyncio.TaskGroup())
            group.create_task(member(1, Boom("of a member")), name="failing")
            group.create_task(member(5), name="sibling")
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                t("block is cancelled")
                raise
    except ExceptionGroup as e:
        t("caught", e)
    t("cancelling", asyncio.current_task().cancelling())
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(Manager(t, "c"))
            await stack.enter_async_context(asyncio.timeout(2))
            await asyncio.sleep(60)
    except TimeoutError as e:
        t("caught", e)
    t("cancelling", asyncio.current_task().cancelling())
