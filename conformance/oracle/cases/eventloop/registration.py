import asyncio
import threading

from case import case


def registered():
    try:
        return asyncio.get_event_loop()
    except RuntimeError as e:
        return e


@case("LOOP-01")
def the_running_loop_is_known_inside_only(t):
    def outside():
        try:
            asyncio.get_running_loop()
        except RuntimeError as e:
            return e

    async def main():
        t("in a coroutine", asyncio.get_running_loop() is loop)
        loop.call_soon(lambda: t("in a callback", asyncio.get_running_loop() is loop))
        await asyncio.sleep(0)

    loop = t.new_loop()
    t("before", outside())
    loop.run_until_complete(main())
    t("after", outside())
    loop.close()


@case("LOOP-02")
def while_a_loop_runs_it_is_the_current_one(t):
    async def main():
        t("running", registered() is loop)

    loop, other = t.new_loop(), t.new_loop()
    asyncio.set_event_loop(other)
    loop.run_until_complete(main())
    t("registered", registered() is other)
    asyncio.set_event_loop(None)
    loop.close()
    other.close()


@case("LOOP-03", since="3.14")
def no_loop_is_made_on_demand(t):
    t("none", registered())
    loop = t.new_loop()
    t("not registered", registered())
    asyncio.set_event_loop(loop)
    t("registered", registered() is loop)
    asyncio.set_event_loop(None)
    loop.close()


@case("LOOP-04", threads=True)
def a_loop_is_registered_for_one_thread(t):
    loop, seen = t.new_loop(), []
    asyncio.set_event_loop(loop)
    thread = threading.Thread(target=lambda: seen.append(registered()))
    thread.start()
    thread.join()
    t("in another thread", seen)
    t("here", registered() is loop)
    try:
        asyncio.set_event_loop("no loop")
    except TypeError as e:
        t("refused", e, registered() is loop)
    asyncio.set_event_loop(None)
    t("cleared", registered())
    loop.close()


@case("LOOP-05", since="3.14")
def a_new_loop_is_open_idle_and_not_registered(t):
    one, two = t.new_loop(), t.new_loop()
    t("another one each time", one is not two)
    t("running, closed", one.is_running(), one.is_closed())
    t("registered", registered())
    one.close()
    two.close()


@case("LOOP-88", threads=True, since="3.13")
def a_closed_loop_stays_registered(t):
    loop, seen = t.new_loop(), []
    asyncio.set_event_loop(loop)
    loop.close()
    t("closed, and registered", registered() is loop)
    asyncio.set_event_loop(None)
    t("cleared", registered())
    thread = threading.Thread(target=lambda: seen.append(registered()))
    thread.start()
    thread.join()
    t("in another thread", seen)
