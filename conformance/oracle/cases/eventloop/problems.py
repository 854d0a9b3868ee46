import asyncio
import contextvars
import logging

from case import Bang, BaseBoom, Boom, case


def raising(error):
    def callback():
        raise error
    return callback


class CaughtLog(logging.Handler):
    def __enter__(self):
        self.records = []
        self.logger = logging.getLogger("asyncio")
        self.propagated, self.logger.propagate = self.logger.propagate, False
        self.disabled = logging.root.manager.disable
        logging.disable(logging.NOTSET)
        self.logger_level = self.logger.level
        self.logger.setLevel(logging.WARNING)
        self.logger.addHandler(self)
        return self

    def __exit__(self, *_):
        self.logger.removeHandler(self)
        self.logger.propagate = self.propagated
        self.logger.setLevel(self.logger_level)
        logging.disable(self.disabled)

    def emit(self, record):
        self.records.append(record)


@case("LOOP-46")
async def a_failing_callback_is_reported_and_the_loop_goes_on(t):
    loop = asyncio.get_running_loop()
    t.catch_reports()
    loop.call_soon(raising(Boom("callback")))
    loop.call_soon(t, "next callback")
    loop.call_later(1, raising(Boom("timer")))
    await asyncio.sleep(2)
    t("main ends")


@case("LOOP-47")
def an_interrupt_in_a_callback_leaves_the_run_at_once(t):
    loop = t.new_loop()
    t.catch_reports(loop)
    loop.call_soon(t, "first")
    loop.call_soon(raising(KeyboardInterrupt()))
    loop.call_soon(t, "behind")
    try:
        loop.run_forever()
    except KeyboardInterrupt as e:
        t("raised", e, loop.is_running())
    loop.call_soon(loop.stop)
    loop.run_forever()
    t("second run")
    loop.close()


@case("LOOP-48")
async def a_handler_is_called_with_loop_and_context(t):
    def handler(which, context):
        t("handler", which is loop, context["exception"])

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    try:
        loop.set_exception_handler("no handler")
    except TypeError as e:
        t("refused", e)
    loop.call_soon(raising(Boom("one")))
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    with CaughtLog() as log:
        loop.call_soon(raising(Boom("two")))
        await asyncio.sleep(0)
        t("logged", len(log.records))


@case("LOOP-49")
async def the_handler_can_be_asked_for(t):
    def handler(which, context):
        pass

    loop = asyncio.get_running_loop()
    t("default", loop.get_exception_handler())
    loop.set_exception_handler(handler)
    t("custom", loop.get_exception_handler() is handler)
    loop.set_exception_handler(None)
    t("default", loop.get_exception_handler())


@case("LOOP-50")
async def the_handler_runs_in_the_context_of_the_callback(t):
    def handler(which, context):
        t("handler", var.get(), context["exception"])

    var = contextvars.ContextVar("var", default="default")
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    var.set("main's")
    loop.call_soon(raising(Boom("copied")))
    given = contextvars.Context()
    given.run(var.set, "given")
    loop.call_soon(raising(Boom("given")), context=given)
    loop.call_later(1, raising(Boom("timer")), context=given)
    var.set("later")
    await asyncio.sleep(2)


@case("LOOP-51")
async def a_problem_of_ones_own_reaches_the_handler(t):
    t.catch_reports()
    asyncio.get_running_loop().call_exception_handler({"message": "mine", "exception": Boom("mine")})
    t("main goes on")


@case("LOOP-52")
async def a_failing_handler_is_reported_by_the_default_one(t):
    def handler(which, context):
        t("handler", context["exception"])
        raise Bang("handler")

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    with CaughtLog() as log:
        loop.call_soon(raising(Boom("callback")))
        loop.call_soon(t, "next callback")
        await asyncio.sleep(0)
        t("logged", [record.exc_info[1] for record in log.records])


class Unprintable:
    def __repr__(self):
        raise Boom("its text")


@case("LOOP-53")
async def a_failing_default_handler_is_logged_and_no_more(t):
    def handler(which, context):
        raise Bang("handler")

    loop = asyncio.get_running_loop()
    for custom in (None, handler):
        loop.set_exception_handler(custom)
        with CaughtLog() as log:
            loop.call_soon(loop.call_exception_handler, {"message": "mine", "handle": Unprintable()})
            loop.call_soon(t, "next callback")
            await asyncio.sleep(0)
            t("logged", [record.exc_info[1] for record in log.records])


@case("LOOP-54")
async def the_default_handler_logs_message_entries_and_trace(t):
    def handler(which, context):
        t("handler", context["message"])
        which.default_exception_handler(context)

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    with CaughtLog() as log:
        loop.call_exception_handler({"message": "mine", "exception": Boom("b"), "future": loop.create_future()})
        for record in log.records:
            lines = record.getMessage().split("\n")
            t("logged", lines[0], lines[1].startswith("future: "), record.exc_info[1])


@case("LOOP-85")
async def other_errors_of_a_callback_are_reported_too(t):
    loop = asyncio.get_running_loop()
    t.catch_reports()
    loop.call_soon(raising(asyncio.CancelledError("c")))
    loop.call_soon(raising(BaseBoom("base")))
    loop.call_soon(raising(GeneratorExit()))
    loop.call_soon(t, "next callback")
    await asyncio.sleep(0)
    t("main ends")


@case("LOOP-86")
async def the_context_has_entries_for_what_is_concerned(t):
    loop = asyncio.get_running_loop()
    t.catch_reports()
    loop.call_soon(raising(Boom("handle")))
    await asyncio.sleep(0)
    future = loop.create_future()
    loop.call_exception_handler({"message": "mine", "future": future})
    loop.call_exception_handler({"message": "mine"})

    future.set_exception(Boom("future"))
    del future
    await t.gc()

    async def generator():
        try:
            yield 1
        finally:
            raise Boom("generator")

    open_one = generator()
    await anext(open_one)
    await loop.shutdown_asyncgens()

    other = t.new_loop()
    t.catch_reports(other)
    task = other.create_task(asyncio.sleep(1), name="task")
    other.close()
    del task
    t.collect()

    def handler(which, context):
        t("with traces of creation", "source_traceback" in context)

    loop.set_exception_handler(handler)
    for debug in (True, False):
        loop.set_debug(debug)
        loop.call_soon(raising(Boom("handle")))
        await asyncio.sleep(0)


@case("LOOP-87")
async def with_a_handler_nothing_is_logged(t):
    def handler(which, context):
        t("handler", context["exception"])

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    with CaughtLog() as log:
        loop.call_soon(raising(Boom("callback")))
        await asyncio.sleep(0)
        t("logged", len(log.records))
