import asyncio

from case import Boom, case


def future():
    return asyncio.get_running_loop().create_future()


def child(name, seconds, error=None):
    async def body():
        await asyncio.sleep(seconds)
        if error is not None:
            raise error
        return name

    return body()


def task(name, seconds, error=None):
    return asyncio.create_task(child(name, seconds, error), name=name)


@case("ASCOMPLETED-01")
async def results_come_in_the_order_of_completion(t):
    before = len(asyncio.all_tasks())
    completions = asyncio.as_completed([child("a", 3), child("b", 1), child("c", 2)])
    t("scheduled by the call", len(asyncio.all_tasks()) - before)
    async for done in completions:
        t("done", await done)


@case("ASCOMPLETED-02")
async def the_futures_themselves_come(t):
    a, plain = task("a", 2), future()
    asyncio.get_running_loop().call_later(1, plain.set_result, "value")
    async for done in asyncio.as_completed([a, plain]):
        t("task", done is a, "future", done is plain, "done", done.done())


@case("ASCOMPLETED-03")
async def for_coroutines_their_tasks_come(t):
    async for done in asyncio.as_completed([child("a", 2), child("b", 1)]):
        t("a task", isinstance(done, asyncio.Task), "done", done.done(), done.result())


@case("ASCOMPLETED-04")
async def each_item_gives_the_next_outcome(t):
    failed = future()
    failed.set_exception(Boom("d"))
    outcomes = 0
    for item in asyncio.as_completed([task("a", 3), task("b", 1), failed]):
        outcomes += 1
        try:
            t("outcome", await item)
        except Boom as e:
            t("outcome", e)
    t("items", outcomes)


@case("ASCOMPLETED-05")
async def the_first_to_await_gets_the_first_completion(t):
    items = list(asyncio.as_completed([task("a", 2), task("b", 1)]))
    t("awaited first", await items[1])
    t("awaited second", await items[0])


@case("ASCOMPLETED-06")
async def items_can_be_awaited_concurrently(t):
    items = list(asyncio.as_completed([task("a", 3), task("b", 1), task("c", 2)]))
    t("outcomes", await asyncio.gather(*items))


@case("ASCOMPLETED-07")
async def what_is_given_twice_comes_once(t):
    a, b = task("a", 1), task("b", 2)
    async for done in asyncio.as_completed([a, b, a, b, a]):
        t("done", done.result())
    c, d = child("c", 1), child("d", 2)
    async for done in asyncio.as_completed([c, d, c, d, c]):
        t("done", done.result())
    t("no more")


@case("ASCOMPLETED-08")
async def each_step_after_the_limit_times_out(t):
    completions = asyncio.as_completed([task("a", 1), task("b", 5), task("c", 6)], timeout=2)
    t("done", (await anext(completions)).result())
    for _ in range(2):
        try:
            await anext(completions)
            t("not reached")
        except TimeoutError as e:
            t("late", e)
    try:
        await anext(completions)
        t("not reached")
    except StopAsyncIteration:
        t("no more")


@case("ASCOMPLETED-09")
async def what_is_late_runs_on(t):
    late = task("late", 5)
    try:
        async for done in asyncio.as_completed([late], timeout=2):
            t("not reached")
    except TimeoutError as e:
        t("caught", e, "requests", late.cancelling(), "done", late.done())
    t("result", await late)


@case("ASCOMPLETED-10")
async def in_time_the_limit_is_forgotten(t):
    async for done in asyncio.as_completed([task("a", 1), task("b", 2)], timeout=3):
        t("done", done.result())
    await asyncio.sleep(10)
    t("no error")


@case("ASCOMPLETED-11")
async def leaving_early_cancels_nothing(t):
    a, b = task("a", 1), task("b", 2)
    async for done in asyncio.as_completed([a, b]):
        t("done", done.result())
        break
    t("requests", b.cancelling())
    t("runs on", await b)


@case("ASCOMPLETED-12")
async def a_second_loop_goes_on(t):
    completions = asyncio.as_completed([task("a", 1), task("b", 2), task("c", 3)])
    t("its own iterator", aiter(completions) is completions)
    async for done in completions:
        t("first loop", done.result())
        break
    async for done in completions:
        t("second loop", done.result())
    async for done in completions:
        t("not reached")


@case("ASCOMPLETED-14")
async def of_nothing_comes_nothing(t):
    async for done in asyncio.as_completed([]):
        t("not reached")
    completions = asyncio.as_completed([], timeout=1)
    await asyncio.sleep(2)
    async for done in completions:
        t("not reached")
    t("no timeout")


@case("ASCOMPLETED-16")
def without_a_loop_coroutines_are_refused(t):
    asyncio.set_event_loop(None)
    coroutine = child("a", 1)
    try:
        list(asyncio.as_completed([coroutine]))
        t("not reached")
    except RuntimeError as e:
        t("refused", e)
    coroutine.close()


@case("ASCOMPLETED-17")
async def the_running_loop_runs_the_coroutines(t):
    async for done in asyncio.as_completed([child("a", 1)]):
        t("of this loop", done.get_loop() is asyncio.get_running_loop())


@case("ASCOMPLETED-18")
async def a_failure_shows_when_it_is_awaited(t):
    async for done in asyncio.as_completed([task("a", 1), task("b", 2, Boom("b")), task("c", 3)]):
        try:
            t("outcome", await done)
        except Boom as e:
            t("outcome", e)


@case("ASCOMPLETED-19")
async def tasks_may_be_made_lazily(t):
    def lazily():
        for name, seconds in (("a", 2), ("b", 1)):
            t("creates", name)
            yield task(name, seconds)

    async for done in asyncio.as_completed(lazily()):
        t("done", done.result())
