import asyncio

from case import case


@case("LOOP-55")
def a_future_is_pending_and_bound_to_its_loop(t):
    loop = t.new_loop()
    future = loop.create_future()
    t("future", asyncio.isfuture(future), future.done(), future.get_loop() is loop)
    loop.close()


@case("LOOP-56")
def a_task_may_be_created_before_the_loop_runs(t):
    async def body():
        t("body")
        return "value"

    loop = t.new_loop()
    task = loop.create_task(body(), name="early")
    t("created", task.done(), task.get_loop() is loop)
    t("run", loop.run_until_complete(task))
    loop.close()


@case("LOOP-57", since="3.14")
async def the_task_factory_makes_the_tasks(t):
    async def body():
        return "value"

    def factory(which, coro, **kwargs):
        t("factory", which is loop, kwargs.get("name"))
        made.append(asyncio.Task(coro, loop=which, **kwargs))
        return made[-1]

    loop, made = asyncio.get_running_loop(), []
    loop.set_task_factory(factory)
    task = loop.create_task(body(), name="named")
    t("returned", task is made[0], task)
    t("value", await task)
    loop.set_task_factory(None)


@case("LOOP-58")
async def the_task_factory_can_be_asked_for_and_taken_back(t):
    async def body():
        pass

    def factory(which, coro, **kwargs):
        t("factory")
        return asyncio.Task(coro, loop=which, **kwargs)

    loop = asyncio.get_running_loop()
    t("default", loop.get_task_factory())
    loop.set_task_factory(factory)
    t("custom", loop.get_task_factory() is factory)
    try:
        loop.set_task_factory("no factory")
    except TypeError as e:
        t("refused", e, loop.get_task_factory() is factory)
    await loop.create_task(body())
    loop.set_task_factory(None)
    t("default", loop.get_task_factory())
    await loop.create_task(body())


@case("LOOP-84")
async def a_handle_shows_callback_cancellation_and_deadline(t):
    class Named:
        def __repr__(self):
            return "the callback"

        def __call__(self):
            pass

    def shown(handle):
        text = repr(handle)
        return ["the callback" in text, "cancelled" in text, "when=" in text]

    loop = asyncio.get_running_loop()
    handle, timer = loop.call_soon(Named()), loop.call_later(1, Named())
    t("callback, cancelled, deadline", shown(handle), shown(timer))
    handle.cancel()
    timer.cancel()
    t("cancelled", [shown(handle)[1], shown(timer)[1]], shown(timer)[2])


@case("LOOP-61", threads=True, since="3.13")
def the_default_kind_of_loop_has_a_name(t):
    async def main():
        return asyncio.get_running_loop()

    with asyncio.Runner(loop_factory=asyncio.EventLoop) as runner:
        loop = runner.run(main())
        t("made by the runner", loop is runner.get_loop(), loop.is_closed())
    t("closed with it", loop.is_closed())
    other = asyncio.EventLoop()
    t("another one each time", other is not loop, other.is_running(), other.is_closed())
    other.close()
