import asyncio

from case import Bang, Boom, case

from caught_log import caught_log


@case("DEBUG-12")
async def everything_is_logged_by_one_logger(t):
    def raising(error):
        def callback(*_):
            raise error
        return callback

    def fails():
        loop.create_future().set_exception(Boom("lost"))

    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    with caught_log() as records:
        loop.call_soon(raising(Boom("callback")))
        loop.call_soon(t.burn, 1)
        await asyncio.sleep(0)
        fails()
        await t.gc()
        loop.set_exception_handler(raising(Bang("handler")))
        loop.call_soon(raising(Boom("callback")))
        await asyncio.sleep(0)
    for record in records:
        t("logged", record.levelname, record.name == asyncio.log.logger.name)
