"""The kernel's part of the network: addresses, and the ends of connections. Nothing waits here."""

import errno
import ipaddress
import itertools
import os
import weakref
from selectors import EVENT_READ, EVENT_WRITE
from socket import AF_INET6, IPPROTO_IPV6, IPV6_V6ONLY, SO_LINGER, SOL_SOCKET

CAPACITY = 64 * 1024  # bytes on their way, in each direction of a connection
SO_REUSEADDR, SO_REUSEPORT = 2, 15  # not every platform's module has them
LINGER_NOT = b"\1\0\0\0\0\0\0\0"  # on, for 0 seconds


class _Network:
    def __init__(self):
        self.bound = []  # the ends that have taken an address
        self.ends = weakref.WeakValueDictionary()  # by descriptor
        self.selectors = weakref.WeakSet()
        self.descriptors = itertools.count(100)
        self.ports = itertools.count(40000)
        self.exhausted = False  # whether there are no descriptors left


def clear():
    global network
    network = _Network()


clear()


def fail(code):
    raise OSError(code, os.strerror(code))


def need_descriptor():
    if network.exhausted:
        fail(errno.EMFILE)


def _here(address):
    """The host of an address, if it is one of this machine."""
    host = ipaddress.ip_address(address[0])
    return str(host) if host.is_loopback or host.is_unspecified else None


class End:
    """A socket in the kernel: it listens, or is one end of a connection, or neither yet."""

    def __init__(self, family, options=()):
        self.family = family
        self.options = dict(options)
        self._network = network
        self.fd = next(network.descriptors)
        network.ends[self.fd] = self
        self.address = self.peer_address = None
        self.closed = False
        # while it listens
        self.backlog = None
        self._waiting = []  # ends to be accepted
        self._without_room = []  # ends whose connecting goes on until there is room among those
        # the connection
        self._connecting_to = None
        self._peer = None
        self._incoming = bytearray()
        self._eof = False  # the peer sends no more
        self._shut_read = self._shut_write = False
        self._reset = False
        self._error = 0  # what went wrong, until somebody is told

    def option(self, level, name):
        return self.options.get((level, name), 0)

    # addresses

    def bind(self, address):
        if self.address is not None:
            fail(errno.EINVAL)
        host = _here(address) or fail(errno.EADDRNOTAVAIL)
        wanted = address[1] or next(p for p in self._network.ports if all(e.address[1] != p for e in self._network.bound))
        self.address = self._full(host, wanted)
        if any(self._conflicts(other) for other in self._network.bound):
            self.address = None
            fail(errno.EADDRINUSE)
        self._network.bound.append(self)

    def _full(self, host, port):
        return (host, port, 0, 0) if self.family == AF_INET6 else (host, port)

    def _is_for(self, family, host):
        """Whether this address is the host's too."""
        if self.family != family:
            return self.address[0] == "::" and not self.option(IPPROTO_IPV6, IPV6_V6ONLY)
        return self.address[0] in (host, "0.0.0.0", "::")

    def _conflicts(self, other, *, listening=False):
        if self.address[1] != other.address[1]:
            return False
        if not (self._is_for(other.family, other.address[0]) or other._is_for(self.family, self.address[0])):
            return False
        shared = [SO_REUSEPORT] if listening or other.backlog is not None else [SO_REUSEPORT, SO_REUSEADDR]
        return not any(self.option(SOL_SOCKET, o) and other.option(SOL_SOCKET, o) for o in shared)

    # how connections come about

    def listen(self, backlog):
        if self._peer is not None or self._connecting_to is not None:
            fail(errno.EINVAL)
        if self.address is None:
            self.bind(("::" if self.family == AF_INET6 else "0.0.0.0", 0))
        if any(self._conflicts(other, listening=True) for other in self._network.bound
               if other is not self and other.backlog is not None):
            fail(errno.EADDRINUSE)
        self.backlog = max(backlog, 0)

    def connect(self, address):
        """Is decided at once. Whoever asks by a socket that does not block learns it from the selector."""
        if self._connecting_to is not None:
            fail(errno.EALREADY)
        if self._peer is not None:
            fail(errno.EISCONN)
        host = _here(address) or fail(errno.ENETUNREACH)
        if self.address is None:
            self.bind(("::1" if self.family == AF_INET6 else "127.0.0.1", 0))
        self._connecting_to = self._full(host, address[1])
        listener = next((end for end in self._network.bound if end.backlog is not None
                         and end.address[1] == address[1] and end._is_for(self.family, host)), None)
        if listener is None:
            self._refuse()
        elif len(listener._waiting) > listener.backlog:
            listener._without_room.append(self)
        else:
            listener._offer(self)

    def is_connecting(self):
        return self._connecting_to is not None

    def _refuse(self):
        self._connecting_to, self._reset, self._error = None, True, errno.ECONNREFUSED
        self._wake(EVENT_READ | EVENT_WRITE)

    def _offer(self, end):
        served = End(self.family, self.options)
        served.address, served.peer_address, served._peer = end._connecting_to, end.address, end
        end.peer_address, end._peer, end._connecting_to = end._connecting_to, served, None
        self._waiting.append(served)
        self._wake(EVENT_READ)
        end._wake(EVENT_WRITE)

    def accept(self):
        """The next connection's end, None when nobody has connected."""
        if self.backlog is None:
            fail(errno.EINVAL)
        if not self._waiting:
            return None
        served = self._waiting.pop(0)
        if self._without_room:
            self._offer(self._without_room.pop(0))
        return served

    # a connection's bytes

    def take(self, count):
        """Received bytes, none at the end of the stream, None when there are none yet."""
        if self._incoming:
            taken = bytes(memoryview(self._incoming)[:count])
            del self._incoming[:count]
            if not self._peer.closed and self._peer.ready() & EVENT_WRITE:
                self._peer._wake(EVENT_WRITE)
            return taken
        if not self._eof:
            self.raise_error()
            if not (self._shut_read or self._reset):
                return None if self._peer is not None else fail(errno.ENOTCONN)
        return b""

    def give(self, data):
        """Sends bytes and tells how many, None when there is no room."""
        self.raise_error()
        if self._shut_write or self._reset:
            fail(errno.EPIPE)
        if self._peer is None:
            fail(errno.EAGAIN if self.is_connecting() else errno.ENOTCONN)
        if self._peer.closed:  # its kernel answers that nobody is there
            self._be_reset()
            return len(data)
        count = min(len(data), self._room())
        self._peer._incoming += data[:count]
        self._peer._wake(EVENT_READ)
        return count or None

    def _room(self):
        return CAPACITY - len(self._peer._incoming)

    def raise_error(self):
        error = self.take_error()
        if error:
            fail(error)

    def take_error(self):
        error, self._error = self._error, 0
        return error

    # how connections end

    def shut(self, read, write):
        if self._peer is None or self._reset:
            fail(errno.ENOTCONN)
        if read:
            self._shut_read = True
            self._wake(EVENT_READ)
        if write:
            self._shut_write = True
            self._peer._be_at_end()
            self._wake(EVENT_WRITE)

    def _be_at_end(self):
        self._eof = True
        self._wake(EVENT_READ)

    def _be_reset(self):
        if not (self.closed or self._reset):
            self._reset, self._error = True, errno.EPIPE if self._eof else errno.ECONNRESET
            self._wake(EVENT_READ | EVENT_WRITE)

    def close(self):
        if self.closed:
            return
        self.closed = True
        if self in self._network.bound:
            self._network.bound.remove(self)
        for end in self._waiting:
            end.options[SOL_SOCKET, SO_LINGER] = LINGER_NOT
            end.close()
        for end in self._without_room:
            end._refuse()
        if self._peer is None:
            return
        if self._incoming or self.option(SOL_SOCKET, SO_LINGER) == LINGER_NOT:
            self._peer._be_reset()
        else:
            self._peer._be_at_end()

    # readiness

    def is_connected(self):
        return self._peer is not None and not self._reset

    def ready(self):
        """The events that a selector finds."""
        failed = self._reset or self._error
        readable = failed or self._waiting or self._incoming or self._eof or self._shut_read
        writable = failed or self._shut_write or self._peer is not None and (
            self._peer.closed or self._room() * 2 >= len(self._peer._incoming))
        return (EVENT_READ if readable else 0) | (EVENT_WRITE if writable else 0)

    def _wake(self, events):
        for selector in self._network.selectors:
            selector.wake(self.fd, events)
