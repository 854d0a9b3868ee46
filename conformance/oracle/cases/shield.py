import asyncio

from case import Boom, case


def future():
    return asyncio.get_running_loop().create_future()


@case("SHIELD-01")
async def a_shield_gives_the_result(t):
    async def child():
        await asyncio.sleep(1)
        return "value"

    t("coroutine", await asyncio.shield(child()))
    task = asyncio.create_task(child(), name="child")
    shield = asyncio.shield(task)
    t("task", await shield, "a future of its own", shield is not task)


@case("SHIELD-02")
async def a_shield_throws_the_same_exception(t):
    boom = Boom("a")

    async def fails():
        await asyncio.sleep(1)
        raise boom

    try:
        await asyncio.shield(fails())
        t("not reached")
    except Boom as e:
        t("caught", e, "the same object", e is boom)


@case("SHIELD-03")
async def cancelling_the_waiter_spares_the_wrapped_task(t):
    async def child():
        await asyncio.sleep(3)
        t("ends")
        return "value"

    async def waits():
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError as e:
            t("caught", e)
            raise

    inner = asyncio.create_task(child(), name="inner")
    waiter = asyncio.create_task(waits(), name="waiter")
    await asyncio.sleep(1)
    t("cancel", waiter.cancel())
    await asyncio.sleep(1)
    t("waiter", waiter.cancelled(), "inner", inner.done(), "requests", inner.cancelling())
    t("result", await inner)


@case("SHIELD-04")
async def cancelling_the_shield_spares_the_inner_future(t):
    inner = future()
    shield = asyncio.shield(inner)
    t("cancel", shield.cancel(), "shield", shield.cancelled(), "inner", inner.done())
    await asyncio.sleep(1)
    t("still", inner.done())


@case("SHIELD-05")
async def a_cancelled_inner_cancels_the_shield(t):
    async def waits():
        try:
            await shield
        except asyncio.CancelledError as e:
            t("caught", e, "requests", asyncio.current_task().cancelling())

    inner = future()
    shield = asyncio.shield(inner)
    waiter = asyncio.create_task(waits(), name="waiter")
    await asyncio.sleep(1)
    inner.cancel()
    t("at once", shield.done())
    await waiter
    t("shield", shield.cancelled())


@case("SHIELD-06")
async def a_coroutine_is_scheduled_by_the_call(t):
    async def child():
        t("begins")

    before = len(asyncio.all_tasks())
    shield = asyncio.shield(child())
    t("new tasks", len(asyncio.all_tasks()) - before)
    await asyncio.sleep(1)
    t("done without being awaited", shield.done())


@case("SHIELD-07")
def without_a_loop_a_coroutine_is_refused(t):
    async def child():
        t("not reached")

    asyncio.set_event_loop(None)
    coroutine = child()
    try:
        asyncio.shield(coroutine)
        t("not reached")
    except RuntimeError as e:
        t("refused", e)
    coroutine.close()


@case("SHIELD-08")
async def what_is_done_is_returned_as_it_is(t):
    done, failed, cancelled = future(), future(), future()
    done.set_result("value")
    failed.set_exception(Boom("a"))
    cancelled.cancel()
    t("that very future", asyncio.shield(done) is done)
    t("failed", asyncio.shield(failed) is failed, failed.exception())
    t("cancelled", asyncio.shield(cancelled) is cancelled)


@case("SHIELD-09")
async def a_late_result_is_ignored(t):
    t.catch_reports()
    inner = future()
    shield = asyncio.shield(inner)
    await asyncio.sleep(1)
    shield.cancel()
    await asyncio.sleep(0)
    inner.set_result("late")
    await asyncio.sleep(1)
    t("shield", shield.cancelled(), "inner", inner.result())
    one = future()
    shield = asyncio.shield(one)
    one.set_result("together")
    shield.cancel()
    await asyncio.sleep(1)
    t("in one pass", shield.cancelled(), one.result())
    del inner, one, shield
    await t.gc()
    t("nothing was reported")


@case("SHIELD-10", since="3.14", fix="gh-156321")
async def a_late_exception_stays_with_the_inner_future(t):
    t.catch_reports()
    inner = future()
    shield = asyncio.shield(inner)
    again = asyncio.shield(inner)
    shield.cancel()
    again.cancel()
    await asyncio.sleep(1)
    inner.set_exception(Boom("late"))
    await asyncio.sleep(1)
    t("nothing was reported", inner.exception())
    del inner, shield, again
    await t.gc()
    t("nor later")


@case("SHIELD-11", since="3.14", fix="gh-156321")
async def a_late_exception_that_nobody_retrieves_is_reported(t):
    t.catch_reports()
    inner = future()
    shield = asyncio.shield(inner)
    shield.cancel()
    await asyncio.sleep(1)
    inner.set_exception(Boom("late"))
    await asyncio.sleep(1)
    t("dropped")
    del inner, shield
    await t.gc()
    t("reported")


@case("SHIELD-12", since="3.14", fix="gh-155143")
async def a_cancelled_shield_leaves_nothing_behind(t):
    def waiters():
        return [graph.future.get_name() for graph in asyncio.capture_call_graph(inner).awaited_by]

    async def waits():
        await asyncio.shield(inner)

    inner = future()
    t("before", waiters(), "callbacks", "cb=" in repr(inner))
    for n in range(2):
        waiter = asyncio.create_task(waits(), name=f"waiter {n}")
        await asyncio.sleep(1)
        t("waiting", waiters(), "callbacks", "cb=" in repr(inner))
        waiter.cancel()
        await asyncio.wait([waiter])
        t("cancelled", waiters(), "callbacks", "cb=" in repr(inner))


@case("SHIELD-13")
async def a_shielded_aggregate_completes(t):
    one, two = future(), future()
    aggregate = asyncio.gather(one, two)
    shield = asyncio.shield(aggregate)
    await asyncio.sleep(1)
    shield.cancel()
    await asyncio.sleep(1)
    t("shield", shield.cancelled(), "aggregate", aggregate.done(), "children", one.done(), two.done())
    one.set_result(1)
    two.set_result(2)
    t("results", await aggregate)


@case("SHIELD-14")
async def the_wrapped_task_can_be_awaited_again(t):
    async def child():
        await asyncio.sleep(3)
        return "value"

    async def waits():
        inner = asyncio.create_task(child(), name="inner")
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError as e:
            t("caught", e)
            t("result", await inner)
            raise

    waiter = asyncio.create_task(waits(), name="waiter")
    await asyncio.sleep(1)
    waiter.cancel()
    await asyncio.wait([waiter])
    t("waiter cancelled", waiter.cancelled())


@case("SHIELD-16")
async def a_timeout_of_a_shield_spares_the_task(t):
    async def child():
        await asyncio.sleep(3)
        return "value"

    inner = asyncio.create_task(child(), name="inner")
    for limit in (1, 0):
        try:
            await asyncio.wait_for(asyncio.shield(inner), limit)
            t("not reached")
        except TimeoutError as e:
            t("caught", e, "requests", inner.cancelling(), "done", inner.done())
    t("result", await inner)


@case("SHIELD-17")
async def a_shield_can_be_waited_for_without_limit(t):
    async def child():
        await asyncio.sleep(1000)
        return "value"

    inner = asyncio.create_task(child(), name="inner")
    t("result", await asyncio.wait_for(asyncio.shield(inner), None), "done", inner.done())


@case("SHIELD-18")
async def the_message_reaches_the_waiter_only(t):
    async def child():
        try:
            await asyncio.sleep(3)
            t("not cancelled")
        except asyncio.CancelledError as e:
            t("not reached", e)

    async def waits():
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError as e:
            t("caught", e)

    inner = asyncio.create_task(child(), name="inner")
    waiter = asyncio.create_task(waits(), name="waiter")
    await asyncio.sleep(1)
    waiter.cancel("enough")
    await waiter
    await inner
