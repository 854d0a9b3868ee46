"""Who awaits whom."""

import asyncio

from case import case


def who(future):
    """A future and those that wait for it, recursively."""
    def of(graph):
        return [graph.future, [of(waiter) for waiter in graph.awaited_by]]
    return of(asyncio.capture_call_graph(future))


@case("CALLGRAPH-04", since="3.14")
async def a_plain_future_has_waiters_and_no_stack(t):
    future = asyncio.get_running_loop().create_future()

    async def waits():
        await future

    task = asyncio.create_task(waits(), name="waits")
    t("nobody yet", who(future))
    await asyncio.sleep(1)
    t("stack", len(asyncio.capture_call_graph(future).call_stack), who(future))
    future.set_result(None)
    await task
    t("nobody any more", who(future))


@case("CALLGRAPH-05", since="3.14")
async def the_chain_of_waiters_leads_to_the_root(t):
    async def deepest():
        await asyncio.sleep(1)
        t("seen from inside", who(asyncio.current_task()))

    async def deeper():
        await asyncio.create_task(deepest(), name="deepest")

    async def deep():
        await asyncio.create_task(deeper(), name="deeper")

    await asyncio.create_task(deep(), name="deep")


@case("CALLGRAPH-06", since="3.14")
async def a_callback_has_no_graph(t):
    asyncio.get_running_loop().call_soon(lambda: t("none", asyncio.capture_call_graph() is None))
    await asyncio.sleep(1)
    t("none", asyncio.capture_call_graph() is None)


@case("CALLGRAPH-07", since="3.14")
def without_a_loop_there_is_nothing_to_capture(t):
    try:
        asyncio.capture_call_graph()
    except RuntimeError as e:
        t("refused", e)


@case("CALLGRAPH-08", since="3.14")
async def what_is_no_future_has_no_graph(t):
    class Absent:
        pass

    try:
        asyncio.capture_call_graph(Absent())
    except TypeError as e:
        t("refused", e)


@case("CALLGRAPH-15", since="3.14")
async def members_are_awaited_by_the_owner_of_their_group(t):
    async def member():
        await asyncio.sleep(1)
        t("member", who(asyncio.current_task()))

    async def owner():
        async with asyncio.TaskGroup() as group:
            one = group.create_task(member(), name="one")
            group.create_task(member(), name="two")
            t("in the body", who(one))
        t("when done", who(one))

    await asyncio.create_task(owner(), name="owner")


@case("CALLGRAPH-16", since="3.14")
async def children_are_awaited_by_the_gathering_task(t):
    async def child():
        await asyncio.sleep(1)
        t("child", who(asyncio.current_task()))

    async def gathers():
        one = asyncio.create_task(child(), name="one")
        two = asyncio.create_task(child(), name="two")
        await asyncio.gather(one, two)
        t("when done", who(one), who(two))

    await asyncio.create_task(gathers(), name="gathers")


@case("CALLGRAPH-17", since="3.14")
async def a_shielded_task_is_awaited_by_the_shielding_one(t):
    async def child():
        await asyncio.sleep(1)
        t("child", who(asyncio.current_task()))

    async def shields():
        await asyncio.shield(asyncio.create_task(child(), name="child"))

    await asyncio.create_task(shields(), name="shields")


@case("CALLGRAPH-18", since="3.14")
async def a_timeout_is_no_node(t):
    async def child():
        await asyncio.sleep(1)
        t("child", who(asyncio.current_task()))

    async def limits():
        async with asyncio.timeout(5):
            await asyncio.create_task(child(), name="child")

    await asyncio.create_task(limits(), name="limits")


@case("CALLGRAPH-19", since="3.14")
async def what_is_waited_for_is_awaited_until_the_wait_returns(t):
    async def child(delay):
        await asyncio.sleep(delay)
        t("child", who(asyncio.current_task()))

    async def waits():
        short = asyncio.create_task(child(1), name="short")
        long = asyncio.create_task(child(3), name="long")
        await asyncio.wait([short, long], timeout=2)
        t("returned", who(short), who(long))
        await asyncio.sleep(2)

    await asyncio.create_task(waits(), name="waits")


@case("CALLGRAPH-20", since="3.14")
async def a_library_may_record_a_waiter(t):
    loop = asyncio.get_running_loop()
    future, task = loop.create_future(), asyncio.current_task()
    asyncio.future_add_to_awaited_by(future, task)
    t("recorded", who(future))
    asyncio.future_add_to_awaited_by(future, task)
    t("recorded once", who(future))
    asyncio.future_add_to_awaited_by(future, None)
    asyncio.future_add_to_awaited_by(None, task)
    t("not of futures: ignored", who(future))


@case("CALLGRAPH-21", since="3.14")
async def a_record_may_be_taken_back(t):
    loop = asyncio.get_running_loop()
    future, task = loop.create_future(), asyncio.current_task()
    asyncio.future_add_to_awaited_by(future, task)
    asyncio.future_discard_from_awaited_by(future, task)
    t("taken back", who(future))
    asyncio.future_discard_from_awaited_by(future, task)
    t("absent", who(future))
    asyncio.future_discard_from_awaited_by(future, None)
    asyncio.future_discard_from_awaited_by(None, task)
    t("not of futures: ignored", who(future))
