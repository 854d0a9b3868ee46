"""What a case is written with: `@case`, the trace `t`, and the exceptions a case raises. See README.md."""

import asyncio
import concurrent.futures
import contextlib
import gc
import inspect
import re
import signal
import threading
from asyncio import events

import fixes
import network
from errors import CaseBug, Hung
from virtual_loop import VirtualLoop

__all__ = ["case", "Boom", "Bang", "BaseBoom"]


class Boom(Exception):
    """The ordinary failure of a case."""


class Bang(Exception):
    """Another one, where a case must tell two apart."""


class BaseBoom(BaseException):
    """A failure outside Exception. Braid has no such class of errors: see README.md before using it."""


REGISTRY = []


class Case:
    def __init__(self, id, body, threads, signals, since, differs, fix):
        self.id, self.body = id, body
        self.threads, self.signals, self.since = threads, signals, since
        self.differs, self.fix = differs, fix
        self.area_module = body.__module__.split(".")[1]  # cases.<area>, or cases.<area>.<file>


def case(id, *, threads=False, signals=False, since=None, differs=None, fix=None):
    """The decorated function is the program of one catalogue row.

    threads, signals -- needs real threads or signals, so it runs natively only
    since   -- the oldest Python that behaves so, for example "3.15"
    differs -- "3.13: why" when an older interpreter's trace is different
    fix     -- the bug of 3.15.0rc1 that would spoil it, see fixes.py
    """
    if differs is not None and not re.fullmatch(r"3\.\d+(,3\.\d+)*: .{10,}", differs):
        raise ValueError(f"{id}: differs must be '3.13: the reason', not {differs!r}")

    def register(body):
        REGISTRY.append(Case(id, body, threads, signals, since, differs, fix))
        return body
    return register


# Messages that Braid copies word for word. The message of every other report is shown as `*`.
VERBATIM = {
    "Task was destroyed but it is pending!",
    "Task exception was never retrieved",
    "Future exception was never retrieved",
    "unhandled exception during asyncio.run() shutdown",
    "Unhandled error in exception handler",
}

# What a report shows of these is that they are there.
BARE = {"asyncgen", "handle", "protocol", "socket", "transport"}

BAD_ARGUMENT = (TypeError, ValueError)
PLAIN_NAMES = [  # first match wins
    (asyncio.InvalidStateError, "InvalidStateError"),
    (asyncio.QueueEmpty, "QueueEmpty"),
    (asyncio.QueueFull, "QueueFull"),
    (asyncio.QueueShutDown, "QueueShutDown"),
    (asyncio.BrokenBarrierError, "BrokenBarrierError"),
    (TimeoutError, "TimeoutError"),
    (asyncio.IncompleteReadError, "IncompleteReadError"),
    (OSError, "OSError"),
    (concurrent.futures.CancelledError, "PoolCancelledError"),
    (concurrent.futures.InvalidStateError, "InvalidStateError"),
    (LookupError, "LookupError"),
    (RecursionError, "RecursionError"),
    (NotImplementedError, "NotImplementedError"),
    (RuntimeError, "RuntimeError"),
    (BAD_ARGUMENT, "BadArgument"),
]


def err(error):
    """The canonical text of an exception."""
    kind = type(error)
    if isinstance(error, BaseExceptionGroup):
        return f"{kind.__name__}[{error.message}]({', '.join(map(err, error.exceptions))})"
    if kind is asyncio.CancelledError or kind.__module__ == "case" or kind.__module__.startswith("cases."):
        return f"{kind.__name__}({', '.join(map(render, error.args))})"
    for base, name in PLAIN_NAMES:
        if isinstance(error, base):
            return name
    return kind.__name__


def render(value):
    """The canonical text of a value."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, BaseException):
        return err(value)
    if isinstance(value, asyncio.Task):
        return value.get_name()
    if asyncio.isfuture(value):
        return "Future"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(render, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{render(k)}: {render(v)}' for k, v in value.items())}}}"
    raise CaseBug(f"a trace cannot show a {type(value).__name__}; log what matters of it: {value!r}")


class Trace:
    """What a case logs into, and its way to loops in virtual time."""

    def __init__(self, case):
        self.lines = []
        self.open = True
        self._case = case
        self._aliases = {}
        self._lock = threading.RLock()
        self._errors = []

    def __call__(self, text, *values):
        """Logs one line."""
        loop = events._get_running_loop()
        task = None if loop is None else asyncio.current_task(loop)
        self._add(loop, "-" if task is None else task.get_name(), text, values)

    def _add(self, loop, who, text, values):
        when = "-" if loop is None else f"{loop.time():.3f}"
        try:
            line = " ".join([when, who, text, *map(render, values)]).replace("\n", "\\n")
        except CaseBug as bug:  # a task or a thread might swallow it
            self._errors.append(bug)
            raise
        with self._lock:
            if self.open:
                self.lines.append(re.sub(r"\bTask-\d+\b", self._alias, line))

    def _alias(self, match):
        return self._aliases.setdefault(match.group(), f"#{len(self._aliases) + 1}")

    # loops

    def new_loop(self):
        """A new loop in virtual time; whoever makes it closes it."""
        return self._loop()

    def _loop(self, main_name=None):
        return VirtualLoop(main_name=main_name, threads=self._case.threads or self._case.signals)

    def runner(self, **options):
        """A Runner whose loop is in virtual time."""
        options.setdefault("loop_factory", self._loop)
        return asyncio.Runner(**options)

    def run(self, coro, **options):
        """`asyncio.run` in virtual time, with a main task named "main"."""
        options.setdefault("loop_factory", lambda: self._loop("main"))
        return asyncio.run(coro, **options)

    def catch_reports(self, loop=None):
        """From now on, logs what reaches the loop's exception handler."""
        (loop or asyncio.get_running_loop()).set_exception_handler(self._report)

    def _report(self, loop, context):
        shown = []
        for key in sorted(context):
            value = context[key]
            if key == "source_traceback":
                continue
            if key == "message":
                value = value if value in VERBATIM else "*"
            shown.append(key if key in BARE else f"{key}: {render(value)}")
        self._add(loop if loop.is_running() else None, "-", f"report {{{', '.join(shown)}}}", ())

    def burn(self, seconds):
        """As if this callback or step had been busy for so long: moves the running loop's clock."""
        asyncio.get_running_loop().advance(seconds)

    # reclaiming

    def collect(self):
        """Reclaims what nobody refers to. Inside a loop use `await t.gc()`."""
        gc.collect()

    async def gc(self):
        """Reclaims what nobody refers to and lets the reports about it arrive; log nothing else meanwhile."""
        gc.collect()
        await asyncio.sleep(0)

    # threads and signals

    def let_time_pass(self):
        """From now on the running loop's clock does not wait for jobs in executors or for other threads."""
        asyncio.get_running_loop().hold_clock = False

    def thread(self, body, *, calls=None):
        """Starts a thread. The running loop's clock stands still until the thread has ended, or has made so many
        threadsafe calls to the loop."""
        loop = asyncio.get_running_loop()
        holder = _Holder(loop, calls)

        def main():
            loop._callers[threading.get_ident()] = holder
            try:
                body()
            except BaseException as error:
                self._errors.append(error)
            finally:
                loop._callers.pop(threading.get_ident(), None)
                holder.let_go()

        thread = threading.Thread(target=main, daemon=True)
        thread.start()
        return thread

    def sigint(self):
        """Presses Ctrl-C."""
        signal.raise_signal(signal.SIGINT)


class _Holder:
    """Holds a loop's clock until so many calls have arrived, or it is told to let go."""

    def __init__(self, loop, calls):
        self._loop, self._calls, self._held = loop, calls, True
        loop.hold()

    def called(self):
        if self._calls is not None:
            self._calls -= 1
            if self._calls == 0:
                self.let_go()

    def let_go(self):
        if self._held:
            self._held = False
            self._loop.release()


@contextlib.contextmanager
def _virtual_loops(trace):
    """Lets `asyncio.run` and `asyncio.new_event_loop` make loops in virtual time."""
    network.clear()
    saved = events.new_event_loop, events._get_running_loop(), events._event_loop_policy
    events.new_event_loop = asyncio.new_event_loop = trace._loop
    events._set_running_loop(None)  # Pyodide has a loop of its own running
    events._event_loop_policy = None  # and a policy of its own; the default one, new: no loop is registered
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        trace.open = False
        events.new_event_loop = asyncio.new_event_loop = saved[0]
        events._set_running_loop(saved[1])
        events._event_loop_policy = saved[2]
        gc.enable()
        gc.collect()


def run_case(case):
    """Runs a case and gives its trace's lines, and the exception it ended with (or None)."""
    trace, ended = Trace(case), None
    with _virtual_loops(trace), fixes.applied(case.fix):
        try:
            if inspect.iscoroutinefunction(case.body):
                trace.run(case.body(trace))
            else:
                case.body(trace)
        except (Hung, CaseBug, NameError, AttributeError, ImportError, SyntaxError):
            raise  # not what a case ends with
        except BaseException as error:
            ended = error
            trace("raises", error)
        if trace._errors:
            raise trace._errors[0]
    return trace.lines, ended
