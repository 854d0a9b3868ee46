import asyncio
import contextvars
from asyncio.staggered import staggered_race

from case import Boom, case

NAMED_LATE = "3.13: a task gets its name only when its eager step is over"


# What runs inside the creating call


@case("EAGER-01", differs=NAMED_LATE)
async def the_body_runs_in_the_creating_call_up_to_its_first_suspension(t):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    done = loop.create_future()
    done.set_result("value")

    async def inner():
        t("inner runs")
        return 1

    async def child():
        t("starts")
        t("inline", await inner())
        t("of a done future", await done)
        await asyncio.sleep(0)
        t("after the first suspension")

    loop.call_soon(t, "callback")
    task = asyncio.create_task(child(), name="child")
    t("created", "done", task.done())
    await task


@case("EAGER-02")
async def a_body_that_does_not_suspend_is_done_at_once(t):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    async def child():
        t("runs")
        return "value"

    loop.call_soon(t, "callback")
    task = asyncio.create_task(child())
    t("created", "done", task.done(), "result", task.result())
    t("awaited", await task)
    await asyncio.sleep(0)
    t("end")


@case("EAGER-03", differs=NAMED_LATE)
async def the_rest_is_driven_by_the_loop(t):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    future = loop.create_future()

    async def child():
        t("starts")
        await asyncio.sleep(0)
        t("second step")
        t("future's value", await future)
        await asyncio.sleep(1)
        t("ends")
        return "value"

    loop.call_soon(t, "queued before")
    task = asyncio.create_task(child(), name="child")
    loop.call_soon(t, "queued after")
    t("created", "done", task.done())
    await asyncio.sleep(0)
    t("one pass later")
    loop.call_later(2, future.set_result, "given")
    t("value", await task)


@case("EAGER-04")
async def what_the_eager_step_did_is_seen_at_once(t):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    future, seen = loop.create_future(), []

    async def child():
        future.set_result("given")
        seen.append("child")
        await asyncio.sleep(1)
        seen.append("child again")

    loop.call_soon(t, "callback")
    task = asyncio.create_task(child())
    t("future done", future.done(), "seen", seen)
    t("awaited", await future)
    await task
    t("seen", seen)


@case("EAGER-21", differs=NAMED_LATE)
async def children_run_before_the_next_statement_of_their_creator(t):
    async def child():
        t("starts")
        await asyncio.sleep(0)
        t("goes on")

    async def creator():
        t("creates")
        children = []
        for name in ("a", "b"):
            children.append(asyncio.create_task(child(), name=name))
            t("created", name)
        for task in children:
            await task

    await creator()
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await creator()


@case("EAGER-22")
async def a_chain_that_never_suspends_schedules_nothing(t):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    async def level(n):
        if n == 0:
            t("bottom", [task.get_name() for task in asyncio.all_tasks()])
            return 0
        below = await level(n - 1) if n % 2 else await asyncio.create_task(level(n - 1))
        return below + 1

    loop.call_soon(t, "callback")
    task = asyncio.create_task(level(8))
    t("done", task.done(), "result", task.result())
    t("tasks", [task.get_name() for task in asyncio.all_tasks()])
    t("awaited", await task)
    await asyncio.sleep(0)
    t("end")


# How the eager step ends


@case("EAGER-05", differs=NAMED_LATE)
async def an_error_in_the_eager_step_stays_in_the_task(t):
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    error = Boom("failed")

    async def child():
        t("fails")
        raise error

    task = asyncio.create_task(child(), name="child")
    t("created", "done", task.done())
    try:
        await task
    except Boom as e:
        t("caught", e, "the same object", e is error)


@case("EAGER-06")
async def an_interrupt_in_the_eager_step_leaves_the_creating_call_too(t):
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    tasks = []

    async def child():
        tasks.append(asyncio.current_task())
        raise KeyboardInterrupt

    try:
        asyncio.create_task(child(), name="child")
        t("not reached")
    except KeyboardInterrupt as e:
        t("caught", e)
        t("stored", tasks[0].exception() is e)
    t("done", tasks[0].done(), "cancelled", tasks[0].cancelled())
    await asyncio.sleep(1)
    t("loop goes on")


@case("EAGER-07")
async def cancelling_after_eager_completion_is_refused(t):
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def child():
        return "value"

    task = asyncio.create_task(child())
    t("cancel", task.cancel("too late"), "cancelled", task.cancelled(), "cancelling", task.cancelling())
    t("value", await task)


@case("EAGER-08")
async def cancelling_after_the_eager_step_reaches_the_suspension(t):
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def child():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            t("thrown in", e)
            raise

    task = asyncio.create_task(child(), name="child")
    t("cancel", task.cancel("stop"), "cancelled", task.cancelled())
    try:
        await task
    except asyncio.CancelledError as e:
        t("caught", e)
    t("cancelled", task.cancelled())


@case("EAGER-19", differs=NAMED_LATE)
async def a_task_may_cancel_itself_in_its_eager_step(t):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    async def suspends():
        asyncio.current_task().cancel("myself")
        t("goes on")
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            t("thrown in", e)
            raise

    async def returns():
        asyncio.current_task().cancel("myself")
        t("goes on")
        return "value"

    loop.call_soon(t, "callback")
    suspended = asyncio.create_task(suspends(), name="suspends")
    t("created", "done", suspended.done())
    returned = asyncio.create_task(returns(), name="returns")
    t("created", "done", returned.done(), "cancelled", returned.cancelled())
    for task in (suspended, returned):
        try:
            await task
        except asyncio.CancelledError as e:
            t("caught", e)
    t("cancelled", suspended.cancelled())


@case("EAGER-18")
async def callbacks_of_a_finished_task_run_in_a_later_pass(t):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    async def child():
        return "value"

    task = asyncio.create_task(child())
    loop.call_soon(t, "queued before")
    task.add_done_callback(lambda done: t("done callback", done is task, done.result()))
    loop.call_soon(t, "queued after")
    t("registered")
    await asyncio.sleep(0)
    t("one pass later")


# What the eager step sees


@case("EAGER-09", differs=NAMED_LATE)
async def the_current_task_is_the_new_one_while_it_starts(t):
    loop, main = asyncio.get_running_loop(), asyncio.current_task()
    loop.set_task_factory(asyncio.eager_task_factory)
    starting = []

    async def child(depth):
        me = asyncio.current_task()
        starting.append(me)
        t("starts", "new", me is not main, "done", me.done())
        if depth:
            inner = asyncio.create_task(child(depth - 1), name=f"depth {depth - 1}")
            t("back", asyncio.current_task() is me, inner is not me)
        await asyncio.sleep(0)
        t("second step", asyncio.current_task() is me)

    async def fails():
        raise Boom("failed")

    task = asyncio.create_task(child(2), name="depth 2")
    t("back", asyncio.current_task() is main, task is starting[0])
    t("after a failure", asyncio.create_task(fails()).exception(), asyncio.current_task() is main)
    await task
    await asyncio.sleep(1)


@case("EAGER-10", differs=NAMED_LATE)
async def the_task_set_has_the_task_while_it_runs_and_if_it_suspends(t):
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    def names():
        return [task.get_name() for task in asyncio.all_tasks()]

    async def suspends():
        t("tasks", names())
        await asyncio.sleep(1)
        t("tasks", names())

    async def returns():
        t("tasks", names())

    async def fails():
        t("tasks", names())
        raise Boom("failed")

    pending = asyncio.create_task(suspends(), name="suspends")
    t("tasks", names())
    asyncio.create_task(returns(), name="returns")
    t("tasks", names())
    asyncio.create_task(fails(), name="fails").exception()
    t("tasks", names())
    await pending
    t("tasks", names())


@case("EAGER-11", differs=NAMED_LATE)
async def the_eager_step_runs_in_a_copy_of_the_context(t):
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    var = contextvars.ContextVar("var", default="default")

    async def child():
        t("sees", var.get())
        var.set("child's")
        await asyncio.sleep(0)
        t("sees", var.get())

    var.set("creator's")
    task = asyncio.create_task(child(), name="child")
    t("creator sees", var.get(), "task's context has", task.get_context().get(var))
    var.set("creator's next")
    await task
    t("creator sees", var.get())


@case("EAGER-15", since="3.14")
async def the_name_is_there_in_the_eager_step(t):
    async def child():
        t("runs", asyncio.current_task().get_name())

    task = asyncio.create_task(child(), name="per call", eager_start=True)
    t("created", task)
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(child(), name="by the factory")
    t("created", task)


@case("EAGER-16", differs=NAMED_LATE)
async def a_task_that_finished_eagerly_has_no_coroutine(t):
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def child(seconds):
        t("while it starts", asyncio.current_task().get_coro() is coro)
        if seconds:
            await asyncio.sleep(seconds)

    coro = child(0)
    t("finished", asyncio.create_task(coro, name="finished").get_coro() is None)
    coro = child(1)
    task = asyncio.create_task(coro, name="suspended")
    t("suspended", task.get_coro() is coro)
    await task
    t("finished later", task.get_coro() is coro)


# Who decides


@case("EAGER-12")
def a_loop_that_is_not_running_starts_nothing_eagerly(t):
    async def child():
        t("starts")
        return "value"

    loop = t.new_loop()
    task = asyncio.Task(child(), loop=loop, name="direct", eager_start=True)
    t("created", "done", task.done())
    loop.set_task_factory(asyncio.eager_task_factory)
    loop.create_task(child()).set_name("by the factory")
    t("tasks", len(asyncio.all_tasks(loop)))
    t("value", loop.run_until_complete(task))
    loop.close()


@case("EAGER-13", since="3.14")
async def the_creating_call_overrides_the_loop(t):
    loop = asyncio.get_running_loop()

    async def child():
        t("starts")

    def create(name, **options):
        t("creates", name)
        tasks.append(asyncio.create_task(child(), name=name, **options))
        t("created", name, "done", tasks[-1].done())

    tasks = []
    create("default")
    create("default, eager", eager_start=True)
    create("default, not eager", eager_start=False)
    loop.set_task_factory(asyncio.eager_task_factory)
    create("factory")
    create("factory, eager", eager_start=True)
    create("factory, not eager", eager_start=False)
    for task in tasks:
        await task


@case("EAGER-14", since="3.15")
async def without_a_loop_given_the_running_one_is_used(t):
    running = asyncio.get_running_loop()

    async def child():
        t("starts", asyncio.get_running_loop() is running)
        await asyncio.sleep(1)
        return "value"

    task = asyncio.Task(child(), name="child", eager_start=True)
    t("created", task.get_loop() is running, "done", task.done())
    t("value", await task)


@case("EAGER-17", since="3.15", fix="gh-157301")
async def a_context_that_is_entered_is_refused(t):
    var, context = contextvars.ContextVar("var", default="default"), contextvars.copy_context()

    async def child():
        t("starts", var.get())
        return "value"

    def create():
        var.set("inside")
        coro = child()
        try:
            asyncio.create_task(coro, name="child", context=context, eager_start=True)
        except RuntimeError as e:
            t("refused", e)
        coro.close()
        t("still inside", var.get(), "tasks", [task.get_name() for task in asyncio.all_tasks()])

    context.run(create)
    t("outside", var.get())
    await asyncio.sleep(1)
    t("loop goes on", await asyncio.create_task(child(), name="once left", context=context, eager_start=True))


@case("EAGER-20", since="3.14")
async def an_eager_factory_of_ones_own(t):
    running, context = asyncio.get_running_loop(), contextvars.copy_context()

    async def child():
        t("starts")
        await asyncio.sleep(0)
        return "value"

    def constructor(coro, *, loop, eager_start, **options):
        t("constructor", coro is given, loop is running, "eager", eager_start)
        t("options", options.get("name"), options.get("context") is context)
        return asyncio.Task(coro, loop=loop, eager_start=eager_start, **options)

    factory = asyncio.create_eager_task_factory(constructor)
    running.set_task_factory(factory)
    t("installed", running.get_task_factory() is factory)
    given = child()
    plain = asyncio.create_task(given)
    t("created", plain)
    given = child()
    full = asyncio.create_task(given, name="full", context=context)
    t("created", full)
    given = child()
    deferred = asyncio.create_task(given, name="deferred", eager_start=False)
    t("created", deferred)
    running.set_task_factory(None)
    t("values", await plain, await full, await deferred)


# Together with others


@case("EAGER-23")
async def gathering_what_finished_eagerly_is_done_at_once(t):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    async def child(n):
        t("child runs", n)
        return n

    async def nested(n):
        return await asyncio.gather(child(n), child(n + 1))

    async def fails():
        raise Boom("failed")

    loop.call_soon(t, "callback")
    gathered = asyncio.gather(child(1), nested(2), child(4))
    t("done", gathered.done(), "result", gathered.result())
    t("awaited", await gathered)
    failed = asyncio.gather(child(5), fails())
    t("done", failed.done(), "exception", failed.exception())


@case("EAGER-24", since="3.14")
async def a_staggered_race_works_the_same(t):
    def candidate(name, seconds, fails=False):
        async def run():
            t("starts", name)
            try:
                await asyncio.sleep(seconds)
            except asyncio.CancelledError:
                t("cancelled", name)
                raise
            t("ends", name)
            if fails:
                raise Boom(name)
            return name
        return run

    def fails_at_once():
        async def run():
            t("fails at once")
            raise Boom("at once")
        return run

    async def race(*candidates, delay):
        winner, index, errors = await staggered_race(candidates, delay)
        t("won", winner, index, errors)

    async def all_races():
        await race(candidate("slow", 10), candidate("quick", 1), candidate("late", 0), delay=2)
        await race(candidate("fails", 1, fails=True), candidate("second", 3), delay=2)
        await race(fails_at_once(), fails_at_once(), candidate("third", 0), delay=1)
        await race(fails_at_once(), candidate("fails", 1, fails=True), delay=None)

    await all_races()
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    t("and eagerly")
    await all_races()
