"""Contexts and threads."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, ContextVar, copy_context

from case import case

from .variables import refused


def in_thread(body):
    thread = threading.Thread(target=body)
    thread.start()
    thread.join()


@case("CTXVAR-17", threads=True)
def a_context_is_entered_once_at_a_time(t):
    context = Context()

    def inside():
        refused(t, "from inside", lambda: context.run(lambda: t("not reached")))
        Context().run(lambda: refused(t, "through another", lambda: context.run(lambda: t("not reached"))))
        in_thread(lambda: refused(t, "from another thread", lambda: context.run(lambda: t("not reached"))))

    context.run(inside)
    in_thread(lambda: context.run(lambda: t("free again")))
    context.run(lambda: t("free again"))


@case("CTXVAR-25", threads=True)
def each_thread_has_its_own_context(t):
    var = ContextVar("var", default="default")
    var.set("submitter's")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: t("finds", var.get())).result()
        pool.submit(lambda: var.set("worker's")).result()
        t("submitter", var.get(), "worker", pool.submit(var.get).result())
        copy = copy_context()
        pool.submit(lambda: copy.run(lambda: t("in a copy", var.get()))).result()
        pool.submit(lambda: copy.run(lambda: var.set("in the copy"))).result()
        t("submitter", var.get(), "worker", pool.submit(var.get).result(), "copy", copy[var])


@case("CTXVAR-26", threads=True)
def a_new_thread_begins_with_an_empty_context(t):
    var = ContextVar("var", default="default")
    var.set("creator's")

    def begins():
        t("finds", var.get(), len(copy_context()))
        var.set("thread's")

    in_thread(begins)
    t("creator", var.get())
    context = Context()
    context.run(lambda: var.set("given"))
    in_thread(lambda: context.run(begins))
    t("creator", var.get(), "given", context[var])


@case("CTXVAR-33", threads=True)
async def the_thread_helper_copies_the_context_and_the_executor_call_does_not(t):
    var = ContextVar("var", default="default")
    var.set("caller's")

    def reads_and_sets():
        found = var.get()
        var.set("thread's")
        return found

    t("thread helper", await asyncio.to_thread(reads_and_sets), "caller", var.get())
    t("executor", await asyncio.get_running_loop().run_in_executor(None, var.get), "caller", var.get())
    t("thread helper again", await asyncio.to_thread(reads_and_sets), "caller", var.get())
