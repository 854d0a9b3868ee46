import asyncio
import contextvars

from case import case


@case("RUNNER-26")
def runs_share_one_context(t):
    var, other = contextvars.ContextVar("var", default=-1), contextvars.ContextVar("other", default=-1)

    async def changes(value):
        old = var.get()
        await asyncio.sleep(1)
        var.set(value)
        return old

    async def changes_in_a_child():
        await asyncio.create_task(changes("the child's"))
        return [var.get(), other.get()]

    other.set("set before")
    with t.runner() as runner:
        t("first", runner.run(changes(1)))
        t("second", runner.run(changes(2)))
        t("a task of its own has a copy", runner.run(changes_in_a_child()))
        t("third", runner.run(changes(3)))
    with t.runner() as runner:
        t("another runner", runner.run(changes(4)))


@case("RUNNER-27")
def the_callers_context_and_the_runners_are_apart(t):
    var = contextvars.ContextVar("var", default="default")

    async def changes(value):
        old = var.get()
        var.set(value)
        await asyncio.sleep(0)
        return [old, var.get()]

    var.set("before")
    with t.runner() as runner:
        runner.get_loop()
        var.set("after initialisation")
        t("inside", runner.run(changes("one")))
        t("caller", var.get())
        var.set("between")
        t("inside", runner.run(changes("two")))
        t("caller", var.get())
    t("caller", var.get())
    t("inside run", t.run(changes("three")))
    t("caller", var.get())


@case("RUNNER-28")
def an_explicit_context_serves_one_run(t):
    var = contextvars.ContextVar("var", default="default")

    async def changes(value):
        old = var.get()
        await asyncio.sleep(1)
        var.set(value)
        return old

    given = contextvars.copy_context()
    given.run(var.set, "given")
    with t.runner() as runner:
        t("shared", runner.run(changes("shared one")))
        t("given", runner.run(changes("given two"), context=given))
        t("in the given context", given[var])
        t("shared", runner.run(changes("shared three")))
        t("given again", runner.run(changes("given four"), context=given))
        t("in the given context", given[var])
        t("shared", runner.run(changes("shared five")))
    t("caller", var.get())
