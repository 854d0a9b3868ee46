"""Who awaits whom, and where each of them stands."""

import asyncio
import contextlib
import dataclasses
import importlib
import io
import re
import sys
import types

from case import case


def who(future):
    """A future and those that wait for it, recursively."""
    def of(graph):
        return [graph.future, [of(waiter) for waiter in graph.awaited_by]]
    return of(asyncio.capture_call_graph(future))


def functions(graph):
    """The names of the functions on the call stack."""
    return [entry.frame.f_code.co_name for entry in graph.call_stack]


@case("CALLGRAPH-01", since="3.14")
async def without_an_argument_it_is_the_current_task(t):
    async def inner():
        graph = asyncio.capture_call_graph()
        t("of", graph.future, graph.future is asyncio.current_task())
        t("stack", functions(graph))
        t("awaited by", [[waiter.future, functions(waiter)[-1]] for waiter in graph.awaited_by])
        t("the same if given", functions(asyncio.capture_call_graph(graph.future)))

    async def outer():
        await inner()

    async def waits():
        await asyncio.create_task(outer(), name="task")

    await asyncio.create_task(waits(), name="waiter")


@case("CALLGRAPH-02", since="3.14")
async def the_stack_of_the_current_task_has_frames_of_every_kind(t):
    def here():
        t("stack", functions(asyncio.capture_call_graph()))

    async def numbers():
        here()
        yield 1
        await asyncio.sleep(1)
        here()
        yield 2

    async def again():
        async for number in numbers():
            yield number

    async def inner():
        here()

    async def consumes():
        async for number in again():
            t("element", number)
        await inner()

    async def outer():
        await consumes()

    await asyncio.create_task(outer(), name="task")


@case("CALLGRAPH-03", since="3.14")
async def the_stack_of_a_suspended_task_has_its_coroutines(t):
    future = asyncio.get_running_loop().create_future()

    async def inner():
        await future

    async def middle():
        await asyncio.sleep(1)
        await inner()

    async def outer():
        await middle()

    task = asyncio.create_task(outer(), name="task")
    await asyncio.sleep(2)
    t("suspended", functions(asyncio.capture_call_graph(task)))
    t("it did not run", task.done(), asyncio.current_task())
    future.set_result(None)
    t("not until it runs", functions(asyncio.capture_call_graph(task)))
    await task


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


@case("CALLGRAPH-09", since="3.14")
async def frames_may_be_skipped_at_the_capture(t):
    def here():
        for skip in range(4):
            t("skipped", skip, functions(asyncio.capture_call_graph(depth=1 + skip)))

    def helper():
        here()

    async def inner():
        helper()

    async def outer():
        await inner()

    await asyncio.create_task(outer(), name="task")


@case("CALLGRAPH-10", since="3.14")
async def the_stack_may_be_limited_at_either_end(t):
    limits = None, 0, 1, 2, 5, -1, -2, -5
    future = asyncio.get_running_loop().create_future()

    async def inner():
        await future

    async def middle():
        await inner()

    async def outer():
        await middle()

    task = asyncio.create_task(outer(), name="task")
    await asyncio.sleep(1)
    for limit in limits:
        t("suspended", functions(asyncio.capture_call_graph(task, limit=limit)))
    future.set_result(None)
    await task

    def here():
        for limit in limits:
            t("current", functions(asyncio.capture_call_graph(limit=limit)))

    async def calls():
        here()

    async def begins():
        await calls()

    await asyncio.create_task(begins(), name="current")

    async def awaits(other):
        await other

    async def indirectly(other):
        await awaits(other)

    other = asyncio.get_running_loop().create_future()
    waiter = asyncio.create_task(indirectly(other), name="waiter")
    await asyncio.sleep(1)
    for limit in limits:
        graph = asyncio.capture_call_graph(other, limit=limit)
        t("waiter", [functions(waits) for waits in graph.awaited_by])
    other.set_result(None)
    await waiter


def lines(text):
    """Indentation and content of each line, without what differs from run to run or between the languages."""
    made = []
    for line in text.split("\n"):
        content = re.sub(r"0x[0-9a-f]+", "0x", line.lstrip())
        frame = re.fullmatch(r"\|   .*\b(\w+)\(\)", content)
        made.append([len(line) - len(line.lstrip()), f"| {frame[1]}" if frame else content])
    return made


@case("CALLGRAPH-12", since="3.14")
async def a_graph_as_text(t):
    future = asyncio.get_running_loop().create_future()

    async def inner():
        await future

    async def middle():
        await inner()

    async def outer(task):
        await task

    task = asyncio.create_task(middle(), name="task")
    waiter = asyncio.create_task(outer(task), name="waiter")
    await asyncio.sleep(1)
    for line in lines(asyncio.format_call_graph(task)):
        t("task", line)
    for line in lines(asyncio.format_call_graph(future)):
        t("future", line)
    future.set_result(None)
    await waiter
    for line in lines(asyncio.format_call_graph(future)):
        t("alone", line)


@case("CALLGRAPH-13", since="3.14")
async def without_a_current_task_the_text_is_empty(t):
    def callback():
        t("in a callback", asyncio.format_call_graph() == "")

    asyncio.get_running_loop().call_soon(callback)
    await asyncio.sleep(1)
    t("in a task", asyncio.format_call_graph() == "")


@case("CALLGRAPH-14", since="3.14")
async def the_text_may_be_printed(t):
    future = asyncio.get_running_loop().create_future()

    async def waits():
        await future

    task = asyncio.create_task(waits(), name="task")
    await asyncio.sleep(1)
    text = asyncio.format_call_graph(task) + "\n"
    given = io.StringIO()
    asyncio.print_call_graph(task, file=given)
    t("to a stream", given.getvalue() == text)
    standard = io.StringIO()
    with contextlib.redirect_stdout(standard):
        asyncio.print_call_graph(task)
    t("to standard output", standard.getvalue() == text)
    t("with its frames", "waits" in text)
    future.set_result(None)
    await task


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


@case("CALLGRAPH-22", since="3.14")
async def a_graph_is_an_immutable_record(t):
    future = asyncio.get_running_loop().create_future()

    async def inner():
        await future

    async def outer(task):
        await task

    task = asyncio.create_task(inner(), name="task")
    waiter = asyncio.create_task(outer(task), name="waiter")
    await asyncio.sleep(1)
    graph = asyncio.capture_call_graph(task)

    def show(text):
        t(text, graph.future, functions(graph), [[by.future, functions(by)] for by in graph.awaited_by])

    show("captured")
    for change in (
        lambda: setattr(graph, "future", future),
        lambda: setattr(graph, "call_stack", ()),
        lambda: setattr(graph, "awaited_by", ()),
        lambda: setattr(graph.call_stack[0], "frame", None),
        lambda: graph.call_stack.clear(),
        lambda: graph.awaited_by.clear(),
    ):
        try:
            change()
            t("changed")
        except (dataclasses.FrozenInstanceError, AttributeError):
            pass
    show("the same still")
    t("nobody new", len(graph.awaited_by))
    future.set_result(None)
    await waiter
    t("a snapshot", [by.future for by in graph.awaited_by], asyncio.capture_call_graph(task).awaited_by == ())


def reader(read):
    """The command's way to read another process, on `read`: it needs no native part of Python then."""
    sys.modules.setdefault("_remote_debugging", types.SimpleNamespace(RemoteUnwinder=None, FrameInfo=tuple))
    tools = importlib.import_module("asyncio.tools")
    tools.get_all_awaited_by = read
    return tools._get_awaited_by_tasks


@case("CALLGRAPH-24", since="3.15")
def a_failed_attempt_is_repeated(t):
    for retries, failures in (0, 0), (0, 1), (1, 1), (3, 2), (3, 3), (3, 4):
        calls = 0

        def read(pid):
            nonlocal calls
            calls += 1
            if calls <= failures:
                raise OSError("torn")
            return "read"

        try:
            with contextlib.redirect_stderr(io.StringIO()):
                outcome = reader(read)(1, retries=retries)
        except SystemExit:
            outcome = "reported"
        t("retries", retries, "failures", failures, outcome, calls)
