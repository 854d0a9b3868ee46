import asyncio

from case import case


@case("FUTURE-02")
def made_in_a_coroutine_it_belongs_to_the_running_loop(t):
    first, second = t.new_loop(), t.new_loop()

    async def create():
        future = asyncio.Future()
        future.add_done_callback(lambda _: t("called back by", name_of(asyncio.get_running_loop())))
        future.set_result(None)
        await asyncio.sleep(1)
        return future

    def name_of(loop):
        return "first" if loop is first else "second" if loop is second else "another"

    t("bound to", name_of(first.run_until_complete(create()).get_loop()))
    t("bound to", name_of(second.run_until_complete(create()).get_loop()))
    asyncio.set_event_loop(first)
    t("the running one, not the registered one", name_of(second.run_until_complete(create()).get_loop()))
    asyncio.set_event_loop(None)
    first.close()
    second.close()


@case("FUTURE-03")
def without_a_running_or_registered_loop_it_cannot_be_made(t):
    loop = t.new_loop()
    asyncio.set_event_loop(None)
    try:
        asyncio.Future()
        t("never")
    except RuntimeError as e:
        t("no loop", e)
    asyncio.set_event_loop(loop)
    t("a registered one is enough", asyncio.Future().get_loop() is loop, loop.is_running())
    asyncio.set_event_loop(None)
    try:
        asyncio.Future()
        t("never")
    except RuntimeError as e:
        t("no loop any more", e)
    loop.close()


@case("FUTURE-05")
def it_knows_its_loop_for_ever(t):
    loop, other = t.new_loop(), t.new_loop()
    future = loop.create_future()
    t("not running", future.get_loop() is loop)

    async def look():
        t("in another loop", future.get_loop() is loop, asyncio.get_running_loop() is other)

    other.run_until_complete(look())
    future.set_result("value")
    t("done", future.get_loop() is loop)
    loop.close()
    other.close()
    t("closed", future.get_loop() is loop)
