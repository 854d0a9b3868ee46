"""Events: EVENT-01 to EVENT-12."""

import asyncio

from case import case


async def waits(t, event):
    t("waits")
    try:
        t("goes on", await event.wait(), event.is_set())
    except asyncio.CancelledError as e:
        t("cancelled", e, event.is_set())
        raise


def start(name, coroutine):
    return asyncio.create_task(coroutine, name=name)


def brackets(thing):
    text = str(thing)
    return text[text.rindex("[") + 1 : text.rindex("]")]


@case("EVENT-01")
async def a_new_event_is_not_set(t):
    event = asyncio.Event()
    t("set", event.is_set())
    waiter = start("waiter", waits(t, event))
    await asyncio.sleep(1)
    t("goes on", waiter.done())
    event.set()
    await waiter


@case("EVENT-02")
async def an_unset_event_is_waited_for(t):
    event = asyncio.Event()
    waiter = start("waiter", waits(t, event))
    await asyncio.sleep(2)
    t("still waiting", not waiter.done())
    event.set()
    await waiter


@case("EVENT-03")
async def a_set_event_is_passed_without_suspending(t):
    event = asyncio.Event()
    event.set()
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    t("passes", await event.wait())
    t("passes again", await event.wait())
    await asyncio.sleep(0)


@case("EVENT-04")
async def setting_wakes_all_in_order_in_a_later_pass(t):
    event = asyncio.Event()
    tasks = [start(name, waits(t, event)) for name in "abc"]
    await asyncio.sleep(1)
    asyncio.get_running_loop().call_soon(lambda: t("queued before"))
    event.set()
    t("set, none has gone on", [task.done() for task in tasks])
    asyncio.get_running_loop().call_soon(lambda: t("queued after"))
    await asyncio.wait(tasks)


@case("EVENT-05")
async def setting_it_again_has_no_effect(t):
    event = asyncio.Event()
    waiter = start("waiter", waits(t, event))
    await asyncio.sleep(1)
    event.set()
    event.set()
    t("set", event.is_set())
    await waiter
    event.set()
    t("set", event.is_set())
    event.clear()
    t("cleared once", event.is_set())
    waiter = start("waiter", waits(t, event))
    await asyncio.sleep(1)
    t("blocks", not waiter.done())
    event.set()
    await waiter


@case("EVENT-06")
async def clearing_makes_later_waits_block(t):
    event = asyncio.Event()
    event.set()
    await event.wait()
    event.clear()
    t("cleared", event.is_set())
    waiter = start("waiter", waits(t, event))
    await asyncio.sleep(1)
    t("blocks", not waiter.done())
    event.clear()
    event.set()
    await waiter


@case("EVENT-07")
async def whoever_waited_is_released_by_a_short_pulse(t):
    event = asyncio.Event()
    tasks = [start(name, waits(t, event)) for name in "ab"]
    await asyncio.sleep(1)
    event.set()
    event.clear()
    late = start("late", waits(t, event))
    await asyncio.wait(tasks)
    await asyncio.sleep(1)
    t("who came later waits", not late.done(), event.is_set())
    event.set()
    await late


@case("EVENT-08")
async def is_set_tells_the_flag_without_suspending(t):
    event = asyncio.Event()
    asyncio.get_running_loop().call_soon(lambda: t("the next pass", event.is_set()))
    t("new", event.is_set())
    event.set()
    t("set", event.is_set())
    event.clear()
    t("cleared", event.is_set())
    await asyncio.sleep(0)


@case("EVENT-09")
async def a_cancelled_waiter_leaves_the_others(t):
    event = asyncio.Event()
    a, b, c = (start(name, waits(t, event)) for name in "abc")
    await asyncio.sleep(1)
    t("cancel", b.cancel("enough"))
    await asyncio.wait([b])
    t("left", b.cancelled(), brackets(event))
    event.set()
    await asyncio.wait([a, c])
    t("left", brackets(event))


@case("EVENT-10")
def the_first_wait_binds_it_to_a_loop(t):
    event = asyncio.Event()

    async def uncontended():
        event.set()
        t("no wait", await event.wait())
        event.clear()

    async def contended():
        waiter = start("waiter", waits(t, event))
        await asyncio.sleep(1)
        event.set()
        await waiter
        event.clear()

    async def refused():
        try:
            await event.wait()
        except RuntimeError as e:
            t("refused", e, event.is_set())

    t.run(uncontended())
    t.run(contended())
    t.run(refused())
    t.run(uncontended())
    t("waiters", brackets(event))


@case("EVENT-11")
async def its_text_shows_state_and_waiters(t):
    event = asyncio.Event()
    t("new", brackets(event))
    a = start("a", waits(t, event))
    b = start("b", waits(t, event))
    await asyncio.sleep(1)
    t("waited for", brackets(event))
    event.set()
    t("set", brackets(event))
    await asyncio.wait([a, b])
    t("left", brackets(event))
    event.clear()
    t("cleared", brackets(event))


@case("EVENT-12")
async def a_released_waiter_can_still_be_cancelled(t):
    event = asyncio.Event()
    a, b, c = (start(name, waits(t, event)) for name in "abc")
    await asyncio.sleep(1)
    event.set()
    t("cancel", b.cancel("too late to matter"))
    await asyncio.wait([a, b, c])
    t("ended", a.cancelled(), b.cancelled(), c.cancelled(), brackets(event))
