"""A task's name, its text, and the stack it shows."""

import asyncio
import io
import re

from case import Boom, case


def stack(task, *known, limit=None):
    """Of the known functions, those on the task's stack, oldest first."""
    return [frame.f_code.co_name for frame in task.get_stack(limit=limit) if frame.f_code.co_name in known]


@case("TASK-11")
async def a_name_is_text_whatever_it_is_made_of(t):
    async def child():
        t("who runs")

    number = asyncio.create_task(child(), name=1234)
    made_of = [1]
    listed = asyncio.create_task(child(), name=made_of)
    made_of.append(2)
    t("a number", number.get_name() == "1234")
    t("converted at creation", listed.get_name() == "[1]")
    await asyncio.sleep(0)
    listed.set_name(made_of)
    made_of.append(3)
    t("converted by the setter", listed.get_name() == "[1, 2]")
    unnamed = asyncio.create_task(child())
    t("generated", unnamed.get_name().startswith("Task-"))
    await unnamed


@case("TASK-12")
async def renaming_shows_in_the_accessor_and_in_the_text(t):
    async def child():
        t("begins")
        await asyncio.sleep(1)
        t("ends")

    task = asyncio.create_task(child(), name="before")
    await asyncio.sleep(0)
    t("before", task.get_name(), "before" in repr(task), "after" in repr(task))
    task.set_name("after")
    t("after", task.get_name(), "before" in repr(task), "after" in repr(task))
    await task
    task.set_name("at last")
    t("renamed when done", task.get_name(), "at last" in repr(task), "after" in repr(task))


@case("TASK-13")
async def the_text_tells_state_name_coroutine_and_callbacks(t):
    async def worker(outcome):
        await asyncio.sleep(1)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def watcher(task):
        pass

    states = "pending", "cancelling", "cancelled", "finished"
    parts = "result", "exception", "fruit", "Boom", "watcher", "worker"

    def describe(when, task):
        text = repr(task)
        state = min((state for state in states if state in text), key=text.index)  # what it waits for has one too
        t(when, task.get_name() in text, state, [part for part in parts if part in text])

    returns = asyncio.create_task(worker("fruit"), name="alice")
    fails = asyncio.create_task(worker(Boom("a")), name="bob")
    stopped = asyncio.create_task(worker(None), name="carol")
    returns.add_done_callback(watcher)
    describe("created", returns)
    await asyncio.sleep(0.5)
    describe("suspended", fails)
    stopped.cancel()
    describe("cancel requested", stopped)
    await asyncio.sleep(1)
    describe("returned", returns)
    describe("failed", fails)
    describe("cancelled", stopped)
    fails.exception()


@case("TASK-14")
def the_text_tells_what_a_task_waits_for(t):
    loop = t.new_loop()

    async def waits_for(other):
        await tasks[other]

    async def sleeps():
        await asyncio.sleep(100)

    async def main():
        t("waiting", "bob" in repr(tasks["alice"]), "waits for carol", "carol" in repr(tasks["bob"]))
        t("through another", "carol" in repr(tasks["alice"]))
        t("a sleeper waits for a future", "Future" in repr(tasks["carol"]))
        t("each other", "erin" in repr(tasks["dave"]), "dave" in repr(tasks["erin"]))

    loop.set_exception_handler(lambda *_: None)  # the tasks never end
    tasks = {}
    for name, body in {"alice": waits_for("bob"), "bob": waits_for("carol"), "carol": sleeps(),
                       "dave": waits_for("erin"), "erin": waits_for("dave")}.items():
        tasks[name] = loop.create_task(body, name=name)
    t("not yet waiting", "bob" in repr(tasks["alice"]))
    loop.run_until_complete(loop.create_task(main(), name="main"))
    loop.close()


@case("TASK-54")
async def the_stack_of_a_task(t):
    known = "outer", "inner", "direct"

    async def outer():
        await inner()

    async def inner():
        await asyncio.sleep(1)
        raise Boom("a")

    async def direct():
        await future

    async def returns():
        pass

    future = asyncio.get_running_loop().create_future()
    waits = asyncio.create_task(direct())
    fails = asyncio.create_task(outer())
    returned = asyncio.create_task(returns())
    await asyncio.sleep(0)
    t("suspended", stack(waits, *known))
    # Python shows this frame only; Braid goes on to the frame that suspended
    t("suspended further down", stack(fails, *known)[0])
    await asyncio.sleep(2)
    t("failed", stack(fails, *known), fails.exception())
    t("returned", len(returned.get_stack()))
    waits.cancel()
    await asyncio.sleep(0)
    t("cancelled", waits.cancelled(), len(waits.get_stack()))


@case("TASK-55")
async def a_stack_may_be_limited(t):
    known = "outer", "middle", "inner", "direct"

    async def outer():
        await middle()

    async def middle():
        inner()

    def inner():
        raise Boom("a")

    async def direct():
        await future

    future = asyncio.get_running_loop().create_future()
    waits, fails = asyncio.create_task(direct()), asyncio.create_task(outer())
    await asyncio.sleep(1)
    for limit in (0, 1, 2):
        t("suspended, at most", limit, stack(waits, *known, limit=limit))
    for limit in (0, 1, 2, 3):
        t("failed, at most", limit, stack(fails, *known, limit=limit))
    t("failed", stack(fails, *known), fails.exception())
    future.cancel()


@case("TASK-56")
async def a_stack_may_be_printed(t):
    known = "outer", "inner", "direct"

    async def outer():
        await inner()

    async def inner():
        raise Boom("a")

    async def direct():
        await future

    async def returns():
        pass

    def printed(task, limit=None):
        out = io.StringIO()
        task.print_stack(limit=limit, file=out)
        first, *rest = out.getvalue().splitlines()
        functions = [found.group(1) for found in (re.search(r"\bin (\w+)$", line) for line in rest) if found]
        t(task.get_name(), "named", task.get_name() in first, "none", first.startswith("No stack"),
          [name for name in functions if name in known], "error", any("Boom" in line for line in rest))

    future = asyncio.get_running_loop().create_future()
    waits = asyncio.create_task(direct(), name="waits")
    fails = asyncio.create_task(outer(), name="fails")
    returned = asyncio.create_task(returns(), name="returned")
    await asyncio.sleep(1)
    printed(waits)
    printed(fails)
    printed(fails, limit=1)
    printed(returned)
    t("error", fails.exception())
    future.cancel()
