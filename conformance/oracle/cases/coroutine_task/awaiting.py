import asyncio

from by_hand import ByHand
from case import Boom, case


@case("CORO-19")
async def awaiting_a_task_gives_its_outcome(t):
    async def returns():
        await asyncio.sleep(1)
        return "value"

    async def fails(error):
        await asyncio.sleep(2)
        raise error

    error = Boom("failed")
    good, bad = asyncio.create_task(returns()), asyncio.create_task(fails(error))
    t("value", await good)
    try:
        await bad
    except Boom as e:
        t("caught", e, "the same object", e is error)


@case("CORO-20")
async def a_finished_task_can_be_awaited_again(t):
    loop = asyncio.get_running_loop()

    async def returns():
        return ["value"]

    async def fails():
        raise Boom("failed")

    good, bad = asyncio.create_task(returns()), asyncio.create_task(fails())
    await asyncio.sleep(0)
    loop.call_soon(t, "callback")
    values, errors = [], []
    for _ in range(3):
        values.append(await good)
        t("value", values[-1])
        try:
            await bad
        except Boom as e:
            errors.append(e)
            t("caught", e)
    t("same value", values[0] is values[1] is values[2])
    t("same error", errors[0] is errors[1] is errors[2])
    await asyncio.sleep(0)
    t("end")


@case("CORO-22")
async def awaiting_a_done_future_does_not_suspend(t):
    loop = asyncio.get_running_loop()
    good, bad, cancelled = loop.create_future(), loop.create_future(), loop.create_future()
    good.set_result("value")
    bad.set_exception(Boom("failed"))
    cancelled.cancel("cancelled")
    loop.call_soon(t, "callback")
    t("value", await good)
    t("value", await good)
    try:
        await bad
    except Boom as e:
        t("caught", e)
    try:
        await cancelled
    except asyncio.CancelledError as e:
        t("caught", e)
    await asyncio.sleep(0)
    t("end")


@case("CORO-23")
async def a_returned_future_is_a_value_like_any_other(t):
    future = asyncio.get_running_loop().create_future()

    async def returns():
        t("returns it")
        return future

    value = await returns()
    t("inline", value is future, "done", value.done())
    value = await asyncio.create_task(returns())
    t("from a task", value is future, "done", value.done())
    future.set_result("value")
    t("its own value", await value)


@case("CORO-25")
async def a_future_of_another_loop_cannot_be_awaited(t):
    loop, other = asyncio.get_running_loop(), t.new_loop()
    foreign = other.create_future()
    loop.call_soon(t, "callback")
    try:
        await foreign
    except RuntimeError as e:
        t("refused", e)
    t("untouched", foreign.done())
    await asyncio.sleep(1)
    t("task goes on")

    async def child():
        await foreign

    try:
        await asyncio.create_task(child())
    except RuntimeError as e:
        t("child ended with", e)
    other.close()


@case("CORO-26")
async def a_task_cannot_await_itself(t):
    async def child():
        asyncio.get_running_loop().call_soon(t, "callback")
        try:
            await asyncio.current_task()
        except RuntimeError as e:
            t("refused", e)
        await asyncio.sleep(1)
        return "value"

    t("value", await asyncio.create_task(child()))

    async def ends():
        await asyncio.current_task()

    try:
        await asyncio.create_task(ends())
    except RuntimeError as e:
        t("ended with", e)


@case("CORO-27")
async def waiting_for_what_is_no_future_fails_where_it_is_awaited(t):
    async def child():
        asyncio.get_running_loop().call_soon(t, "callback")
        try:
            await ByHand(t, "neither a future nor nothing")
        except RuntimeError as e:
            t("refused", e)
        await asyncio.sleep(1)
        return "value"

    t("value", await asyncio.create_task(child(), name="awaits it"))

    try:
        await asyncio.create_task(ByHand(t, 42), name="is it")
    except RuntimeError as e:
        t("ended with", e)


@case("CORO-28")
async def a_bare_yield_waits_one_pass(t):
    loop = asyncio.get_running_loop()
    loop.call_soon(t, "queued before")
    loop.call_soon(lambda: loop.call_soon(t, "queued by a callback"))
    t("value", await ByHand(t, None))
    await ByHand(t, None)
    t("end")


@case("CORO-29")
async def nothing_runs_beside_a_task_that_does_not_suspend(t):
    loop = asyncio.get_running_loop()

    async def other():
        t("other task runs")

    async def works():
        t.burn(1)

    loop.call_soon(t, "callback")
    loop.call_later(1, t, "timer")
    asyncio.create_task(other(), name="other")
    done = loop.create_future()
    done.set_result(None)
    done.add_done_callback(lambda _: t("done callback"))
    for n in range(3):
        await works()
        await done
        t("still alone", n)
    await asyncio.sleep(0)
    t("gave way")
