import asyncio

from case import Boom, case


def catch_creators(loop):
    """From now on, of what reaches the exception handler: the error, and the function that created what it is about."""
    def handler(which, context):
        trace = context.get("source_traceback")
        creators = None if trace is None else [frame.name for frame in trace if "debug" in frame.filename]
        reports.append([context.get("exception"), creators and creators[-1]])

    reports = []
    loop.set_exception_handler(handler)
    return reports


def raising(error):
    def callback(*_):
        raise error
    return callback


@case("DEBUG-07")
async def reports_tell_who_created_what_they_are_about(t):
    loop = asyncio.get_running_loop()

    def schedules():
        loop.call_soon(raising(Boom("callback")))

    def delays():
        loop.call_later(1, raising(Boom("timer")))

    def sends():
        loop.call_soon_threadsafe(raising(Boom("from any thread")))

    def finishes():
        future = loop.create_future()
        future.add_done_callback(raising(Boom("done")))
        future.set_result(None)

    def makes():
        return loop.create_future()

    def spawns():
        async def fails():
            raise Boom("task")
        return asyncio.create_task(fails())

    async def everything():
        schedules()
        delays()
        sends()
        finishes()
        future = makes()
        future.set_exception(Boom("future"))
        task = spawns()
        await asyncio.sleep(2)
        future = None
        await t.gc()
        task = None
        await t.gc()

    for debug in False, True:
        loop.set_debug(debug)
        reports = catch_creators(loop)
        await everything()
        for report in reports:
            t("report", *report)


@case("DEBUG-08")
async def the_textual_forms_show_the_place(t):
    loop = asyncio.get_running_loop()

    def callback():
        pass

    def shows_place(thing):
        return "created at" in repr(thing)

    def everything():
        handle, timer = loop.call_soon(callback), loop.call_later(1, callback)
        task = asyncio.create_task(asyncio.sleep(0))
        t("future", shows_place(loop.create_future()))
        t("task", shows_place(task))
        t("handle", shows_place(handle))
        t("timer", shows_place(timer))
        handle.cancel()
        timer.cancel()
        for thing in handle, timer:
            t("cancelled", shows_place(thing), "cancelled" in repr(thing), "callback" in repr(thing))

    everything()
    t("debug")
    loop.set_debug(True)
    everything()
    await asyncio.sleep(1)


@case("DEBUG-10")
def the_report_of_a_lost_task_tells_who_created_it(t):
    def run(debug):
        async def waits():
            await loop.create_future()

        async def spawns():
            asyncio.create_task(waits())
            await asyncio.sleep(0)

        loop = t.new_loop()
        loop.set_debug(debug)
        reports = catch_creators(loop)
        loop.run_until_complete(spawns())
        t("pending", reports)
        loop.close()
        t.collect()
        t("lost", reports)

    run(False)
    run(True)


@case("DEBUG-11")
async def the_report_of_an_error_that_nobody_saw_tells_who_created_it(t):
    loop = asyncio.get_running_loop()

    def makes():
        return loop.create_future()

    def fails():
        makes().set_exception(Boom("future"))

    def spawns():
        async def body():
            raise Boom("task")
        asyncio.create_task(body())

    async def everything():
        fails()
        await t.gc()
        spawns()
        await asyncio.sleep(1)
        await t.gc()

    for debug in False, True:
        loop.set_debug(debug)
        reports = catch_creators(loop)
        await everything()
        t("reports", reports)
