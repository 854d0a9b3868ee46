import asyncio

from case import Boom, case


@case("FUTURE-31")
async def a_failure_that_nobody_looked_at_is_reported(t):
    t.catch_reports()
    loop = asyncio.get_running_loop()

    def fail():
        loop.create_future().set_exception(Boom("lost"))

    future = loop.create_future()
    future.set_exception(Boom("kept"))
    fail()
    await t.gc()
    t("still in use", future.done())
    await asyncio.sleep(1)
    future = None
    await t.gc()
    t("end")


@case("FUTURE-32")
async def looking_at_the_failure_is_enough(t):
    t.catch_reports()
    loop = asyncio.get_running_loop()

    def failed(name):
        future = loop.create_future()
        future.set_exception(Boom(name))
        return future

    def reads_the_exception():
        t("exception", failed("exception").exception())

    def reads_the_result():
        try:
            failed("result").result()
        except Boom as e:
            t("result", e)

    async def awaits():
        try:
            await failed("await")
        except Boom as e:
            t("await", e)

    def cancels():
        t("cancel", failed("cancel").cancel())

    def asks_only():
        future = failed("done")
        t("done", future.done())

    reads_the_exception()
    reads_the_result()
    await awaits()
    cancels()
    await t.gc()
    t("no report so far")
    asks_only()
    await t.gc()
    t("end")


@case("FUTURE-33")
async def what_has_not_failed_is_dropped_in_silence(t):
    t.catch_reports()
    loop = asyncio.get_running_loop()

    def pending():
        return loop.create_future().done()

    def unread():
        future = loop.create_future()
        future.set_result("unread")
        return future.done()

    def read():
        future = loop.create_future()
        future.set_result("read")
        return future.result()

    def cancelled():
        return loop.create_future().cancel()

    t("dropped", pending(), unread(), read(), cancelled())
    await t.gc()
    t("no report so far")

    def failed():
        loop.create_future().set_exception(Boom("lost"))

    failed()
    await t.gc()
    t("end")
