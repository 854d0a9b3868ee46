import asyncio
import pickle

from case import Boom, case


@case("EXC-01")
async def a_handler_of_ordinary_exceptions_lets_a_cancellation_through(t):
    async def body():
        try:
            await asyncio.sleep(10)
        except Exception as e:
            t("never", e)
        finally:
            t("finally")
        t("never either")

    task = asyncio.create_task(body(), name="body")
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except Exception as e:
        t("never here", e)
    except BaseException as e:
        t("not ordinary", e)
    t("cancelled", task.cancelled())


@case("EXC-02")
async def every_time_limit_throws_the_one_timeout_error(t):
    def tell(who, e):
        t(who, e, type(e) is TimeoutError, isinstance(e, Exception), isinstance(e, asyncio.CancelledError))

    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(10)
    except TimeoutError as e:
        tell("timeout", e)
    try:
        await asyncio.wait_for(asyncio.sleep(10), 1)
    except TimeoutError as e:
        tell("wait_for", e)
    try:
        sleeper = asyncio.create_task(asyncio.sleep(10))
        async for done in asyncio.as_completed([sleeper], timeout=1):
            t("never", done)
    except TimeoutError as e:
        tell("as_completed", e)
    task = asyncio.create_task(raises(TimeoutError("of the program")))
    try:
        await task
    except asyncio.TimeoutError as e:
        tell("a program's own", e)


async def raises(error):
    raise error


@case("EXC-03")
async def an_operation_that_does_not_fit_the_state(t):
    loop = asyncio.get_running_loop()
    pending, done = loop.create_future(), loop.create_future()
    task = asyncio.create_task(asyncio.sleep(1))
    done.set_result("first")
    for name, operation in [
        ("result too early", pending.result),
        ("exception too early", pending.exception),
        ("result of a task too early", task.result),
        ("exception of a task too early", task.exception),
        ("a second result", lambda: done.set_result("second")),
        ("an exception after the result", lambda: done.set_exception(Boom("late"))),
    ]:
        try:
            operation()
            t("never")
        except asyncio.InvalidStateError as e:
            t(name, e, isinstance(e, Exception), isinstance(e, RuntimeError))
    t("unchanged", pending.done(), done.result(), task.done())


@case("EXC-04")
def an_incomplete_read_carries_what_was_read_and_expected(t):
    for error in (
        asyncio.IncompleteReadError(b"abc", 5),
        asyncio.IncompleteReadError(b"", 1),
        asyncio.IncompleteReadError(b"no separator", None),
    ):
        try:
            raise error
        except EOFError as e:
            t("an end of file", list(e.partial), e.expected, e is error)
            t("text", str(e))


@case("EXC-05")
def an_incomplete_read_survives_serialisation(t):
    for error in (asyncio.IncompleteReadError(b"abc", 5), asyncio.IncompleteReadError(b"no separator", None)):
        for _ in range(2):
            error = pickle.loads(pickle.dumps(error))
        t("read again", type(error) is asyncio.IncompleteReadError, list(error.partial), error.expected, str(error))


@case("EXC-06")
def an_overrun_limit_carries_the_count_and_survives_serialisation(t):
    error = asyncio.LimitOverrunError("limit of 8 reached", 10)
    try:
        raise error
    except Exception as e:
        t("an ordinary exception", e.consumed, str(e), isinstance(e, EOFError), isinstance(e, RuntimeError))
    again = pickle.loads(pickle.dumps(error))
    t("read again", type(again) is asyncio.LimitOverrunError, again is error, again.consumed, str(again))


@case("EXC-07")
def a_sendfile_that_is_not_available_is_a_runtime_error(t):
    error = asyncio.SendfileNotAvailableError("not on this system")
    try:
        raise error
    except RuntimeError as e:
        t("caught", e is error, str(e))
    t("not the other way round", isinstance(RuntimeError("any"), asyncio.SendfileNotAvailableError))


@case("EXC-08")
async def the_queues_exceptions_are_independent_of_each_other(t):
    def empty():
        asyncio.Queue().get_nowait()

    def full():
        queue = asyncio.Queue(1)
        queue.put_nowait("first")
        queue.put_nowait("second")

    def shut_down():
        queue = asyncio.Queue()
        queue.shutdown()
        queue.put_nowait("late")

    for operation in (empty, full, shut_down):
        try:
            operation()
        except Exception as e:
            t("an ordinary exception", e,
              isinstance(e, asyncio.QueueEmpty), isinstance(e, asyncio.QueueFull), isinstance(e, asyncio.QueueShutDown),
              isinstance(e, RuntimeError))


class Stopped(asyncio.CancelledError):
    pass


@case("EXC-09")
async def a_subclass_of_cancelled_error_is_treated_like_it(t):
    async def turns_into_its_own():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("cancelled", e)
            raise Stopped("mine")

    try:
        async with asyncio.timeout(1):
            await turns_into_its_own()
    except TimeoutError as e:
        t("timed out, caused by", e.__cause__)

    async def stops():
        await asyncio.sleep(1)
        raise Stopped("child")

    async with asyncio.TaskGroup() as group:
        stopped = group.create_task(stops())
        sibling = group.create_task(asyncio.sleep(2, "not cancelled"))
    t("no failure", stopped.cancelled(), sibling.result())

    async def fails():
        raise Boom("child")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            await turns_into_its_own()
    except ExceptionGroup as e:
        t("only the failure", e)
    t("cancelling", asyncio.current_task().cancelling())
