import asyncio
import contextvars

from by_hand import ByHand
from case import case


@case("CORO-05")
async def a_new_task_starts_in_a_later_pass(t):
    loop = asyncio.get_running_loop()

    async def child():
        t("child starts")

    async def does_not_suspend():
        t("creator goes on")

    loop.call_soon(t, "queued before the task")
    task = asyncio.create_task(child())
    loop.call_soon(t, "queued after the task")
    t("created", task, task.done())
    await does_not_suspend()
    await asyncio.sleep(0)
    t("after one pass", task.done())


@case("CORO-06")
async def tasks_start_in_the_order_of_creation(t):
    async def grandchild():
        t("starts")

    async def child():
        t("starts")
        asyncio.create_task(grandchild(), name=f"{asyncio.current_task().get_name()}'s child")
        await asyncio.sleep(0)
        t("goes on")

    tasks = [asyncio.create_task(child(), name=name) for name in ("c", "a", "b")]
    t("created")
    for task in tasks:
        await task


@case("CORO-07")
async def sleeping_tasks_overlap(t):
    async def child(seconds):
        t("starts")
        await asyncio.sleep(seconds)
        t("ends")
        return seconds

    slow = asyncio.create_task(child(3), name="slow")
    quick = asyncio.create_task(child(2), name="quick")
    t("values", await slow, await quick)


@case("CORO-08")
def without_a_running_loop_no_task_is_created(t):
    async def body():
        t("body runs")
        return "value"

    coro = body()
    try:
        asyncio.create_task(coro)
    except RuntimeError as e:
        t("refused", e)
    t("still usable", t.run(coro))


@case("CORO-09")
async def a_task_needs_a_coroutine(t):
    try:
        asyncio.create_task(None)
    except TypeError as e:
        t("refused", e)
    t("tasks", [task.get_name() for task in asyncio.all_tasks()])
    t("loop goes on", await asyncio.create_task(asyncio.sleep(1, "value")))


@case("CORO-10")
async def an_object_with_the_coroutine_protocol_is_a_coroutine(t):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.set_result, None)
    loop.call_soon(loop.call_soon, t, "two passes later")
    t("task's value", await asyncio.create_task(ByHand(t, None, None, future), name="by hand"))

    cancelled = asyncio.create_task(ByHand(t, loop.create_future()), name="cancelled")
    await asyncio.sleep(1)
    cancelled.cancel("stop")
    try:
        await cancelled
    except asyncio.CancelledError as e:
        t("caught", e)

    t("inline value", await ByHand(t, None))


@case("CORO-37")
def a_task_that_cannot_be_queued_does_not_exist(t):
    async def body():
        t("body runs")

    loop = t.new_loop()
    loop.close()
    for create in (lambda coro: loop.create_task(coro), lambda coro: asyncio.Task(coro, loop=loop)):
        coro = body()
        try:
            create(coro)
        except RuntimeError as e:
            t("refused", e)
        coro.close()
        t("tasks", len(asyncio.all_tasks(loop)))


@case("CORO-11")
async def a_task_has_the_name_it_was_given(t):
    async def child():
        await asyncio.sleep(0)
        t("runs", asyncio.current_task().get_name())

    task = asyncio.create_task(child(), name="given")
    number = asyncio.create_task(child(), name=42)
    t("names", task.get_name(), number.get_name())
    await task
    await number
    t("names when done", task.get_name(), number.get_name())


@case("CORO-12")
async def generated_names_count_up(t):
    async def child():
        pass

    first = asyncio.create_task(child())
    asyncio.create_task(child(), name="named")
    tasks = [first] + [asyncio.create_task(child()) for _ in range(3)]
    names = [task.get_name() for task in tasks]
    numbers = [int(name.removeprefix("Task-")) for name in names]
    t("prefix", all(name.startswith("Task-") for name in names))
    t("increasing", all(a < b for a, b in zip(numbers, numbers[1:])))
    t("names", names)
    t("names again", [task.get_name() for task in tasks])


@case("CORO-16", since="3.14")
async def the_factory_gets_every_option_as_it_was_given(t):
    running, context = asyncio.get_running_loop(), contextvars.copy_context()

    async def child():
        t("child runs")
        return "value"

    def factory(loop, coro, **options):
        t("factory", loop is running, coro is given)
        t("options", options.get("name"), options.get("eager_start"), options.get("context") is context)
        return asyncio.Task(coro, loop=loop, **options)

    running.set_task_factory(factory)
    given = child()
    task = asyncio.create_task(given, name="given", context=context, eager_start=False)
    t("created", task, task.get_context() is context)
    t("value", await task)
    given = child()
    t("value", await asyncio.create_task(given))
    running.set_task_factory(None)


@case("CORO-18")
def a_pending_task_that_is_lost_is_reported(t):
    loop = t.new_loop()
    t.catch_reports(loop)

    async def gives_way():
        try:
            while True:
                t("step")
                await asyncio.sleep(0)
        except GeneratorExit as e:
            t("thrown in", e)
            raise

    async def waits(future):
        await future

    async def ends():
        t("ends")

    async def main():
        loop.create_task(gives_way(), name="queued")
        loop.create_task(waits(loop.create_future()), name="waiting")
        loop.create_task(ends(), name="done")
        await asyncio.sleep(0)

    loop.run_until_complete(main())
    t("closing")
    loop.close()
    t.collect()
    t("closed")
