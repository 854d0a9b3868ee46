"""What the newest interpreter at hand, 3.15.0rc1, gets wrong and 3.15 has put right since.

A case that runs into such a bug names it, `@case(…, fix="gh-155418")`: it then runs with the fix in place, and its
trace says so, `3.15.0rc1+gh-155418`. A newer interpreter runs it as it is.
"""

import asyncio
import contextlib
import sys
import types
from asyncio import BaseEventLoop, CancelledError, StreamReaderProtocol, TaskGroup
from asyncio.selector_events import _SelectorSocketTransport
from contextvars import Context

_create_task, _aexit = TaskGroup.create_task, TaskGroup.__aexit__
_loop_create_task = BaseEventLoop.create_task
_connection_made = StreamReaderProtocol.connection_made
_writelines = _SelectorSocketTransport.writelines
_call_connection_lost = _SelectorSocketTransport._call_connection_lost


def _create_task_fixed(group, coro, **options):
    task = _create_task(group, coro, **options)
    if group._aborting and not task.done():
        task.cancel()  # it cancelled the group in its eager step, before it was a member
    return task


@types.coroutine
def _aexit_fixed(group, et, exc, tb):
    parent, exiting = group._parent_task, _aexit(group, et, exc, tb)
    cancelled, resume, outcome = None, exiting.send, None
    while True:
        try:
            awaited = resume(outcome)
        except StopIteration as left:
            suppressed = left.value
            break
        try:
            outcome = yield awaited
            resume = exiting.send
        except CancelledError as error:
            cancelled = outcome = error
            resume = exiting.throw
    if group._parent_cancel_requested and parent.cancelling() and cancelled is not None:
        raise cancelled  # the exit is about to forget it, and it was not the group's own
    return suppressed


def _loop_create_task_fixed(loop, coro, **options):
    context = options.get("context")
    if context is not None and not isinstance(context, Context):
        raise TypeError("a contextvars.Context was expected")
    if context is not None and options.get("eager_start"):
        context.run(lambda: None)  # RuntimeError if it is entered
    return _loop_create_task(loop, coro, **options)


def _shield_fixed(arg):
    inner = asyncio.ensure_future(arg)
    if inner.done():
        return inner
    outer, task = inner.get_loop().create_future(), None
    if asyncio.events._get_running_loop() is not None:
        task = asyncio.current_task()

    def inner_done(inner):
        if task is not None:
            asyncio.future_discard_from_awaited_by(inner, task)
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)
            if task is not None:
                asyncio.future_discard_from_awaited_by(inner, task)

    if task is not None:
        asyncio.future_add_to_awaited_by(inner, task)
    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


def _call_connection_lost_fixed(transport, exc):
    if transport._sock is not None:
        _call_connection_lost(transport, exc)


def _connection_made_fixed(protocol, transport):
    handler = protocol._client_connected_cb

    def guarded(reader, writer):
        try:
            return handler(reader, writer)
        except Exception as error:
            context = {"message": "Unhandled exception in client_connected_cb", "exception": error, "transport": transport}
            protocol._loop.call_exception_handler(context)
            transport.close()

    if handler is not None:
        protocol._client_connected_cb = guarded
    _connection_made(protocol, transport)


def _writelines_fixed(transport, list_of_data):
    chunks = [data for data in list_of_data if data]
    if chunks:
        _writelines(transport, chunks)


FIXES = {
    # A member that cancels its group in its eager step is cancelled itself.
    "gh-155418": (TaskGroup, "create_task", _create_task_fixed),
    # A cancellation from outside that arrives while a cancelled group waits for its members is not dropped.
    "gh-155433": (TaskGroup, "__aexit__", _aexit_fixed),
    # A cancelled shield takes back all that it has left at what it shielded.
    "gh-155143": (asyncio, "shield", _shield_fixed),
    # What fails after its shield was cancelled is not reported, unless nobody ever looks at it.
    "gh-156321": (asyncio, "shield", _shield_fixed),
    # What is no context, or one that is entered already, is refused before a task is made of it; the loop goes on.
    "gh-157301": (BaseEventLoop, "create_task", _loop_create_task_fixed),
    # An empty chunk behind the others is not tried to be sent for ever.
    "gh-155888": (_SelectorSocketTransport, "writelines", _writelines_fixed),
    # A plain function that fails to serve a client is reported as a coroutine is, and its connection closed.
    "gh-155941": (StreamReaderProtocol, "connection_made", _connection_made_fixed),
    # A transport that is closed when writing resumes ends once.
    "gh-156512": (_SelectorSocketTransport, "_call_connection_lost", _call_connection_lost_fixed),
}


def needed(fix):
    return fix is not None and sys.version_info < (3, 15, 0, "final")


@contextlib.contextmanager
def applied(fix):
    if not needed(fix):
        yield
        return
    owner, name, method = FIXES[fix]
    original = getattr(owner, name)
    setattr(owner, name, method)
    try:
        yield
    finally:
        setattr(owner, name, original)
