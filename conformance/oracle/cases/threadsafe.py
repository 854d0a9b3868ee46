import asyncio

from case import case


@case("THREADSAFE-01", threads=True)
async def the_calling_thread_gets_the_value(t):
    async def child():
        await asyncio.sleep(1)
        t("child ends")
        return 7

    loop, done = asyncio.get_running_loop(), asyncio.Event()

    def other_thread():
        value = asyncio.run_coroutine_threadsafe(child(), loop).result()
        loop.call_soon_threadsafe(t, "the other thread got", value)
        loop.call_soon_threadsafe(done.set)

    t.thread(other_thread, calls=1)  # the clock is held until the thread has called the loop once
    await done.wait()
    t("main ends")
