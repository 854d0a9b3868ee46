import asyncio

from case import Boom, case


@case("LOOP-06")
def a_loop_runs_until_it_is_stopped_as_often_as_asked(t):
    loop = t.new_loop()
    for seconds in (1, 2):
        loop.call_later(seconds, loop.stop)
        loop.run_forever()
        t("stopped", loop.time())
    loop.close()


@case("LOOP-07")
def a_future_or_coroutine_is_run_to_its_outcome(t):
    async def returns():
        await asyncio.sleep(1)
        return "value"

    async def fails():
        await asyncio.sleep(1)
        raise error

    error = Boom("main")
    loop = t.new_loop()
    t("coroutine", loop.run_until_complete(returns()), loop.time())
    future = loop.create_future()
    loop.call_later(1, future.set_result, "result")
    t("future", loop.run_until_complete(future), loop.time())
    t("done already", loop.run_until_complete(future), loop.time())
    try:
        loop.run_until_complete(fails())
    except Boom as e:
        t("raised", e, e is error, loop.time())
    loop.close()


@case("LOOP-08")
def pending_tasks_go_on_in_the_next_run(t):
    async def slow():
        await asyncio.sleep(2)
        t("slow ends")

    async def main():
        return asyncio.create_task(slow())

    loop = t.new_loop()
    task = loop.run_until_complete(main())
    t("pending", task.done(), task.cancelling())
    loop.run_until_complete(asyncio.sleep(1))
    t("pending", task.done(), loop.time())
    loop.run_until_complete(task)
    t("done", task.cancelled(), loop.time())
    loop.close()


@case("LOOP-09")
def stopping_before_the_future_is_done_is_an_error(t):
    loop = t.new_loop()
    future = loop.create_future()
    loop.call_later(1, loop.stop)
    try:
        loop.run_until_complete(future)
    except RuntimeError as e:
        t("raised", e)
    t("pending", future.done(), loop.time())
    loop.close()


@case("LOOP-10")
def what_cannot_be_awaited_is_refused(t):
    loop = t.new_loop()
    try:
        loop.run_until_complete(None)
    except TypeError as e:
        t("refused", e)
    loop.close()


@case("LOOP-11")
def a_future_of_another_loop_is_refused(t):
    loop, other = t.new_loop(), t.new_loop()
    try:
        loop.run_until_complete(other.create_future())
    except ValueError as e:
        t("refused", e)
    loop.close()
    other.close()


@case("LOOP-12")
def an_interrupted_run_leaves_nothing_to_the_next_one(t):
    def interrupts():
        raise KeyboardInterrupt

    async def sleeps(seconds):
        await asyncio.sleep(seconds)
        t("slept", float(seconds))

    loop = t.new_loop()
    loop.call_soon(interrupts)
    try:
        loop.run_until_complete(sleeps(1))
    except KeyboardInterrupt as e:
        t("raised", e, loop.is_running(), loop.time())
    loop.run_until_complete(sleeps(2))
    t("not stopped by the first task's end", loop.time())
    loop.close()


@case("LOOP-13")
def an_interrupt_of_the_implicit_task_is_not_reported(t):
    async def main():
        raise KeyboardInterrupt

    loop = t.new_loop()
    t.catch_reports(loop)
    try:
        loop.run_until_complete(main())
    except KeyboardInterrupt as e:
        t("raised", e)
    t.collect()
    loop.close()
    t("end")


@case("LOOP-14", since="3.14")
async def a_running_loop_cannot_be_run(t):
    loop = asyncio.get_running_loop()
    try:
        loop.run_forever()
    except RuntimeError as e:
        t("run_forever", e)
    future = loop.create_future()
    try:
        loop.run_until_complete(future)
    except RuntimeError as e:
        t("run_until_complete", e, future.done())
    await asyncio.sleep(1)
    t("goes on", loop.is_running())


@case("LOOP-15", since="3.14")
async def no_loop_runs_inside_another(t):
    other = t.new_loop()
    try:
        other.run_forever()
    except RuntimeError as e:
        t("run_forever", e)
    t("running", other.is_running(), asyncio.get_running_loop() is not other)
    other.close()


@case("LOOP-19")
def running_is_from_start_to_end_of_a_run(t):
    async def main():
        t("inside", loop.is_running())
        loop.stop()
        t("stopping", loop.is_running())

    loop = t.new_loop()
    t("before", loop.is_running())
    loop.run_until_complete(main())
    t("after", loop.is_running())
    loop.close()
    t("closed", loop.is_running())


@case("LOOP-60", since="3.13")
def a_loop_counts_as_running_between_iterations_of_ones_own(t):
    def in_between():
        t("in between", asyncio.get_running_loop() is loop, loop.is_running())

    loop = t.new_loop()
    loop.call_soon(t, "callback")
    loop._run_forever_setup()
    try:
        in_between()
        loop._run_once()
        in_between()
        task = loop.create_task(asyncio.sleep(0, "value"))
        task.add_done_callback(lambda _: loop.stop())
        while not loop._stopping:
            loop._run_once()
        in_between()
    finally:
        loop._run_forever_cleanup()
    t("task", task.result())
    try:
        asyncio.get_running_loop()
    except RuntimeError as e:
        t("after", e, loop.is_running())
    loop.close()
