import asyncio

from case import Boom, case


@case("RUNNER-01")
def run_gives_back_what_the_coroutine_returned(t):
    value = object()

    async def main():
        t("starts")
        await asyncio.sleep(2)
        t("ends")
        return value

    t("the very object", t.run(main()) is value)

    async def nothing():
        await asyncio.sleep(0)

    t("nothing", t.run(nothing()))


@case("RUNNER-02")
def the_main_tasks_exception_escapes_after_the_cleanup(t):
    error = Boom("main")

    async def left_over():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(3)
            t("cleaned up")

    async def main():
        loops.append(asyncio.get_running_loop())
        asyncio.create_task(left_over(), name="left over")
        await asyncio.sleep(1)
        t("fails")
        raise error

    loops = []
    try:
        t.run(main())
    except Boom as e:
        t("caught", e, e is error, loops[0].is_closed())


class Meal:
    """Something awaitable that is neither a coroutine nor a future."""

    def __init__(self, t):
        self.t = t

    def __await__(self):
        self.t("awaited")
        yield from asyncio.sleep(1).__await__()
        return "eaten"


@case("RUNNER-03", since="3.14")
def any_awaitable_is_wrapped_in_a_task(t):
    with t.runner() as runner:
        t("custom", runner.run(Meal(t)))
        future = runner.get_loop().create_future()
        runner.get_loop().call_later(3, future.set_result, "value")
        t("future", runner.run(future))
        failed = runner.get_loop().create_future()
        failed.set_exception(Boom("future"))
        try:
            runner.run(failed)
        except Boom as e:
            t("failed future", e, e is failed.exception())
        cancelled = runner.get_loop().create_future()
        cancelled.cancel("because")
        try:
            runner.run(cancelled)
        except asyncio.CancelledError as e:
            t("cancelled future", e)
        t("ends", runner.get_loop().time())


@case("RUNNER-04", since="3.14")
def what_cannot_be_awaited_is_refused(t):
    loops = []

    def factory():
        loops.append(t.new_loop())
        return loops[-1]

    for nothing in (5, lambda: "a plain function", None):
        try:
            with asyncio.Runner(loop_factory=factory) as runner:
                runner.run(nothing)
            t("never")
        except TypeError as e:
            t("refused", e)
    t("nothing stays open", all(loop.is_closed() for loop in loops))
    with t.runner() as runner:
        try:
            runner.run(None)
        except TypeError as e:
            t("refused", e)
        t("the runner goes on", runner.run(asyncio.sleep(1, "value")))


@case("RUNNER-05")
def run_inside_a_running_loop_is_refused_at_once(t):
    async def inner():
        t("starts")
        return "value"

    async def main():
        try:
            asyncio.run(coro)
        except RuntimeError as e:
            t("refused in a task", e)
        await asyncio.sleep(1)
        done = asyncio.get_running_loop().create_future()

        def callback():
            try:
                asyncio.run(coro)
            except RuntimeError as e:
                t("refused in a callback", e)
            done.set_result("goes on")

        asyncio.get_running_loop().call_soon(callback)
        t("main", await done)

    coro = inner()
    t.run(main())
    t("not used up", t.run(coro))


@case("RUNNER-19")
def a_cancelled_main_task_lets_the_cancellation_escape(t):
    async def cancels_itself():
        asyncio.current_task().cancel("myself")
        await asyncio.sleep(1)
        t("never")

    async def raises():
        raise asyncio.CancelledError("raised")

    async def is_cancelled():
        asyncio.get_running_loop().call_later(2, asyncio.current_task().cancel)
        await asyncio.sleep(10)
        t("never")

    for main in (cancels_itself, raises, is_cancelled):
        try:
            t.run(main())
            t("never")
        except asyncio.CancelledError as e:
            t("escapes", e)


@case("RUNNER-20")
def an_interrupt_or_exit_stops_the_loop_at_once(t):
    def raises(error):
        asyncio.get_running_loop().call_soon(t, "behind it in the queue")
        t("raises", error)
        raise error

    async def left_over():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            t("cancelled")
            await asyncio.sleep(1)
            t("cleaned up")
            raise

    async def fails(error):
        await asyncio.sleep(1)
        raises(error)

    async def main(who, error):
        loop = asyncio.get_running_loop()
        asyncio.create_task(left_over(), name="left over")
        if who == "a task":
            failing.append(asyncio.create_task(fails(error), name="failing"))
        elif who == "a callback":
            loop.call_later(1, raises, error)
        loop.call_later(1, t, "due at the same time")
        try:
            await (fails(error) if who == "main" else asyncio.sleep(50))
        finally:
            t("main ends")

    failing = []
    for who in ("main", "a task", "a callback"):
        for error in (KeyboardInterrupt(), SystemExit()):
            t("raised by", who)
            with t.runner() as runner:
                try:
                    runner.run(main(who, error))
                except BaseException as e:
                    t("escapes", e, e is error)
    t("stored in the tasks too", [task.exception() for task in failing])


@case("RUNNER-25")
def a_runner_stays_usable_after_a_failed_run(t):
    async def fails(error):
        await asyncio.sleep(1)
        raise error

    async def works():
        await asyncio.sleep(1)
        return asyncio.get_running_loop().time()

    with t.runner() as runner:
        for error in (Boom("run"), asyncio.CancelledError("run"), KeyboardInterrupt()):
            try:
                runner.run(fails(error))
            except BaseException as e:
                t("failed", e, e is error)
            t("works", runner.run(works()))


@case("RUNNER-44")
def a_result_is_never_made_text(t):
    class Result:
        def __repr__(self):
            made.append("text")
            return "Result"

    made = []
    result = Result()

    async def main():
        await asyncio.sleep(1)
        return result

    t("run", t.run(main()) is result)
    with t.runner(debug=True) as runner:
        t("in debug mode", runner.run(main()) is result)
    t("made text", len(made))
