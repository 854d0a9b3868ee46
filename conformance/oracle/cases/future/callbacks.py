import asyncio
import contextvars

from case import Boom, case


@case("FUTURE-20")
async def the_callback_gets_the_future_in_a_later_pass(t):
    loop = asyncio.get_running_loop()
    finished, failed = loop.create_future(), loop.create_future()
    finished.add_done_callback(lambda f: t("finished", f is finished, f.done(), f.result()))
    failed.add_done_callback(lambda f: t("failed", f is failed, f.done(), f.exception()))
    await asyncio.sleep(1)
    loop.call_soon(t, "queued before")
    finished.set_result("value")
    failed.set_exception(Boom("bad"))
    loop.call_soon(t, "queued after")
    t("completed, nobody was called")
    await asyncio.sleep(0)
    t("a pass later")
    await asyncio.sleep(1)
    t("end")


@case("FUTURE-21")
async def callbacks_run_in_the_order_of_registration(t):
    future = asyncio.get_running_loop().create_future()

    async def waiter():
        await future
        t("goes on")

    future.add_done_callback(lambda _: t("first"))
    future.add_done_callback(lambda _: t("second"))
    task = asyncio.create_task(waiter(), name="a waiter between")
    await asyncio.sleep(0)
    future.add_done_callback(lambda _: t("third"))
    future.set_result(None)
    future.add_done_callback(lambda _: t("fourth, on the done future"))
    await task
    await asyncio.sleep(1)
    t("end")


@case("FUTURE-22")
async def cancelling_calls_back_too(t):
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda f: t("first", f is future, f.done(), f.cancelled()))
    future.add_done_callback(lambda f: t("second"))
    t("cancel", future.cancel())
    t("nobody was called")
    await asyncio.sleep(0)
    t("cancel again", future.cancel())
    await asyncio.sleep(1)
    t("called once")


@case("FUTURE-23")
async def a_done_future_calls_back_in_the_next_pass(t):
    loop = asyncio.get_running_loop()
    finished, failed, cancelled = loop.create_future(), loop.create_future(), loop.create_future()
    finished.set_result(None)
    failed.set_exception(Boom("bad"))
    cancelled.cancel()

    def called(future):
        t("called back", future.cancelled())
        if future is finished:
            future.add_done_callback(lambda f: t("registered in a callback", f is future))
            t("registered")

    loop.call_soon(t, "queued before")
    for future in (finished, failed, cancelled):
        future.add_done_callback(called)
    loop.call_soon(t, "queued after")
    t("registered, nobody was called", failed.exception())
    await asyncio.sleep(0)
    t("a pass later")
    await asyncio.sleep(0)
    t("two passes later")


@case("FUTURE-24")
async def each_registration_counts(t):
    future = asyncio.get_running_loop().create_future()

    def callback(_):
        t("the same callback")

    future.add_done_callback(callback)
    future.add_done_callback(lambda _: t("another"))
    future.add_done_callback(callback)
    future.add_done_callback(callback)
    future.set_result(None)
    future.add_done_callback(callback)
    await asyncio.sleep(1)
    t("end")


@case("FUTURE-25")
async def a_callback_that_raises_is_reported_and_the_others_run(t):
    t.catch_reports()
    future = asyncio.get_running_loop().create_future()

    def failing(_):
        t("raises")
        raise Boom("callback")

    future.add_done_callback(lambda _: t("before"))
    future.add_done_callback(failing)
    future.add_done_callback(lambda _: t("after"))
    future.set_result("value")
    await asyncio.sleep(1)
    t("the future is as it was", future.result(), future.exception())
    future.add_done_callback(failing)
    await asyncio.sleep(1)
    t("end")


var = contextvars.ContextVar("var", default="nothing")


@case("FUTURE-26")
async def a_callback_runs_in_a_copy_of_the_context_of_its_registration(t):
    future = asyncio.get_running_loop().create_future()

    def callback(_):
        t("sees", var.get())
        var.set("set by a callback")

    async def complete():
        var.set("of the completing task")
        future.set_result(None)

    var.set("at the first registration")
    future.add_done_callback(callback)
    future.add_done_callback(callback)
    var.set("at the second registration")
    future.add_done_callback(callback)
    var.set("later")
    await asyncio.create_task(complete())
    await asyncio.sleep(1)
    future.add_done_callback(callback)
    var.set("latest")
    await asyncio.sleep(1)
    t("here", var.get())


@case("FUTURE-27")
async def an_explicit_context_is_used_as_it_is(t):
    future = asyncio.get_running_loop().create_future()

    def callback(_):
        t("sees", var.get())
        var.set(var.get() + "!")

    var.set("of the task")
    context = contextvars.Context()
    context.run(var.set, "before")
    future.add_done_callback(callback, context=context)
    future.add_done_callback(callback, context=context)
    future.add_done_callback(callback)
    context.run(var.set, "after the registration")
    future.set_result(None)
    await asyncio.sleep(1)
    t("left behind", context[var])
    future.add_done_callback(callback, context=context)
    await asyncio.sleep(1)
    t("left behind", context[var], var.get())
