"""Runs a program. Its twins in Java and Kotlin do the same, statement by statement."""

import asyncio
import contextlib
import contextvars

from case import Bang, Boom

REAPED_EVERY = 50  # seconds: whatever waits then is cancelled, so that each program ends

ERRORS = {"boom": Boom, "bang": Bang, "cancelled": asyncio.CancelledError, "timeout": TimeoutError,
          "group": ExceptionGroup, "exception": Exception, "any": BaseException}
WHEN = {"first": asyncio.FIRST_COMPLETED, "failure": asyncio.FIRST_EXCEPTION, "all": asyncio.ALL_COMPLETED}
MADE = {"lock": asyncio.Lock, "semaphore": asyncio.Semaphore, "bounded": asyncio.BoundedSemaphore, "event": asyncio.Event,
        "condition": asyncio.Condition, "queue": asyncio.Queue, "lifo": asyncio.LifoQueue,
        "priority": asyncio.PriorityQueue, "barrier": asyncio.Barrier}
UNKNOWN = "unknown"


class Run:
    def __init__(self, t, program):
        self.t = t
        _, self.options, self.declared, self.program = program
        self.objects = {}     # by name: locks, futures, tasks, groups, timeouts, generators, handles, tokens
        self.callbacks = {}   # the last callback of each future
        self.counts = {}      # what conditions wait for
        self.kept = []        # nothing is collected while a program runs

    async def main(self):
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self.report)
        if "eager" in self.options:
            loop.set_task_factory(asyncio.eager_task_factory)
        for kind, name, *size in self.declared:
            if kind == "future":
                self.objects[name] = loop.create_future()
            elif kind == "variable":
                self.objects[name] = contextvars.ContextVar(name)
            else:
                self.objects[name] = MADE[kind](*size)
        self.reap_later(loop)
        await self.coroutine(self.program)

    def reap_later(self, loop):
        def reap():
            for task in asyncio.all_tasks(loop):
                task.cancel("reaped")
            self.reap_later(loop)
        loop.call_later(REAPED_EVERY, reap)

    def report(self, loop, context):
        if "never retrieved" not in context["message"] and "destroyed" not in context["message"]:
            self.t("report", context.get("exception"))

    # statements

    async def coroutine(self, body):
        try:
            value = await self.body(body)
        except BaseException as error:
            self.t("ends", error)
            raise
        self.t("ends", value)
        return value

    async def body(self, statements):
        for statement in statements:
            if statement[1] == "return":
                return statement[2]
            await self.run(statement)

    async def run(self, statement):
        number, word, *arguments = statement
        do = getattr(self, "do_" + word.replace("-", "_"), None)
        try:
            if do is None:
                value = self.at_once(number, word, arguments)
            else:
                value = await do(number, *arguments)
        except BaseException as error:
            self.t(f"{number} {word} raises", error)
            raise
        self.done(number, word, value)

    def done(self, number, word, value):
        self.t(f"{number} {word}", *([] if value is None else [value]))

    def callback(self, statements):
        """Statements of a callback, which cannot wait."""
        for number, word, *arguments in statements:
            self.done(number, word, self.at_once(number, word, arguments))

    def at_once(self, number, word, arguments):
        return getattr(self, "now_" + word.replace("-", "_"))(number, *arguments)

    def named(self, names):
        return [self.objects[name] for name in names if name in self.objects]

    def awaitable(self, item):
        """A task or future by its name, or a coroutine; None if there is no such task yet."""
        return self.coroutine(item) if isinstance(item, list) else self.objects.get(item)

    def name_of(self, future):
        return next(name for name, value in self.objects.items() if value is future)

    # tasks

    def now_spawn(self, n, name, start, body):
        options = {} if start == "default" else {"eager_start": start == "eager"}
        self.objects[name] = asyncio.create_task(self.coroutine(body), name=name, **options)

    def now_member(self, n, group, name, start, body):
        if group not in self.objects:
            return UNKNOWN
        options = {} if start == "default" else {"eager_start": start == "eager"}
        self.objects[name] = self.objects[group].create_task(self.coroutine(body), name=name, **options)

    async def do_await(self, n, name):
        future = self.objects.get(name)
        return UNKNOWN if future is None else await future

    def now_cancel(self, n, name, message):
        future = self.objects.get(name)
        return UNKNOWN if future is None else future.cancel(message)

    def now_cancel_self(self, n, message):
        return asyncio.current_task().cancel(message)

    def now_cancelling(self, n):
        return asyncio.current_task().cancelling()

    def now_uncancel(self, n):
        return asyncio.current_task().uncancel()

    def now_state(self, n, name):
        future = self.objects.get(name)
        if future is None:
            return UNKNOWN
        return "cancelled" if future.cancelled() else "done" if future.done() else "pending"

    def now_tasks(self, n):
        return len(asyncio.all_tasks())

    def now_graph(self, n, name):
        """Who awaits it, who awaits them, and so on; while it is not done, since nobody does then."""
        future = self.objects.get(name)
        if future is None or future.done():
            return UNKNOWN
        return self.graph(asyncio.capture_call_graph(future, limit=0))

    def graph(self, node):
        name = node.future.get_name() if isinstance(node.future, asyncio.Task) else "future"
        awaiting = sorted(map(self.graph, node.awaited_by))
        return ("unnamed" if name.startswith("Task-") else name) + (f"({','.join(awaiting)})" if awaiting else "")

    def now_callback(self, n, name):
        future = self.objects.get(name)
        if future is None:
            return UNKNOWN
        def called(done):
            self.t(f"{n} called", self.now_state(n, name))
        self.callbacks[name] = called
        future.add_done_callback(called)

    def now_uncallback(self, n, name):
        return self.objects[name].remove_done_callback(self.callbacks[name]) if name in self.callbacks else UNKNOWN

    def now_set_result(self, n, name):
        self.objects[name].set_result(n)

    def now_set_exception(self, n, name):
        self.objects[name].set_exception(Boom(str(n)))

    # structure

    async def do_group(self, n, name, body):
        async with asyncio.TaskGroup() as group:
            self.objects[name] = group
            await self.body(body)

    def now_cancel_group(self, n, name):
        if name not in self.objects:
            return UNKNOWN
        self.objects[name].cancel()

    async def do_timeout(self, n, name, delay, body):
        async with asyncio.timeout(None if delay == "none" else delay) as timeout:
            self.objects[name] = timeout
            await self.body(body)
        return timeout.expired()

    def now_reschedule(self, n, name, delay):
        if name not in self.objects:
            return UNKNOWN
        when = None if delay == "none" else asyncio.get_running_loop().time() + delay
        self.objects[name].reschedule(when)

    async def do_wait_for(self, n, item, delay):
        awaitable = self.awaitable(item)
        return UNKNOWN if awaitable is None else await asyncio.wait_for(awaitable, None if delay == "none" else delay)

    async def do_shield(self, n, item):
        awaitable = self.awaitable(item)
        return UNKNOWN if awaitable is None else await asyncio.shield(awaitable)

    async def do_gather(self, n, how, items):
        awaitables = [a for a in map(self.awaitable, items) if a is not None]
        return await asyncio.gather(*awaitables, return_exceptions=how == "settled")

    async def do_wait(self, n, names, delay, when):
        done, pending = await asyncio.wait(
            self.named(names), timeout=None if delay == "none" else delay, return_when=WHEN[when])
        return [sorted(map(self.name_of, done)), sorted(map(self.name_of, pending))]

    async def do_as_completed(self, n, names, delay):
        async for future in asyncio.as_completed(self.named(names), timeout=None if delay == "none" else delay):
            self.t(f"{n} completed", self.name_of(future))
            self.t(f"{n} got", await future)

    async def do_loop(self, n, times, body):
        for _ in range(times):
            await self.body(body)

    async def do_try(self, n, body, handlers, final):
        try:
            await self.body(body)
        except BaseException as error:
            await self.handle(n, error, handlers)
        finally:
            await self.body(final)

    async def handle(self, n, error, handlers):
        """Runs the clause that catches an error."""
        for kind, then, handler in handlers:
            if isinstance(error, ERRORS[kind]):
                self.t(f"{n} catches", error)
                await self.body(handler)
                if then != "again":
                    return
                break
        raise error

    async def do_try_star(self, n, body, of_boom, of_bang):
        try:
            await self.body(body)
        except* Boom as group:
            self.t(f"{n} catches", group)
            await self.body(of_boom)
        except* Bang as group:
            self.t(f"{n} catches", group)
            await self.body(of_bang)

    def now_raise(self, n, kind):
        raise ERRORS[kind](str(n))

    # generators and context managers

    async def generator(self, n, body):
        try:
            for statement in body:
                if statement[1] == "yield":
                    self.t(f"{statement[0]} sent", (yield statement[2]))
                elif statement[1] == "try-yield":
                    number, _, inner, handlers, final = statement
                    try:
                        for step in inner:
                            if step[1] == "yield":
                                self.t(f"{step[0]} sent", (yield step[2]))
                            else:
                                await self.run(step)
                    except BaseException as error:
                        await self.handle(number, error, handlers)
                    finally:
                        await self.body(final)
                else:
                    await self.run(statement)
        except BaseException as error:
            self.t(f"{n} ends", error)
            raise
        self.t(f"{n} ends")

    def now_generator(self, n, name, body):
        self.objects[name] = self.generator(n, body)
        self.kept.append(self.objects[name])

    async def do_for(self, n, name, most, body):
        if name not in self.objects:
            return UNKNOWN
        count = 0
        async for value in self.objects[name]:
            self.t(f"{n} takes", value)
            await self.body(body)
            count += 1
            if count == most:
                break

    async def do_anext(self, n, name):
        return await anext(self.objects[name], "over") if name in self.objects else UNKNOWN

    async def do_asend(self, n, name):
        return await self.objects[name].asend(n) if name in self.objects else UNKNOWN

    async def do_athrow(self, n, name):
        return await self.objects[name].athrow(Boom(str(n))) if name in self.objects else UNKNOWN

    async def do_aclose(self, n, name):
        return await self.objects[name].aclose() if name in self.objects else UNKNOWN

    async def do_with(self, n, enter, leave, then, body):
        run = self

        class Manager:
            async def __aenter__(self):
                await run.body(enter)

            async def __aexit__(self, kind, error, traceback):
                run.t(f"{n} leaves", error)
                await run.body(leave)
                return then == "swallow"

        async with Manager():
            await self.body(body)

    async def do_with_generator(self, n, before, after, then, body):
        @contextlib.asynccontextmanager
        async def manager():
            await self.body(before)
            try:
                yield
            except Exception as error:
                self.t(f"{n} catches", error)
                if then != "swallow":
                    raise
            finally:
                await self.body(after)

        async with manager():
            await self.body(body)

    async def do_stack(self, n, callbacks, body):
        async with contextlib.AsyncExitStack() as stack:
            for callback in callbacks:
                stack.push_async_callback(self.body, callback)
            await self.body(body)

    # time, callbacks, variables

    async def do_sleep(self, n, delay):
        await asyncio.sleep(delay)

    def now_burn(self, n, seconds):
        self.t.burn(seconds)

    def now_soon(self, n, name, statements):
        self.objects[name] = asyncio.get_running_loop().call_soon(self.callback, statements)

    def now_later(self, n, name, delay, statements):
        self.objects[name] = asyncio.get_running_loop().call_later(delay, self.callback, statements)

    def now_cancel_handle(self, n, name):
        if name not in self.objects:
            return UNKNOWN
        self.objects[name].cancel()

    def now_assign(self, n, name, token):
        self.objects[token] = self.objects[name].set(n)

    def now_reset(self, n, name, token):
        if token not in self.objects:
            return UNKNOWN
        self.objects[name].reset(self.objects[token])

    def now_value(self, n, name):
        return self.objects[name].get(None)

    # locks

    async def do_acquire(self, n, name):
        return await self.objects[name].acquire()

    def now_release(self, n, name):
        self.objects[name].release()

    async def do_holding(self, n, name, body):
        async with self.objects[name]:
            await self.body(body)

    def now_locked(self, n, name):
        return self.objects[name].locked()

    async def do_wait_event(self, n, name):
        return await self.objects[name].wait()

    def now_set_event(self, n, name):
        self.objects[name].set()

    def now_clear_event(self, n, name):
        self.objects[name].clear()

    async def do_wait_condition(self, n, name):
        return await self.objects[name].wait()

    async def do_wait_count(self, n, name, count):
        return await self.objects[name].wait_for(lambda: self.counts.get(name, 0) >= count)

    def now_count(self, n, name):
        self.counts[name] = self.counts.get(name, 0) + 1

    def now_notify(self, n, name, count):
        self.objects[name].notify(count)

    def now_notify_all(self, n, name):
        self.objects[name].notify_all()

    async def do_pass(self, n, name):
        return await self.objects[name].wait()

    async def do_reset_barrier(self, n, name):
        await self.objects[name].reset()

    async def do_abort_barrier(self, n, name):
        await self.objects[name].abort()

    def now_barrier(self, n, name):
        barrier = self.objects[name]
        return [barrier.n_waiting, barrier.broken]

    # queues

    async def do_put(self, n, name):
        await self.objects[name].put(n)

    async def do_get(self, n, name):
        return await self.objects[name].get()

    def now_put_now(self, n, name):
        self.objects[name].put_nowait(n)

    def now_get_now(self, n, name):
        return self.objects[name].get_nowait()

    def now_task_done(self, n, name):
        self.objects[name].task_done()

    async def do_join(self, n, name):
        await self.objects[name].join()

    def now_shutdown(self, n, name, how):
        self.objects[name].shutdown(immediate=how == "now")

    def now_queue(self, n, name):
        queue = self.objects[name]
        return [queue.qsize(), queue.empty(), queue.full()]
