"""What gather gives when nothing goes wrong, and what it makes of its arguments."""

import asyncio

from case import Boom, case


def future():
    return asyncio.get_running_loop().create_future()


@case("GATHER-01")
async def results_are_in_the_order_of_the_arguments(t):
    async def child(n):
        await asyncio.sleep(n)
        t("child ends", n)
        return n

    t("results", await asyncio.gather(child(3), child(1), child(2)))


@case("GATHER-02")
async def coroutines_become_tasks_futures_are_used_as_they_are(t):
    async def child():
        t("child begins")
        await asyncio.sleep(1)
        return "from a coroutine"

    async def task_body():
        await asyncio.sleep(1)
        return "from a task"

    plain, task = future(), asyncio.create_task(task_body(), name="task")
    t("tasks", len(asyncio.all_tasks()))
    coroutines = asyncio.gather(child(), child())
    t("scheduled by the call, which runs nothing", "tasks", len(asyncio.all_tasks()))
    futures = asyncio.gather(plain, task)
    t("used as they are", "tasks", len(asyncio.all_tasks()))
    await asyncio.sleep(0)
    t("main goes on")
    plain.set_result("from a future")
    t("results", await coroutines, await futures)


@case("GATHER-03")
async def the_aggregate_completes_after_its_last_child(t):
    async def child(name, seconds):
        await asyncio.sleep(seconds)
        t("child ends", name, "aggregate done", aggregate.done())

    aggregate = asyncio.gather(child("a", 2), child("b", 1), child("c", 3))
    aggregate.add_done_callback(lambda done: t("aggregate done"))
    await asyncio.sleep(2.5)
    t("one is left", "done", aggregate.done())
    await aggregate
    t("awaited", "done", aggregate.done())


@case("GATHER-16")
async def what_is_given_twice_is_scheduled_once(t):
    async def child(name):
        t("begins", name)
        await asyncio.sleep(1)
        return name

    coroutine, task, plain = child("coroutine"), asyncio.create_task(child("task"), name="task"), future()
    asyncio.get_running_loop().call_later(2, plain.set_result, "future")
    t("coroutine", await asyncio.gather(coroutine, child("another"), coroutine))
    t("task and future", await asyncio.gather(plain, task, plain, task, plain))


@case("GATHER-17")
def nothing_to_wait_for_is_done_at_once(t):
    async def main():
        asyncio.get_running_loop().call_soon(t, "next pass")
        aggregate = asyncio.gather()
        t("running", "done", aggregate.done(), "result", aggregate.result())
        t("awaited without a pass", await aggregate)
        t("of this loop", aggregate.get_loop() is asyncio.get_running_loop())

    t.run(main())
    loop = t.new_loop()
    asyncio.set_event_loop(loop)
    aggregate = asyncio.gather()
    t("registered", "done", aggregate.done(), "result", aggregate.result())
    t("of that loop", aggregate.get_loop() is loop)
    asyncio.set_event_loop(None)
    loop.close()


@case("GATHER-21")
async def finished_children_complete_the_aggregate_in_the_call(t):
    async def child(n):
        return n

    plain, failed, task = future(), future(), asyncio.create_task(child(2), name="child")
    plain.set_result(1)
    failed.set_exception(Boom("a"))
    await asyncio.sleep(1)
    asyncio.get_running_loop().call_soon(t, "next pass")
    aggregate = asyncio.gather(plain, task)
    t("done", aggregate.done())
    t("awaited without a pass", await aggregate)
    aggregate = asyncio.gather(plain, failed)
    t("done", aggregate.done(), aggregate.exception())
    t("settled", asyncio.gather(plain, failed, return_exceptions=True).result())
    t("one is pending", asyncio.gather(plain, future()).done())


@case("GATHER-18")
def without_a_loop_there_is_nothing_to_gather_on(t):
    async def child():
        t("not reached")

    asyncio.set_event_loop(None)  # 3.13 would make one
    try:
        asyncio.gather()
        t("not reached")
    except RuntimeError as e:
        t("no arguments", e)
    coroutine = child()
    try:
        asyncio.gather(coroutine)
        t("not reached")
    except RuntimeError as e:
        t("coroutine", e)
    coroutine.close()


@case("GATHER-19")
def futures_of_two_loops_do_not_mix(t):
    one, two = t.new_loop(), t.new_loop()
    a, b = one.create_future(), two.create_future()
    try:
        asyncio.gather(a, b)
        t("not reached")
    except ValueError as e:
        t("raised", e)
    t("untouched", a.done(), b.done())
    one.close()
    two.close()


@case("GATHER-20")
def without_a_running_loop_the_futures_tell_the_loop(t):
    loop = t.new_loop()
    a, b = loop.create_future(), loop.create_future()
    aggregate = asyncio.gather(a, b)
    t("of their loop", aggregate.get_loop() is loop)
    b.set_result(2)
    a.set_result(1)
    t("done", aggregate.done())
    t("results", loop.run_until_complete(aggregate))
    loop.close()


@case("GATHER-22")
async def what_cannot_be_awaited_is_refused(t):
    async def child():
        t("child begins")
        await asyncio.sleep(1)
        t("child ends")
        raise Boom("nobody gathers it")

    t.catch_reports()
    plain = future()
    try:
        asyncio.gather(child(), None)
        t("not reached")
    except TypeError as e:
        t("among coroutines", e)
    try:
        asyncio.gather(plain, None)
        t("not reached")
    except TypeError as e:
        t("among futures", e)
    plain.set_exception(Boom("nor this"))
    await asyncio.sleep(2)
    plain = None
    await t.gc()
    t("nothing was reported")


@case("GATHER-26")
async def the_aggregate_has_no_callbacks_of_its_own(t):
    async def child(n):
        await asyncio.sleep(n)

    def watcher(done):
        t("called back")

    aggregate = asyncio.gather(child(1), child(2))
    t("callbacks", "cb=[" in repr(aggregate))
    aggregate.add_done_callback(watcher)
    t("with one", "cb=[" in repr(aggregate))
    t("removed", aggregate.remove_done_callback(watcher), "cb=[" in repr(aggregate))
    await asyncio.sleep(1.5)
    t("one child is done", "cb=[" in repr(aggregate))
    await aggregate
