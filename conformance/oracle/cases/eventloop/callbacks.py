import asyncio
import contextvars

from case import case


@case("LOOP-25")
async def a_callback_runs_in_the_next_pass(t):
    handle = asyncio.get_running_loop().call_soon(t, "callback")
    t("scheduled", isinstance(handle, asyncio.Handle), handle.cancelled())
    await asyncio.sleep(0)
    t("main again")


@case("LOOP-26")
async def callbacks_run_once_in_the_order_of_scheduling(t):
    loop = asyncio.get_running_loop()
    for number in range(5):
        loop.call_soon(t, "callback", number)
    for _ in range(3):
        await asyncio.sleep(0)
    t("main again")


@case("LOOP-27")
async def what_a_callback_schedules_runs_in_the_following_pass(t):
    def first():
        t("first")
        loop.call_soon(t, "scheduled by the first")

    loop = asyncio.get_running_loop()
    loop.call_soon(first)
    loop.call_soon(t, "second")
    await asyncio.sleep(0)
    t("main in between")
    await asyncio.sleep(0)


@case("LOOP-28")
async def a_callback_runs_in_a_copy_of_the_context(t):
    def changes():
        t("inside", var.get())
        var.set("the callback's")

    var = contextvars.ContextVar("var", default="default")
    loop = asyncio.get_running_loop()
    var.set("when scheduled")
    loop.call_soon(changes)
    loop.call_later(0, changes)
    var.set("later")
    await asyncio.sleep(1)
    t("outside", var.get())


@case("LOOP-29")
async def an_explicit_context_is_used_as_it_is(t):
    def changes():
        t("inside", var.get())
        var.set("the callback's")

    var = contextvars.ContextVar("var", default="default")
    loop = asyncio.get_running_loop()
    given = contextvars.Context()
    given.run(var.set, "given")
    loop.call_soon(changes, context=given)
    loop.call_later(1, changes, context=given)
    await asyncio.sleep(2)
    t("afterwards", given[var], var.get())


@case("LOOP-40")
async def a_cancelled_callback_never_runs(t):
    loop = asyncio.get_running_loop()
    soon = loop.call_soon(t, "never")
    later = loop.call_later(1, t, "never")
    ran = loop.call_soon(t, "runs")
    soon.cancel()
    soon.cancel()
    later.cancel()
    later.cancel()
    await asyncio.sleep(2)
    ran.cancel()
    await asyncio.sleep(0)
    t("main ends")


@case("LOOP-41")
async def a_handle_tells_whether_it_was_cancelled(t):
    loop = asyncio.get_running_loop()
    handles = [loop.call_soon(t, "never"), loop.call_later(1, t, "never"), loop.call_soon(t, "runs")]
    t("scheduled", [handle.cancelled() for handle in handles])
    handles[0].cancel()
    handles[1].cancel()
    t("cancelled", [handle.cancelled() for handle in handles])
    await asyncio.sleep(2)
    t("run", [handle.cancelled() for handle in handles])


@case("LOOP-42")
async def a_handle_gives_its_context(t):
    var = contextvars.ContextVar("var", default="default")
    loop, given = asyncio.get_running_loop(), contextvars.Context()
    var.set("when scheduled")
    handle = loop.call_soon(t, "callback", context=given)
    timer = loop.call_later(1, t, "timer", context=given)
    copied = loop.call_soon(t, "callback")
    t("given", handle.get_context() is given, timer.get_context() is given)
    var.set("later")
    t("copied", copied.get_context()[var])
    await asyncio.sleep(2)
