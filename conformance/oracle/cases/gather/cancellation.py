"""What cancelling the aggregate does, and what becomes of children that nobody waits for."""

import asyncio

from case import Boom, case


def future():
    return asyncio.get_running_loop().create_future()


@case("GATHER-10")
async def cancelling_the_aggregate_cancels_every_unfinished_child(t):
    async def child(n):
        try:
            await asyncio.sleep(n)
            t("ends naturally")
        except asyncio.CancelledError as e:
            t("got", e)
            raise

    tasks = [asyncio.create_task(child(n), name=f"child {n}") for n in (1, 3, 4)]
    plain = future()
    aggregate = asyncio.gather(*tasks, plain)
    await asyncio.sleep(2)
    t("cancel", aggregate.cancel("enough"), "again", aggregate.cancel("once more"))
    t("requests", [task.cancelling() for task in tasks], "future", plain.cancelled())
    t("aggregate", "done", aggregate.done())
    try:
        await aggregate
    except asyncio.CancelledError as e:
        t("caught", e, "aggregate cancelled", aggregate.cancelled())
    t("cancelled", [task.cancelled() for task in tasks])


@case("GATHER-11")
async def a_cancelled_aggregate_throws_even_if_failures_are_results(t):
    async def child():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("got", e)
            raise

    async def gathers():
        try:
            t("not reached", await asyncio.gather(child(), child(), return_exceptions=True))
        except asyncio.CancelledError as e:
            t("caught", e, "requests", asyncio.current_task().cancelling())
            raise

    task = asyncio.create_task(gathers(), name="gathers")
    await asyncio.sleep(1)
    task.cancel("enough")
    await asyncio.gather(task, return_exceptions=True)
    t("cancelled", task.cancelled())


@case("GATHER-12")
async def a_cancelled_aggregate_waits_for_clean_up(t):
    async def child(seconds):
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(seconds)
            t("cleaned up in", seconds)

    async def returns():
        await asyncio.sleep(0.5)
        return "value"

    aggregate = asyncio.gather(child(3), returns(), child(1), return_exceptions=True)
    aggregate.add_done_callback(lambda done: t("aggregate done"))
    await asyncio.sleep(1)
    t("cancel", aggregate.cancel("enough"))
    await asyncio.sleep(2)
    t("one is cleaning up", "done", aggregate.done())
    try:
        await aggregate
    except asyncio.CancelledError as e:
        t("caught", e)


@case("GATHER-13")
async def children_that_swallow_it_do_not_save_the_aggregate(t):
    async def child(n):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("swallows", e)
            await asyncio.sleep(n)
            return n

    for return_exceptions in (False, True):
        tasks = [asyncio.create_task(child(n), name=f"child {n}") for n in (1, 2)]
        aggregate = asyncio.gather(*tasks, return_exceptions=return_exceptions)
        await asyncio.sleep(1)
        t("cancel", aggregate.cancel("enough"))
        try:
            t("not reached", await aggregate)
        except asyncio.CancelledError as e:
            t("caught", e)
        t("children", [task.result() for task in tasks])


@case("GATHER-14")
async def cancelling_is_refused_when_every_child_is_done(t):
    one, two = future(), future()
    aggregate = asyncio.gather(one, two)
    await asyncio.sleep(1)
    one.set_result(1)
    two.set_result(2)
    t("aggregate", "done", aggregate.done(), "cancel", aggregate.cancel())
    t("results", await aggregate, "cancelled", aggregate.cancelled())
    t("when done", "cancel", aggregate.cancel())


@case("GATHER-15")
async def cancelling_after_a_failure_leaves_the_others_alone(t):
    async def fails():
        await asyncio.sleep(1)
        raise Boom("a")

    async def child():
        try:
            await asyncio.sleep(2)
            t("ends naturally")
        except asyncio.CancelledError:
            t("not reached")
            raise

    task = asyncio.create_task(child(), name="child")
    aggregate = asyncio.gather(fails(), task)
    await asyncio.sleep(1.5)
    t("aggregate", "done", aggregate.done(), "cancel", aggregate.cancel("late"))
    t("child", "requests", task.cancelling())
    await task
    t("still", aggregate.exception(), "cancelled", aggregate.cancelled())


@case("GATHER-24")
async def an_aggregate_of_shields_keeps_what_is_shielded(t):
    one, two = future(), future()
    aggregate = asyncio.gather(asyncio.shield(one), asyncio.shield(two))
    await asyncio.sleep(1)
    t("cancel", aggregate.cancel("enough"))
    try:
        await aggregate
    except asyncio.CancelledError as e:
        t("caught", e)
    t("inner futures", "done", one.done(), two.done())
    one.set_result("a result")
    t("one", await one, "two cancelled", two.cancelled())


@case("GATHER-23")
def tasks_made_by_gather_are_never_reported_as_destroyed(t):
    async def never_ends():
        await asyncio.get_running_loop().create_future()

    async def main():
        explicit = asyncio.create_task(never_ends(), name="explicit")
        asyncio.gather(explicit, asyncio.create_task(never_ends(), name="explicit too"))
        aggregate = asyncio.gather(never_ends(), never_ends())
        await asyncio.sleep(1)
        t("pending", "done", explicit.done(), aggregate.done(), "tasks", len(asyncio.all_tasks()))

    loop = t.new_loop()
    t.catch_reports(loop)
    loop.run_until_complete(loop.create_task(main(), name="main"))
    loop.close()
    t.collect()
