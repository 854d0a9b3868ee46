"""What gather makes of children that fail or are cancelled."""

import asyncio

from case import Bang, Boom, case


@case("GATHER-04")
async def the_first_failure_completes_the_aggregate_at_once(t):
    boom = Boom("first")

    async def fails():
        await asyncio.sleep(1)
        asyncio.get_running_loop().call_soon(t, "queued before the failure")
        t("fails")
        raise boom

    async def fails_later():
        await asyncio.sleep(2)
        t("fails later")
        raise Bang("second")

    async def sleeps():
        await asyncio.sleep(3)
        t("sleeper ends")

    aggregate = asyncio.gather(sleeps(), fails_later(), fails())
    aggregate.add_done_callback(lambda done: t("aggregate done", "cancelled", done.cancelled()))
    try:
        await aggregate
        t("not reached")
    except Boom as e:
        t("caught", e, "the same object", e is boom)
    await asyncio.sleep(3)
    t("still", aggregate.exception())


@case("GATHER-05")
async def the_others_go_on_after_a_failure(t):
    async def fails():
        await asyncio.sleep(1)
        raise Boom("a")

    async def child(n):
        try:
            await asyncio.sleep(n)
            t("ends naturally", n)
            return n
        except asyncio.CancelledError:
            t("not reached")
            raise

    others = [asyncio.create_task(child(n), name=f"child {n}") for n in (2, 3)]
    try:
        await asyncio.gather(*others, fails())
    except Boom as e:
        t("caught", e)
    t("requests", [task.cancelling() for task in others], "done", [task.done() for task in others])
    await asyncio.gather(*others, return_exceptions=True)
    t("results", [task.result() for task in others])


@case("GATHER-06")
async def later_failures_count_as_retrieved(t):
    async def fails(seconds, error):
        await asyncio.sleep(seconds)
        t("fails", error)
        raise error

    async def gathered():
        try:
            await asyncio.gather(fails(1, Boom("first")), fails(2, Boom("second")), fails(3, Bang("third")))
        except Boom as e:
            t("caught", e)

    t.catch_reports()
    await gathered()
    await asyncio.sleep(3)
    await t.gc()
    t("nothing was reported")


@case("GATHER-07")
async def failures_are_results_when_asked_for(t):
    boom = Boom("a")

    async def child(seconds, error=None):
        await asyncio.sleep(seconds)
        t("ends", seconds)
        if error:
            raise error
        return seconds

    results = await asyncio.gather(child(3), child(1, boom), child(2), return_exceptions=True)
    t("results", results, "the same object", results[1] is boom)


@case("GATHER-08")
async def a_cancelled_child_fails_the_aggregate(t):
    async def child(name):
        try:
            await asyncio.sleep(2)
            t("ends naturally", name)
        except asyncio.CancelledError as e:
            t("got", e)
            raise

    tasks = [asyncio.create_task(child(name), name=name) for name in ("a", "b", "c")]
    aggregate = asyncio.gather(*tasks)
    await asyncio.sleep(1)
    tasks[1].cancel("enough")
    try:
        await aggregate
        t("not reached")
    except asyncio.CancelledError as e:
        t("caught", e)
    t("aggregate", "done", aggregate.done(), "cancelled", aggregate.cancelled(), "exception", aggregate.exception())
    t("main", "cancelling", asyncio.current_task().cancelling())
    t("siblings", [task.cancelling() for task in tasks], [task.done() for task in tasks])
    await asyncio.gather(*tasks, return_exceptions=True)
    t("cancelled", [task.cancelled() for task in tasks])


@case("GATHER-09")
async def a_cancelled_child_is_a_result_when_asked_for(t):
    async def child(n):
        await asyncio.sleep(n)
        return n

    tasks = [asyncio.create_task(child(n)) for n in (2, 3, 1)]
    aggregate = asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0.5)
    tasks[1].cancel()
    await asyncio.sleep(1)
    t("aggregate", "done", aggregate.done())
    t("results", await aggregate, "cancelled", aggregate.cancelled())
