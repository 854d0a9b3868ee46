import asyncio
import inspect

from case import Boom, case


@case("CORO-30")
async def a_coroutine_becomes_a_task(t):
    async def child():
        t("child runs")
        return "value"

    task = asyncio.ensure_future(child())
    t("created", task, isinstance(task, asyncio.Task), "done", task.done())
    t("among the tasks", task in asyncio.all_tasks())
    t("value", await task)


@case("CORO-31")
async def a_future_stays_what_it_is(t):
    loop = asyncio.get_running_loop()

    async def child():
        t("child runs")

    pending, done, task = loop.create_future(), loop.create_future(), asyncio.create_task(child())
    done.set_result("value")
    t("pending future", asyncio.ensure_future(pending) is pending, "done", pending.done())
    t("done future", asyncio.ensure_future(done) is done)
    t("task", asyncio.ensure_future(task) is task, "done", task.done())
    t("with its loop", asyncio.ensure_future(pending, loop=loop) is pending)
    t("tasks", [task.get_name() for task in asyncio.all_tasks()])
    await task


@case("CORO-32")
async def another_awaitable_is_awaited_by_a_new_task(t):
    class Later:
        def __init__(self, outcome):
            self.outcome = outcome

        def __await__(self):
            t("await begins")
            yield from asyncio.sleep(1).__await__()
            if isinstance(self.outcome, Exception):
                raise self.outcome
            return self.outcome

    error = Boom("failed")
    good, bad = asyncio.ensure_future(Later("value")), asyncio.ensure_future(Later(error))
    t("created", isinstance(good, asyncio.Task), isinstance(bad, asyncio.Task))
    t("value", await good)
    try:
        await bad
    except Boom as e:
        t("caught", e, "the same object", e is error)


@case("CORO-33")
async def only_awaitables_become_futures(t):
    try:
        asyncio.ensure_future(None)
    except TypeError as e:
        t("refused", e)
    t("tasks", [task.get_name() for task in asyncio.all_tasks()])


@case("CORO-34")
async def a_future_cannot_move_to_another_loop(t):
    loop, other = asyncio.get_running_loop(), t.new_loop()
    future = loop.create_future()
    try:
        asyncio.ensure_future(future, loop=other)
    except ValueError as e:
        t("refused", e)
    t("its own loop will do", asyncio.ensure_future(future, loop=loop) is future, "done", future.done())
    other.close()


@case("CORO-35")
def a_coroutine_needs_a_loop_to_become_a_task(t):
    async def body():
        t("body runs")
        return "value"

    asyncio.set_event_loop(None)
    coro = body()
    try:
        asyncio.ensure_future(coro)
    except RuntimeError as e:
        t("refused", e)
    t("still usable", t.run(coro))


@case("CORO-36")
def a_closed_loop_closes_the_coroutine_it_is_given(t):
    async def body():
        t("body runs")

    loop = t.new_loop()
    loop.close()
    coro = body()
    try:
        asyncio.ensure_future(coro, loop=loop)
    except RuntimeError as e:
        t("refused", e)
    t("closed", inspect.getcoroutinestate(coro) == inspect.CORO_CLOSED)
