import asyncio
import contextvars

from case import case


@case("CORO-13")
async def a_task_runs_in_a_copy_of_its_creators_context(t):
    var = contextvars.ContextVar("var", default="default")

    async def grandchild():
        t("grandchild sees", var.get())
        var.set("grandchild's")

    async def child():
        t("child sees", var.get())
        var.set("child's")
        await asyncio.sleep(1)
        t("child sees", var.get())
        await asyncio.create_task(grandchild(), name="grandchild")
        t("child sees", var.get())

    before = asyncio.create_task(child(), name="before")
    var.set("creator's")
    task = asyncio.create_task(child(), name="after")
    var.set("creator's next")
    await before
    await task
    t("creator sees", var.get())


@case("CORO-14")
async def a_task_runs_in_the_context_it_is_given(t):
    var = contextvars.ContextVar("var", default="default")

    async def child(value):
        t("sees", var.get())
        var.set(value)
        await asyncio.sleep(0)
        var.set(value + "!")

    context = contextvars.copy_context()
    first = asyncio.create_task(child("first"), context=context, name="first")
    await first
    t("context has", context.get(var), "creator sees", var.get())
    await asyncio.create_task(child("second"), context=context, name="second")
    t("context has", context.get(var), "creator sees", var.get())
    t("same context", first.get_context() is context)


@case("CORO-15", since="3.15", fix="gh-157301")
async def what_is_no_context_is_refused(t):
    async def body():
        t("body runs")

    for eager in (False, True):
        coro = body()
        try:
            asyncio.create_task(coro, context=object(), eager_start=eager)
        except TypeError as e:
            t("refused", e)
        coro.close()
        t("tasks", [task.get_name() for task in asyncio.all_tasks()])
    t("loop goes on", await asyncio.create_task(asyncio.sleep(1, "value")))
