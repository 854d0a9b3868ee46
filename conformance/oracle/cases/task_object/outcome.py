"""What a task ends with, and who gets to see it."""

import asyncio
import contextvars
import traceback

from case import BaseBoom, Boom, case


def functions(frames, *known):
    """Of the known functions, those that the frames are in, oldest first."""
    return [frame.name for frame in frames if frame.name in known]


@case("TASK-04")
async def the_result_of_an_unfinished_task_is_an_invalid_state(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            return "ended"

    def look(when):
        try:
            t(when, task.result())
        except asyncio.InvalidStateError as e:
            t(when, e)

    task = asyncio.create_task(child())
    look("not started")
    await asyncio.sleep(1)
    look("suspended")
    task.cancel()
    look("cancelling")
    await asyncio.sleep(0)
    look("finished")


@case("TASK-05")
async def the_result_of_a_failed_or_cancelled_task_is_thrown(t):
    boom = Boom("a")

    async def fails():
        raise boom

    async def sleeps():
        await asyncio.sleep(10)

    failed, cancelled = asyncio.create_task(fails()), asyncio.create_task(sleeps())
    await asyncio.sleep(1)
    cancelled.cancel("enough")
    await asyncio.sleep(1)
    for attempt in ("first", "second"):
        try:
            failed.result()
        except Boom as e:
            t(attempt, e, "the same object", e is boom)
    try:
        cancelled.result()
    except asyncio.CancelledError as e:
        t("cancelled", e)


@case("TASK-06")
async def the_exception_is_given_not_thrown(t):
    boom = Boom("a")

    async def fails():
        raise boom

    async def returns():
        return 1

    async def sleeps(seconds):
        await asyncio.sleep(seconds)

    failed = asyncio.create_task(fails())
    returned = asyncio.create_task(returns())
    cancelled = asyncio.create_task(sleeps(10))
    unfinished = asyncio.create_task(sleeps(10))
    await asyncio.sleep(1)
    cancelled.cancel("enough")
    await asyncio.sleep(1)
    t("failed", failed.exception(), "the same object", failed.exception() is boom)
    t("returned", returned.exception())
    try:
        t("not reached", unfinished.exception())
    except asyncio.InvalidStateError as e:
        t("unfinished", e)
    try:
        t("not reached", cancelled.exception())
    except asyncio.CancelledError as e:
        t("cancelled", e)
    unfinished.cancel()


@case("TASK-07")
async def the_exception_keeps_its_traceback(t):
    async def outer():
        await inner()

    async def inner():
        await asyncio.sleep(1)
        raise Boom("a")

    def where(error):
        return functions(traceback.extract_tb(error.__traceback__), "outer", "inner")

    task = asyncio.create_task(outer())
    await asyncio.sleep(2)
    t("stored", where(task.exception()))
    try:
        await task
    except Boom as e:
        t("thrown", where(e))
    t("afterwards", where(task.exception()))


@case("TASK-39")
async def only_the_first_look_gives_the_original_cancelled_error(t):
    seen = []

    async def interrupted():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            seen.append(e)
            raise

    async def looked_at_twice(look):
        task = asyncio.create_task(interrupted())
        await asyncio.sleep(1)
        task.cancel("enough")
        await asyncio.sleep(1)
        for attempt in ("first", "second", "third"):
            try:
                look(task)
            except asyncio.CancelledError as e:
                t(attempt, e, "the original", e is seen[-1],
                  functions(traceback.extract_tb(e.__traceback__), "interrupted"))

    await looked_at_twice(lambda task: task.result())
    await looked_at_twice(lambda task: task.exception())


@case("TASK-49")
def an_interrupt_or_exit_is_stored_and_leaves_the_loop(t):
    async def ends_with(error):
        await asyncio.sleep(1)
        t("raises")
        raise error

    async def other():
        await asyncio.sleep(1)
        t("due in the same pass")
        return "value"

    def leaves_the_loop(error):
        loop = t.new_loop()
        raises = loop.create_task(ends_with(error), name="raises")
        task = loop.create_task(other(), name="other")
        try:
            loop.run_until_complete(task)
            t("not reached")
        except (KeyboardInterrupt, SystemExit) as e:
            t("left the loop", e, "the same object", e is error, "running", loop.is_running())
        t("stored", raises.exception() is error, "done", raises.done(), "the other", task.done())
        t("run again", loop.run_until_complete(task))
        loop.close()

    leaves_the_loop(KeyboardInterrupt())
    leaves_the_loop(SystemExit())


@case("TASK-60")
async def other_errors_are_only_stored(t):
    async def fails(error):
        await asyncio.sleep(1)
        raise error

    t.catch_reports()
    for error in (BaseBoom("base"), GeneratorExit()):
        task = asyncio.create_task(fails(error), name="fails")
        await asyncio.sleep(2)
        t("the loop goes on", "done", task.done(), "cancelled", task.cancelled())
        t("stored", task.exception(), "the same object", task.exception() is error)
        try:
            await task
        except BaseException as e:
            t("awaiter got", e)


@case("TASK-50")
async def a_failure_nobody_looked_at_is_reported_when_the_task_is_reclaimed(t):
    async def fails():
        raise Boom("lost")

    t.catch_reports()
    task = asyncio.create_task(fails(), name="fails")
    await asyncio.sleep(1)
    await t.gc()
    t("referred to, so nothing is reported", task.done())
    task = None
    await t.gc()
    t("once only")
    await t.gc()
    t("main ends")


@case("TASK-51")
async def looking_at_a_failure_suppresses_the_report(t):
    async def fails(error):
        raise error

    async def awaits(task):
        try:
            await task
        except Boom as e:
            t("awaited", e)

    async def reads_result(task):
        try:
            task.result()
        except Boom as e:
            t("result", e)

    async def reads_exception(task):
        t("exception", task.exception())

    async def cancels(task):
        t("cancel", task.cancel())

    async def asks_whether_it_is_done(task):
        t("done", task.done(), task.cancelled())

    async def a_failed_task(name, look):
        task = asyncio.create_task(fails(Boom(name)), name=name)
        await asyncio.sleep(1)
        await look(task)

    t.catch_reports()
    await a_failed_task("awaited", awaits)
    await a_failed_task("its result", reads_result)
    await a_failed_task("its exception", reads_exception)
    await a_failed_task("cancelled", cancels)
    await t.gc()
    t("nothing was reported; but")
    await a_failed_task("only asked", asks_whether_it_is_done)
    await t.gc()
    t("main ends")


@case("TASK-52")
async def the_report_is_handled_in_the_tasks_context(t):
    var = contextvars.ContextVar("var", default="unset")

    async def fails():
        var.set("the task's")
        raise Boom("lost")

    seen = []

    def handler(loop, context):
        seen.append((context["exception"], var.get()))

    asyncio.get_running_loop().set_exception_handler(handler)
    var.set("main's")
    task = asyncio.create_task(fails())
    await asyncio.sleep(1)
    task = None
    await t.gc()
    t("handler saw", seen)
    t("main sees", var.get())
