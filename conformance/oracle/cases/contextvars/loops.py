"""Contexts of tasks and callbacks."""

import asyncio
import decimal
from contextvars import Context, ContextVar, copy_context

from case import case


@case("CTXVAR-27")
async def awaiting_a_coroutine_shares_the_context(t):
    var = ContextVar("var", default="default")

    async def sets(value):
        t("sees", var.get())
        var.set(value)
        await asyncio.sleep(1)
        var.set(value + "!")

    await sets("first")
    t("after", var.get())
    await sets("second")
    t("after", var.get())


@case("CTXVAR-28")
async def a_task_keeps_its_changes_to_itself(t):
    var = ContextVar("var", default="default")

    async def child(value):
        t("child sees", var.get())
        var.set(value)
        await asyncio.sleep(1)
        t("child sees", var.get())

    var.set("parent's")
    await asyncio.create_task(child("direct"), name="direct")
    t("parent sees", var.get())
    await asyncio.gather(child("one"), child("two"))
    t("parent sees", var.get())
    async with asyncio.TaskGroup() as group:
        group.create_task(child("three"), name="three")
        group.create_task(child("four"), name="four")
        var.set("later")
    t("parent sees", var.get())


@case("CTXVAR-29")
async def a_callback_runs_in_a_copy_made_when_it_was_scheduled(t):
    var = ContextVar("var", default="default")
    loop = asyncio.get_running_loop()

    def callback():
        t("sees", var.get())
        var.set("set by a callback")

    var.set("first")
    loop.call_soon(callback)
    loop.call_soon(callback)
    var.set("second")
    loop.call_soon_threadsafe(callback)
    var.set("later")
    await asyncio.sleep(1)
    t("here", var.get())


@case("CTXVAR-30")
async def a_callback_runs_in_the_context_it_is_given(t):
    var = ContextVar("var", default="default")
    loop = asyncio.get_running_loop()
    context = copy_context()

    def callback():
        t("sees", var.get())
        var.set(var.get() + "!")

    var.set("here")
    loop.call_soon(callback, context=context)
    loop.call_soon_threadsafe(callback, context=context)
    loop.call_later(1, callback, context=context)
    loop.call_at(loop.time() + 2, callback, context=context)
    context.run(lambda: var.set("given"))
    await asyncio.sleep(5)
    t("left behind", context[var], "here", var.get())


@case("CTXVAR-31")
async def a_completion_callback_does_not_change_the_registering_task(t):
    var = ContextVar("var", default="default")
    var.set("registering")

    async def child():
        await asyncio.sleep(1)
        var.set("child's")

    def callback(task):
        t("callback sees", var.get())
        var.set("callback's")

    task = asyncio.create_task(child(), name="child")
    task.add_done_callback(callback)
    await task
    await asyncio.sleep(1)
    t("here", var.get())


@case("CTXVAR-32")
async def tasks_in_one_context_see_each_others_values(t):
    var = ContextVar("var", default="default")
    context = copy_context()

    async def worker(value):
        for turn in ("1", "2"):
            t("sees", var.get())
            var.set(value + turn)
            await asyncio.sleep(1)

    first = asyncio.create_task(worker("a"), name="a", context=context)
    second = asyncio.create_task(worker("b"), name="b", context=context)
    await first
    await second
    t("left behind", context[var], "here", var.get())


@case("CTXVAR-35")
async def state_built_on_variables_stays_with_its_task(t):
    async def divides(precision, delay):
        decimal.setcontext(decimal.Context(prec=precision))
        for _ in range(3):
            t("third", str(decimal.Decimal(1) / decimal.Decimal(3)))
            await asyncio.sleep(delay)

    decimal.setcontext(decimal.Context(prec=2))
    coarse = asyncio.create_task(divides(4, 1), name="coarse")
    fine = asyncio.create_task(divides(8, 1.5), name="fine")
    await coarse
    await fine
    t("third", str(decimal.Decimal(1) / decimal.Decimal(3)))


@case("CTXVAR-38")
async def a_timer_runs_in_a_copy_made_at_its_registration(t):
    var = ContextVar("var", default="default")
    loop = asyncio.get_running_loop()

    def callback():
        t("sees", var.get())
        var.set("set by a callback")

    var.set("first")
    loop.call_later(1, callback)
    loop.call_at(loop.time() + 2, callback)
    var.set("second")
    loop.call_later(3, callback)
    var.set("later")
    await asyncio.sleep(5)
    t("here", var.get())


@case("CTXVAR-39")
async def limiting_the_time_keeps_the_context(t):
    var = ContextVar("var", default="default")
    main = asyncio.current_task()

    async def sets(value):
        t("sees", var.get(), "same task", asyncio.current_task() is main)
        var.set(value)
        await asyncio.sleep(1)
        var.set(value + "!")
        await asyncio.sleep(1)

    await asyncio.wait_for(sets("waited for"), 5)
    t("after", var.get())
    async with asyncio.timeout(5):
        await sets("in a block")
    t("after", var.get())
    try:
        await asyncio.wait_for(sets("too long"), 1.5)
    except TimeoutError as e:
        t("caught", e, "after", var.get())
