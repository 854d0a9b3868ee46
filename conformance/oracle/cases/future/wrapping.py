import asyncio
import concurrent.futures
import threading

from case import Boom, case


@case("FUTURE-38", threads=True)
async def it_receives_the_outcome_of_a_future_of_a_pool(t):
    loop = asyncio.get_running_loop()
    pool = concurrent.futures.ThreadPoolExecutor(1)
    go_on = threading.Event()

    def work():
        go_on.wait()
        return "worked"

    def fail():
        raise Boom("work")

    worked, failed = asyncio.wrap_future(pool.submit(work)), asyncio.wrap_future(pool.submit(fail))
    t("a future of this loop", worked, worked.get_loop() is loop, worked.done(), failed.done())
    worked.add_done_callback(lambda f: t("called back", f is worked, asyncio.get_running_loop() is loop))
    go_on.set()
    t("result", await worked)
    try:
        await failed
    except Boom as e:
        t("exception", e)
    t("awaited again", await worked, failed.exception())
    pool.shutdown()


@case("FUTURE-39")
async def a_future_of_the_loop_needs_no_wrapper(t):
    future = asyncio.get_running_loop().create_future()
    t("the same future", asyncio.wrap_future(future) is future)
    task = asyncio.create_task(asyncio.sleep(1, "slept"))
    t("the same task", asyncio.wrap_future(task) is task)
    t("untouched", future.done(), await task)
    future.set_result("value")
    t("the same when it is done", asyncio.wrap_future(future) is future, asyncio.wrap_future(task) is task)


@case("FUTURE-40")
async def cancelling_the_wrapper_cancels_the_wrapped(t):
    wrapped = concurrent.futures.Future()
    wrapper = asyncio.wrap_future(wrapped)

    async def waiter():
        try:
            await wrapper
        except asyncio.CancelledError as e:
            t("cancelled", e)

    task = asyncio.create_task(waiter(), name="waiter")
    await asyncio.sleep(0)
    t("cancel", wrapper.cancel("enough"))
    t("wrapper, wrapped", wrapper.cancelled(), wrapped.cancelled())
    await asyncio.sleep(0)
    t("a pass later", wrapper.cancelled(), wrapped.cancelled())
    try:
        wrapped.result()
    except concurrent.futures.CancelledError as e:
        t("its reader gets", e)
    await task

    wrapped = concurrent.futures.Future()
    task = asyncio.create_task(waits_for(wrapped))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as e:
        t("by way of a waiting task", e, wrapped.cancelled())


async def waits_for(wrapped):
    await asyncio.wrap_future(wrapped)


@case("FUTURE-41")
def the_wrapped_may_be_done_before_the_wrapper_is_cancelled(t):
    loop = t.new_loop()
    wrapped = concurrent.futures.Future()

    async def wrap():
        return asyncio.wrap_future(wrapped)

    wrapper = loop.run_until_complete(wrap())
    wrapped.set_result(42)
    t("the outcome is on its way", wrapper.done())
    t("cancel", wrapper.cancel("late"))
    loop.run_until_complete(asyncio.sleep(1))
    t("wrapped", wrapped.cancelled(), wrapped.result())
    t("wrapper", wrapper.cancelled())
    loop.close()


@case("FUTURE-42")
def it_belongs_to_the_running_or_registered_loop(t):
    loop, other = t.new_loop(), t.new_loop()
    wrapped = concurrent.futures.Future()
    wrapped.set_result("value")

    async def wrap():
        wrapper = asyncio.wrap_future(wrapped)
        t("got", await wrapper)
        return wrapper

    asyncio.set_event_loop(None)
    try:
        asyncio.wrap_future(wrapped)
        t("never")
    except RuntimeError as e:
        t("no loop", e)
    t("running", loop.run_until_complete(wrap()).get_loop() is loop)
    asyncio.set_event_loop(other)
    t("running, another registered", loop.run_until_complete(wrap()).get_loop() is loop)
    wrapper = asyncio.wrap_future(wrapped)
    t("registered", wrapper.get_loop() is other)
    t("got", other.run_until_complete(wrapper))
    asyncio.set_event_loop(None)
    loop.close()
    other.close()


@case("FUTURE-43", differs="3.13: inside the loop, too, it copies the outcome in a callback of its own")
async def outcomes_of_the_pools_family_become_the_loops(t):
    async def waiter(wrapped):
        try:
            t("got", await asyncio.wrap_future(wrapped))
        except asyncio.CancelledError as e:
            t("got", e)
        except Exception as e:
            t("got", e, isinstance(e, asyncio.InvalidStateError))

    for what, complete in [
        ("worked", lambda wrapped: wrapped.set_result("pool")),
        ("failed", lambda wrapped: wrapped.set_exception(Boom("pool"))),
        ("in a wrong state", lambda wrapped: wrapped.set_exception(concurrent.futures.InvalidStateError("pool"))),
        ("cancelled", lambda wrapped: wrapped.cancel()),
        ("failed by a cancellation", lambda wrapped: wrapped.set_exception(concurrent.futures.CancelledError("pool"))),
    ]:
        wrapped = concurrent.futures.Future()
        task = asyncio.create_task(waiter(wrapped), name=what)
        wrapper = asyncio.wrap_future(wrapped)
        await asyncio.sleep(0)
        complete(wrapped)
        t("copied at once", wrapper.done())
        await asyncio.sleep(0)
        t("a pass later", task.done())
        await task
        late = asyncio.wrap_future(wrapped)
        t("of one that is done", late.done())
        for future in (wrapper, late):
            try:
                await future
            except (Exception, asyncio.CancelledError) as e:
                t("got", e)
    cancelled = concurrent.futures.Future()
    wrapper = asyncio.wrap_future(cancelled)
    cancelled.cancel()
    t("cancelled", wrapper.cancelled())
