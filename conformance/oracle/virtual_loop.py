"""An asyncio event loop in virtual time, with nothing left open.

CPython's own loop, tasks, futures and groups run here unchanged. Replaced is only what asyncio leaves to chance:

- the wait: instead of sleeping, the loop moves its clock to the next timer (`VirtualLoop._wait`);
- sockets: they are those of `network`, which is in memory;
- timers of one deadline come out in the order of their creation; deadlines are whole nanoseconds;
- sets that asyncio iterates (members of a group, futures of `wait` and `as_completed`, `all_tasks`, open async
  generators, a server's connections and addresses, attempts to connect) keep the order of insertion or creation.
"""

import ast
import asyncio
import inspect
import itertools
import textwrap
import threading
import weakref
from asyncio import base_events, events, futures, selector_events, staggered, taskgroups, tasks
from collections.abc import MutableSet, Set

import network
from errors import CaseBug, Hung
from network.names import Lookups
from network.selector import Selector

MAX_PASSES = 3_000_000


class OrderedSet(MutableSet):
    """A set that iterates in the order of insertion."""

    def __init__(self, items=()):
        self._items = dict.fromkeys(items)

    def __contains__(self, item):
        return item in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def add(self, item):
        self._items[item] = None

    def discard(self, item):
        self._items.pop(item, None)

    def copy(self):
        return OrderedSet(self._items)

    def __repr__(self):
        return f"{{{', '.join(map(repr, self._items))}}}"

    union = Set.__or__
    intersection = Set.__and__
    difference = Set.__sub__
    __hash__ = None


class OrderedWeakSet(weakref.WeakSet):
    """A weak set that iterates in the order of insertion."""

    def __init__(self, items=()):
        super().__init__()
        self.data = OrderedSet()
        self.update(items)


class OrderedTimerHandle(events.TimerHandle):
    """A timer that comes after the timers of the same deadline that were made before it."""

    __slots__ = ["_order"]
    _count = itertools.count()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._order = next(self._count)

    def __lt__(self, other):
        if isinstance(other, OrderedTimerHandle):
            return (self._when, self._order) < (other._when, other._order)
        return super().__lt__(other)

    __hash__ = events.TimerHandle.__hash__


OrderedTimerHandle.__name__ = OrderedTimerHandle.__qualname__ = "TimerHandle"


class VirtualLoop(selector_events.BaseSelectorEventLoop):
    """The loop: its clock starts at 0.0 and jumps to the next timer when nothing is ready.

    While a job is outstanding in an executor, or a thread of `t.thread` is running, the clock is held: the loop waits
    for the wake-up in real time. `hold_clock = False` lets time pass all the same.
    """

    def __init__(self, *, main_name=None, threads=False):
        this = weakref.proxy(self)
        super().__init__(Selector(lambda timeout: this._wait(timeout)))
        self._clock_resolution = 1e-10
        self._asyncgens = OrderedWeakSet()
        self._now = 0.0
        self._passes = 0
        self._wakeup = threading.Condition()  # an RLock: a signal handler may wake the loop inside _wait
        self._woken = False
        self._holds = 0
        self._submitting = False
        self._callers = {}  # thread id -> the holder that counts that thread's calls
        self._main_name = main_name
        self._threads = threads
        self._task_order = weakref.WeakKeyDictionary()
        self._task_count = itertools.count(1)
        self._being_created = []
        self.hold_clock = True

    # the clock

    def time(self):
        return self._now

    def advance(self, seconds):
        """As if the code that calls this had taken so long."""
        self._now = round(self._now + seconds, 9)

    def call_at(self, when, callback, *args, context=None):
        if isinstance(when, (int, float)):
            when = round(float(when), 9)
        return super().call_at(when, callback, *args, context=context)

    def _wait(self, timeout):
        self._passes += 1
        if self._passes > MAX_PASSES:
            raise Hung(f"more than {MAX_PASSES} loop passes")
        ready = self._selector.ready()
        with self._wakeup:
            while not ready and not self._woken and timeout != 0:
                if self._scheduled and not (self._holds and self.hold_clock):
                    self._now = max(self._now, self._scheduled[0]._when)
                    break
                if not self._threads:
                    raise Hung("nothing is ready, no timer is set, nobody will ever wake this loop")
                self._wakeup.wait()
            self._woken = False
        return ready

    def _make_self_pipe(self):
        pass  # threads wake this loop by its condition

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        with self._wakeup:
            self._woken = True
            self._wakeup.notify_all()

    # who may still wake the loop

    def hold(self):
        with self._wakeup:
            self._holds += 1

    def release(self):
        with self._wakeup:
            self._holds -= 1
            self._wakeup.notify_all()

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        caller = self._callers.get(threading.get_ident())
        if caller is not None:
            caller.called()
        return handle

    def run_in_executor(self, executor, func, *args):
        if executor is None and func in (network.getaddrinfo, network.getnameinfo, self._getaddrinfo_debug):
            return super().run_in_executor(Lookups(self), func, *args)
        self._submitting = True
        try:
            return super().run_in_executor(executor, func, *args)
        finally:
            self._submitting = False

    async def shutdown_default_executor(self, timeout=None):
        if self._default_executor is not None:
            self.hold()
        await super().shutdown_default_executor(timeout)

    def _do_shutdown(self, future):
        try:
            super()._do_shutdown(future)
        finally:
            self.release()

    # the order of tasks

    def create_task(self, coro, **kwargs):
        if self._main_name is not None and kwargs.get("name") is None:
            kwargs["name"] = self._main_name
        self._main_name = None
        entry = (next(self._task_count), coro)
        self._being_created.append(entry)
        try:
            task = super().create_task(coro, **kwargs)
        finally:
            self._being_created.remove(entry)
        try:
            self._task_order[task] = entry[0]
        except TypeError:  # a factory of the case's own, with tasks that cannot be referenced weakly
            pass
        return task

    def order_of(self, task):
        order = self._task_order.get(task)
        if order is None:  # an eager task that is running its first step
            coro = task.get_coro()
            order = next((n for n, c in self._being_created if c is coro), float("inf"))
        return order


def _wrap_future(future, *, loop=None):
    wrapped = _original_wrap_future(future, loop=loop)
    if isinstance(loop, VirtualLoop) and loop._submitting:
        loop.hold()
        future.add_done_callback(lambda _: loop.release())  # after the callback that carries the outcome over
    return wrapped


def _all_tasks(loop=None):
    found = _original_all_tasks(loop)
    if loop is None:
        loop = events.get_running_loop()
    if isinstance(loop, VirtualLoop):
        return OrderedSet(sorted(found, key=loop.order_of))
    return found


class _SetComprehensions(ast.NodeTransformer):
    def visit_SetComp(self, node):
        self.generic_visit(node)
        generator = ast.GeneratorExp(node.elt, node.generators)
        return ast.copy_location(ast.Call(ast.Name("set", ast.Load()), [generator], []), node)


def _server_init(server, *args, **kwargs):
    _original_server_init(server, *args, **kwargs)
    server._clients = OrderedWeakSet()


def _rebuild(owner, name):
    """Makes a method's set comprehensions ordered too: they don't look up the name `set`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(getattr(owner, name))))
    tree = ast.fix_missing_locations(_SetComprehensions().visit(tree))
    made = {}
    exec(compile(tree, tasks.__file__, "exec"), tasks.__dict__, made)
    setattr(owner, name, made[name])


def install():
    """Puts the ordered parts in place. Once per process."""
    global _original_wrap_future, _original_all_tasks, _original_server_init
    _original_wrap_future, _original_all_tasks = futures.wrap_future, tasks.all_tasks
    _original_server_init = base_events.Server.__init__
    base_events.Server.__init__ = _server_init
    tasks.set = taskgroups.set = base_events.set = staggered.set = OrderedSet
    _rebuild(tasks._AsCompletedIterator, "__init__")
    tasks.all_tasks = asyncio.all_tasks = _all_tasks
    futures.wrap_future = asyncio.wrap_future = _wrap_future
    events.TimerHandle = asyncio.TimerHandle = OrderedTimerHandle
    network.install()
