import asyncio

from case import Boom, case


def future():
    return asyncio.get_running_loop().create_future()


def sleeper(name, seconds, error=None):
    async def body():
        await asyncio.sleep(seconds)
        if error is not None:
            raise error
        return name

    return asyncio.create_task(body(), name=name)


def names(futures):
    return sorted(task.get_name() for task in futures)


@case("WAIT-01")
async def it_waits_for_all_by_default(t):
    tasks = [sleeper("a", 2), sleeper("b", 1), sleeper("c", 3)]
    done, pending = await asyncio.wait(tasks)
    t("done", names(done), "pending", names(pending))


@case("WAIT-02")
async def the_sets_hold_the_same_objects(t):
    task, plain, late = sleeper("task", 1), future(), future()
    plain.set_result("value")
    done, pending = await asyncio.wait([task, plain, late], return_when=asyncio.FIRST_COMPLETED)
    t("done", plain in done, len(done), "pending", task in pending, late in pending, len(pending))


@case("WAIT-03")
async def the_first_one_is_enough(t):
    a, b, c = sleeper("a", 3), sleeper("b", 1), sleeper("c", 2)
    done, pending = await asyncio.wait([a, b, c], return_when=asyncio.FIRST_COMPLETED)
    t("done", names(done), "pending", names(pending))
    asyncio.get_running_loop().call_later(0.5, a.cancel)
    done, pending = await asyncio.wait([a, c], return_when=asyncio.FIRST_COMPLETED)
    t("a cancelled one", names(done), "pending", names(pending))
    t("still running", await c)


@case("WAIT-04")
async def whatever_is_done_by_then_is_done(t):
    a, b, c = sleeper("a", 1), sleeper("b", 1), sleeper("c", 2)
    done, pending = await asyncio.wait([a, b, c], return_when=asyncio.FIRST_COMPLETED)
    t("done", names(done), "pending", names(pending))
    first, second = future(), future()
    first.add_done_callback(lambda _: asyncio.get_running_loop().call_soon(second.set_result, None))
    asyncio.get_running_loop().call_later(1, first.set_result, None)
    done, pending = await asyncio.wait([first, second], return_when=asyncio.FIRST_COMPLETED)
    t("after the trigger", len(done), len(pending))
    c.cancel()


@case("WAIT-05")
async def the_first_failure_is_enough(t):
    a, b, c = sleeper("a", 1), sleeper("b", 2, Boom("b")), sleeper("c", 3)
    done, pending = await asyncio.wait([a, b, c], return_when=asyncio.FIRST_EXCEPTION)
    t("done", names(done), "pending", names(pending), b.exception())
    done, pending = await asyncio.wait([b, c], return_when=asyncio.FIRST_EXCEPTION)
    t("one that has failed already", names(done), "pending", names(pending))


@case("WAIT-06")
async def a_cancelled_one_is_no_failure(t):
    a, b = sleeper("a", 5), sleeper("b", 2)
    asyncio.get_running_loop().call_later(1, a.cancel)
    done, pending = await asyncio.wait([a, b], return_when=asyncio.FIRST_EXCEPTION)
    t("done", names(done), "pending", names(pending), "cancelled", a.cancelled())


@case("WAIT-07")
async def without_a_failure_it_waits_for_all(t):
    done, pending = await asyncio.wait([sleeper("a", 1), sleeper("b", 2)], return_when=asyncio.FIRST_EXCEPTION)
    t("done", names(done), "pending", names(pending))


@case("WAIT-08")
async def failures_stay_in_the_futures(t):
    boom = Boom("b")
    a, b = sleeper("a", 1), sleeper("b", 2, boom)
    done, pending = await asyncio.wait([a, b])
    t("done", names(done), "failure", b.exception(), "the same object", b.exception() is boom)
    try:
        await b
    except Boom as e:
        t("awaited", e)


@case("WAIT-09")
async def the_limit_ends_the_wait_only(t):
    a, b = sleeper("a", 1), sleeper("b", 3)
    done, pending = await asyncio.wait([a, b], timeout=2)
    t("done", names(done), "pending", names(pending), "requests", b.cancelling())
    t("runs on", await b)
    done, pending = await asyncio.wait([a, b], timeout=100)
    t("in time", names(done), "pending", names(pending))
    await asyncio.sleep(200)
    t("nothing is left over")


@case("WAIT-10")
async def no_time_lets_what_is_ready_run_a_step(t):
    async def body(name, pass_by):
        t("begins", name)
        for _ in range(pass_by):
            await asyncio.sleep(0)
        t("ends", name)

    tasks = [asyncio.create_task(body(name, n), name=name) for name, n in (("now", 0), ("once", 1), ("often", 5))]
    for _ in range(2):
        asyncio.get_running_loop().call_soon(t, "ready")
        done, pending = await asyncio.wait(tasks, timeout=0)
        t("done", names(done), "pending", names(pending))
    await asyncio.wait(tasks, timeout=-1)
    await asyncio.wait(tasks)


@case("WAIT-11")
async def others_get_a_chance_even_if_all_is_done(t):
    done = future()
    done.set_result(None)
    loop = asyncio.get_running_loop()
    loop.call_soon(t, "queued before")
    t("waits")
    await asyncio.wait([done])
    t("returned")


@case("WAIT-12")
async def cancelling_the_waiter_spares_the_futures(t):
    a, b = sleeper("a", 2), sleeper("b", 3)

    async def waits():
        try:
            await asyncio.wait([a, b])
        except asyncio.CancelledError as e:
            t("caught", e)
            raise

    waiter = asyncio.create_task(waits(), name="waiter")
    await asyncio.sleep(1)
    waiter.cancel("enough")
    await asyncio.sleep(0.5)
    t("waiter", waiter.cancelled(), "requests", a.cancelling(), b.cancelling())
    t("results", await a, await b)


@case("WAIT-13")
async def nothing_to_wait_for_is_refused(t):
    for return_when in (asyncio.ALL_COMPLETED, asyncio.FIRST_COMPLETED):
        try:
            await asyncio.wait([], return_when=return_when)
            t("not reached")
        except ValueError as e:
            t("refused", e)


@case("WAIT-14")
async def an_unknown_condition_is_refused(t):
    task = sleeper("a", 1)
    try:
        await asyncio.wait([task], return_when=None)
        t("not reached")
    except ValueError as e:
        t("refused", e)
    t("untouched", await task)


@case("WAIT-17")
async def what_is_given_twice_counts_once(t):
    a, b = sleeper("a", 1), sleeper("b", 2)
    done, pending = await asyncio.wait([a, b, a, b, a])
    t("done", names(done), len(done), "pending", len(pending))
    c, d = sleeper("c", 1), sleeper("d", 2)
    done, pending = await asyncio.wait([d, c, c, d], return_when=asyncio.FIRST_COMPLETED)
    t("done", names(done), "pending", names(pending))
    await d


@case("WAIT-18")
async def tasks_may_be_made_lazily(t):
    def lazily():
        for name, seconds in (("a", 2), ("b", 1)):
            t("creates", name)
            yield sleeper(name, seconds)

    done, pending = await asyncio.wait(lazily())
    t("done", names(done), "pending", names(pending))
    done, pending = await asyncio.wait(iter([sleeper("c", 1)]))
    t("done", names(done), "pending", names(pending))


@case("WAIT-19", since="3.14")
async def the_waiter_is_recorded_while_it_waits(t):
    def waiters(future):
        return [graph.future.get_name() for graph in asyncio.capture_call_graph(future).awaited_by]

    a, b = future(), future()
    loop = asyncio.get_running_loop()

    def look(text):
        t(text, waiters(a), waiters(b))

    loop.call_later(1, look, "while waiting")
    loop.call_later(2, a.set_result, None)
    done, pending = await asyncio.wait([a, b], return_when=asyncio.FIRST_COMPLETED)
    look("after the first")
    loop.call_later(0.5, look, "while waiting again")
    await asyncio.wait([b], timeout=1)
    look("after a timeout")
