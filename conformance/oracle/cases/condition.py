"""Conditions: CONDITION-01 to CONDITION-27."""

import asyncio

from case import case


async def waits(t, condition, hold=0):
    async with condition:
        t("waits")
        try:
            t("goes on", await condition.wait(), condition.locked())
        except asyncio.CancelledError as e:
            t("cancelled", e, condition.locked())
            raise
        if hold:
            await asyncio.sleep(hold)
            t("leaves")


def start(name, coroutine):
    return asyncio.create_task(coroutine, name=name)


def brackets(thing):
    text = str(thing)
    return text[text.rindex("[") + 1 : text.rindex("]")]


async def wake(condition, count):
    async with condition:
        condition.notify(count)


# --- The lock


@case("CONDITION-01")
async def several_conditions_may_share_a_lock(t):
    own = asyncio.Condition()
    other = asyncio.Condition()
    await own.acquire()
    t("a lock of its own", own.locked(), other.locked())

    lock = asyncio.Lock()
    one = asyncio.Condition(lock)
    two = asyncio.Condition(lock)
    await one.acquire()
    t("shared", lock.locked(), one.locked(), two.locked())
    two.release()
    t("released by the other", lock.locked(), one.locked(), two.locked())
    await lock.acquire()
    t("by the lock itself", lock.locked(), one.locked(), two.locked())
    lock.release()

    a = start("a", waits(t, one))
    b = start("b", waits(t, two))
    await asyncio.sleep(1)
    async with lock:
        two.notify_all()
    await b
    t("the waiters are not shared", a.done(), brackets(one), brackets(two))
    await wake(one, 1)
    await a


@case("CONDITION-02")
async def acquire_release_and_locked_are_the_locks(t):
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)

    async def acquires():
        t("obtained", await condition.acquire(), condition.locked())
        condition.release()

    t("obtained", await condition.acquire(), condition.locked(), lock.locked())
    task = start("waiter", acquires())
    await asyncio.sleep(1)
    t("waits for the lock", brackets(lock), brackets(condition))
    condition.release()
    t("released", condition.locked(), lock.locked())
    await task
    try:
        condition.release()
    except RuntimeError as e:
        t("refused", e)


@case("CONDITION-03")
async def the_block_holds_the_lock(t):
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)
    async with condition:
        t("inside", condition.locked(), lock.locked())
        await asyncio.sleep(1)
        t("still", condition.locked(), lock.locked())
    t("outside", condition.locked(), lock.locked())


# --- Waiting


@case("CONDITION-04")
async def waiting_gives_the_lock_up_and_takes_it_again(t):
    condition = asyncio.Condition()
    waiter = start("waiter", waits(t, condition))
    await asyncio.sleep(1)
    t("the lock is free", condition.locked(), brackets(condition))
    await condition.acquire()
    condition.notify()
    condition.release()
    await waiter
    t("free", condition.locked())


@case("CONDITION-05")
async def without_the_lock_there_is_no_waiting(t):
    condition = asyncio.Condition()
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))
    try:
        await condition.wait()
    except RuntimeError as e:
        t("refused", e, brackets(condition))
    await asyncio.sleep(0)


@case("CONDITION-06")
async def nobody_asks_who_holds_the_lock(t):
    condition = asyncio.Condition()

    async def holder():
        await condition.acquire()
        await asyncio.sleep(2)
        t("thinks it still holds it", condition.locked())

    async def intruder():
        t("goes on", await condition.wait(), condition.locked())

    a = start("holder", holder())
    await asyncio.sleep(1)
    b = start("intruder", intruder())
    await a
    await wake(condition, 1)
    await b


# --- Notifying


@case("CONDITION-07")
async def without_the_lock_there_is_no_notifying(t):
    condition = asyncio.Condition()
    waiter = start("waiter", waits(t, condition))
    await asyncio.sleep(1)
    try:
        condition.notify()
    except RuntimeError as e:
        t("refused", e)
    try:
        condition.notify(2)
    except RuntimeError as e:
        t("refused", e)
    try:
        condition.notify_all()
    except RuntimeError as e:
        t("refused", e)
    await asyncio.sleep(1)
    t("nobody woken", not waiter.done())
    await wake(condition, 1)
    await waiter


@case("CONDITION-08")
async def notify_wakes_so_many_longest_waiting_first(t):
    condition = asyncio.Condition()
    tasks = [start(name, waits(t, condition)) for name in "abcdef"]
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
    await asyncio.sleep(1)
    for count in (0, -1, 2, 1):
        t("notify", count)
        await wake(condition, count)
        await asyncio.sleep(1)
    t("left", brackets(condition))
    await wake(condition, 2)
    await asyncio.wait(tasks)


@case("CONDITION-09")
async def more_than_there_are_is_all_of_them(t):
    condition = asyncio.Condition()
    tasks = [start(name, waits(t, condition)) for name in "ab"]
    await asyncio.sleep(1)
    await wake(condition, 100)
    await asyncio.wait(tasks)
    late = start("late", waits(t, condition))
    await asyncio.sleep(1)
    t("the rest is not remembered", not late.done())
    await wake(condition, 1)
    await late


@case("CONDITION-10")
async def notify_all_wakes_all_one_after_the_other(t):
    condition = asyncio.Condition()
    tasks = [start(name, waits(t, condition, hold)) for name, hold in [("a", 3), ("b", 1), ("c", 2)]]
    await asyncio.sleep(1)
    async with condition:
        condition.notify_all()
    await asyncio.wait(tasks)
    t("free", brackets(condition))


@case("CONDITION-11")
async def the_notified_wait_until_the_notifier_has_left(t):
    condition = asyncio.Condition()
    waiter = start("waiter", waits(t, condition))
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
        await asyncio.sleep(2)
        t("still inside", waiter.done(), brackets(condition))
    t("outside", waiter.done())
    await waiter


@case("CONDITION-12")
async def notifications_are_not_remembered(t):
    condition = asyncio.Condition()
    async with condition:
        condition.notify()
        condition.notify_all()
    waiter = start("waiter", waits(t, condition))
    await asyncio.sleep(1)
    t("waits", not waiter.done())
    await wake(condition, 1)
    await waiter


@case("CONDITION-13")
async def a_second_notification_skips_the_notified(t):
    condition = asyncio.Condition()
    tasks = [start(name, waits(t, condition)) for name in "abc"]
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
        condition.notify()
    await asyncio.sleep(1)
    t("two went on", [task.done() for task in tasks])
    await wake(condition, 1)
    await asyncio.wait(tasks)


# --- Cancelling


@case("CONDITION-14")
async def a_cancelled_waiter_takes_the_lock_first(t):
    condition = asyncio.Condition()
    waiter = start("waiter", waits(t, condition))
    await asyncio.sleep(1)
    t("cancel", waiter.cancel("enough"), condition.locked())
    await asyncio.wait([waiter])
    t("cancelled", waiter.cancelled(), brackets(condition))


@case("CONDITION-15")
async def the_cancellation_comes_when_the_lock_is_free(t):
    condition = asyncio.Condition()
    waiter = start("waiter", waits(t, condition))
    await asyncio.sleep(1)
    async with condition:
        t("cancel", waiter.cancel("enough"))
        await asyncio.sleep(3)
        t("not yet", waiter.done(), brackets(condition))
    await asyncio.wait([waiter])
    t("cancelled", waiter.cancelled(), brackets(condition))


@case("CONDITION-16")
async def a_cancellation_while_it_takes_the_lock_is_remembered(t):
    condition = asyncio.Condition()
    waiter = start("waiter", waits(t, condition))
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
        await asyncio.sleep(1)
        t("cancel", waiter.cancel("enough"))
        await asyncio.sleep(2)
        t("not yet", waiter.done(), waiter.cancelling())
    await asyncio.wait([waiter])
    t("cancelled", waiter.cancelled(), brackets(condition))


@case("CONDITION-17")
async def the_latest_of_several_cancellations_is_raised(t):
    condition = asyncio.Condition()
    waiter = start("waiter", waits(t, condition))
    other = start("other", waits(t, condition))
    await asyncio.sleep(1)
    async with condition:
        for message in ("first", "second", "third"):
            t("cancel", waiter.cancel(message))
            await asyncio.sleep(1)
            t("not yet", waiter.done(), waiter.cancelling())
        condition.notify(1)
        await asyncio.sleep(1)
        other.cancel("after its notification")
        await asyncio.sleep(1)
        other.cancel("again")
        await asyncio.sleep(1)
    await asyncio.wait([waiter, other])
    t("ended", waiter.cancelled(), other.cancelled(), brackets(condition))


@case("CONDITION-18")
async def the_error_that_leaves_is_the_one_that_arrived(t):
    message = object()
    left = []

    async def enters(condition):
        async with condition:
            try:
                await condition.wait()
            except asyncio.CancelledError as e:
                t("leaves the wait", e.args[0] is message)
                left.append(e)
                raise

    async def observes(condition):
        task = start("waiter", enters(condition))
        try:
            await task
        except asyncio.CancelledError as e:
            t("leaves the task", e is left.pop(), task.cancelled())

    for notified in (False, True):
        t("while it takes the lock", notified)
        condition = asyncio.Condition()
        observer = start("observer", observes(condition))
        await asyncio.sleep(1)
        async with condition:
            if notified:
                condition.notify()
                await asyncio.sleep(1)
            observer.cancel(message)
            await asyncio.sleep(1)
            t("not yet", observer.done())
        await observer


@case("CONDITION-19")
async def a_notification_of_a_cancelled_waiter_goes_to_another(t):
    condition = asyncio.Condition()
    a, b, c = (start(name, waits(t, condition)) for name in "abc")
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
        a.cancel("enough")
    await asyncio.sleep(1)
    t("passed on", a.cancelled(), b.done(), c.done())
    await wake(condition, 1)
    await c


@case("CONDITION-20")
async def it_is_passed_on_from_one_that_takes_the_lock_too(t):
    condition = asyncio.Condition()
    a, b, c = (start(name, waits(t, condition)) for name in "abc")
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
        await asyncio.sleep(1)
        a.cancel("enough")
        await asyncio.sleep(1)
        t("not yet", a.done(), b.done(), c.done())
    await asyncio.sleep(1)
    t("passed on", a.cancelled(), b.done(), c.done())
    await wake(condition, 1)
    await c


@case("CONDITION-21")
async def a_wait_may_end_without_a_notification(t):
    condition = asyncio.Condition()
    a = start("a", waits(t, condition))
    b = start("b", waits(t, condition))
    await asyncio.sleep(1)
    a.cancel("enough")
    await asyncio.sleep(1)
    t("nobody notified", a.cancelled(), b.done(), brackets(condition))
    await b


# --- Waiting for a value


@case("CONDITION-22")
async def a_condition_that_holds_is_not_waited_for(t):
    condition = asyncio.Condition()
    asyncio.get_running_loop().call_soon(lambda: t("the next pass"))

    def holds():
        t("asked")
        return True

    t("without the lock", await condition.wait_for(holds), condition.locked())
    async with condition:
        t("with the lock", await condition.wait_for(holds), condition.locked())
    await asyncio.sleep(0)


@case("CONDITION-23")
async def it_is_asked_after_every_notification(t):
    condition = asyncio.Condition()
    state = [0]

    def holds():
        t("asked", state[0], condition.locked())
        return state[0] == 2

    async def waits_for():
        async with condition:
            t("goes on", await condition.wait_for(holds), condition.locked())

    waiter = start("waiter", waits_for())
    await asyncio.sleep(1)
    state[0] = 2
    await asyncio.sleep(1)
    state[0] = 1
    await wake(condition, 1)
    await asyncio.sleep(1)
    state[0] = 2
    async with condition:
        condition.notify()
        t("asked with the lock only", waiter.done())
        await asyncio.sleep(1)
    await waiter


@case("CONDITION-24")
async def the_value_itself_is_returned(t):
    condition = asyncio.Condition()
    values = [None, False, "found"]

    async def waits_for():
        async with condition:
            t("found", await condition.wait_for(lambda: values.pop(0)), values)

    waiter = start("waiter", waits_for())
    await asyncio.sleep(1)
    await wake(condition, 1)
    await asyncio.sleep(1)
    t("left", values)
    await wake(condition, 1)
    await waiter
    value = object()
    t("the same object", await condition.wait_for(lambda: value) is value)


@case("CONDITION-25")
async def what_does_not_hold_wants_the_lock(t):
    condition = asyncio.Condition()
    try:
        await condition.wait_for(lambda: t("asked"))
    except RuntimeError as e:
        t("refused", e, brackets(condition))


# --- The object


@case("CONDITION-26")
def the_first_wait_binds_it_to_a_loop(t):
    condition = asyncio.Condition()
    lock = asyncio.Lock()
    shared = asyncio.Condition(lock)

    async def contended():
        waiter = start("waiter", waits(t, condition))
        await asyncio.sleep(1)
        await wake(condition, 1)
        await waiter

    async def refused():
        async with condition:
            try:
                await condition.wait()
            except RuntimeError as e:
                t("refused", e, condition.locked())

    async def takes():
        async with lock:
            await asyncio.sleep(1)

    async def contends_for_the_lock():
        one = start("one", takes())
        two = start("two", takes())
        await asyncio.wait([one, two])
        t("bound", brackets(lock))

    async def refused_by_the_lock():
        async with shared:
            try:
                await shared.acquire()
            except RuntimeError as e:
                t("refused", e, shared.locked())

    async def uncontended():
        await wake(condition, 1)
        t("uncontended", condition.locked())

    t.run(contended())
    t.run(refused())
    t.run(uncontended())
    t.run(contends_for_the_lock())
    t.run(refused_by_the_lock())


@case("CONDITION-27")
async def its_text_shows_state_and_waiters(t):
    condition = asyncio.Condition()
    t("new", brackets(condition))
    a = start("a", waits(t, condition))
    b = start("b", waits(t, condition))
    await asyncio.sleep(1)
    t("waited for", brackets(condition))
    async with condition:
        t("held", brackets(condition))
        condition.notify()
        t("one notified", brackets(condition))
    await a
    t("one left", brackets(condition))
    await wake(condition, 1)
    await b
    t("none left", brackets(condition))
