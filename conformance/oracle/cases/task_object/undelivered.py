"""Requests that meet no suspension: before the start, by the task itself, at its end; and their messages."""

import asyncio

from case import case


@case("TASK-29")
async def a_task_cancelled_before_it_starts_runs_nothing(t):
    async def child():
        try:
            t("not reached")
        finally:
            t("not reached either")

    task = asyncio.create_task(child(), name="child")
    t("cancel", task.cancel("at once"), "done", task.done())
    try:
        await task
    except asyncio.CancelledError as e:
        t("awaiter got", e)
    t("cancelled", task.cancelled())


@case("TASK-30")
async def a_task_that_cancels_itself_does_not_wait(t):
    async def child(wait):
        t("cancels itself", asyncio.current_task().cancel("myself"))
        t("goes on")
        asyncio.get_running_loop().call_soon(t, "next pass")
        try:
            await wait()
            t("not reached")
        except asyncio.CancelledError as e:
            t("got", e)
        await asyncio.sleep(1)
        t("second await is undisturbed")

    await asyncio.create_task(child(lambda: asyncio.sleep(10)), name="sleeps")
    await asyncio.create_task(child(lambda: asyncio.sleep(0)), name="yields")
    await asyncio.create_task(child(lambda: asyncio.get_running_loop().create_future()), name="waits")


@case("TASK-31")
async def a_task_that_cancels_itself_cancels_what_it_awaits_next(t):
    async def inner():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("inner got", e)
            raise

    async def outer(task):
        asyncio.current_task().cancel("myself")
        t("nothing happened yet", task.cancelling())
        try:
            await task
        except asyncio.CancelledError as e:
            t("outer got", e, "inner cancelled", task.cancelled())
            raise

    inner_task = asyncio.create_task(inner(), name="inner")
    await asyncio.sleep(1)
    outer_task = asyncio.create_task(outer(inner_task), name="outer")
    await asyncio.gather(inner_task, outer_task, return_exceptions=True)
    t("cancelled", inner_task.cancelled(), outer_task.cancelled())


@case("TASK-32")
async def a_task_that_cancels_itself_at_its_end_is_cancelled(t):
    async def child():
        await asyncio.sleep(1)
        asyncio.current_task().cancel("at the end")
        t("returns")
        return "dropped"

    task = asyncio.create_task(child(), name="child")
    try:
        t("not reached", await task)
    except asyncio.CancelledError as e:
        t("awaiter got", e)
    t("cancelled", task.cancelled())


@case("TASK-33")
async def a_cancelled_error_out_of_nowhere_cancels_its_task(t):
    async def child():
        raise asyncio.CancelledError("my own")

    task = asyncio.create_task(child(), name="child")
    try:
        await task
    except asyncio.CancelledError as e:
        t("awaiter got", e)
    t("cancelled", task.cancelled(), "requests", task.cancelling())


@case("TASK-36")
async def the_message_reaches_the_body_and_the_awaiter(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("body got", e)
            raise

    task = asyncio.create_task(child(), name="child")
    await asyncio.sleep(1)
    task.cancel("the reason")
    try:
        await task
    except asyncio.CancelledError as e:
        t("awaiter got", e)


@case("TASK-37")
async def no_message_and_messages_that_are_not_text(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("body got", e)
            raise

    async def awaited(task):
        await asyncio.sleep(1)
        try:
            await task
        except asyncio.CancelledError as e:
            return e

    def cancel_later(task, *message):
        asyncio.get_running_loop().call_later(1, task.cancel, *message)
        return task

    t("without", await awaited(cancel_later(asyncio.create_task(child()))))
    t("none", await awaited(cancel_later(asyncio.create_task(child()), None)))
    t("number", await awaited(cancel_later(asyncio.create_task(child()), 5)))
    message = ["a", "list"]
    error = await awaited(cancel_later(asyncio.create_task(child()), message))
    t("list", error, "the same object", error.args[0] is message)


@case("TASK-38")
async def the_last_message_before_the_start_is_used(t):
    async def child():
        t("not reached")

    task = asyncio.create_task(child(), name="child")
    t("cancel", task.cancel("first"), task.cancel("second"), task.cancel("last"))
    try:
        await task
    except asyncio.CancelledError as e:
        t("awaiter got", e, "requests", task.cancelling())
