"""The class `socket`: what a program holds of an end of the network."""

import errno
from socket import (AF_INET, AF_INET6, SHUT_RD, SHUT_RDWR, SHUT_WR, SO_ERROR, SO_TYPE, SOCK_STREAM, SOL_SOCKET,
                    AddressFamily, SocketKind)

from errors import CaseBug
from network.kernel import End, fail, need_descriptor
from network.names import getaddrinfo


class Socket:
    """Has the interface of `socket.socket`. When its last reference goes, it is closed."""

    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, *, end=None):
        if family not in (AF_INET, AF_INET6):
            fail(errno.EAFNOSUPPORT)
        self.family, self.type, self.proto = AddressFamily(family), SocketKind(type), proto
        if end is None:
            need_descriptor()
        self._end = end or End(family)
        self._timeout = None

    def __del__(self):
        if hasattr(self, "_end"):
            self.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def __repr__(self):
        return f"<socket fd={self.fileno()}, family={self.family}, type={self.type}, proto={self.proto}>"

    def _open(self):
        return fail(errno.EBADF) if self._end.closed else self._end

    def _at_once(self, outcome):
        """The outcome of a call that may have to wait, for which None stands."""
        if outcome is None:
            if self._timeout != 0:
                raise CaseBug("a blocking socket has to wait, and nothing can happen meanwhile")
            fail(errno.EAGAIN)
        return outcome

    def fileno(self):
        return -1 if self._end.closed else self._end.fd

    def close(self):
        self._end.close()

    # options

    def settimeout(self, seconds):
        self._timeout = seconds

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0

    def get_inheritable(self):
        return False

    def setsockopt(self, level, option, value):
        self._open().options[level, option] = value if isinstance(value, bytes) else int(value)

    def getsockopt(self, level, option, length=0):
        end = self._open()
        if (level, option) == (SOL_SOCKET, SO_ERROR):
            return end.take_error()
        if (level, option) == (SOL_SOCKET, SO_TYPE):
            return int(self.type)
        return end.option(level, option)

    # addresses

    def _resolved(self, address):
        return getaddrinfo(*address[:2], family=self.family, type=self.type)[0][4]

    def bind(self, address):
        self._open().bind(self._resolved(address))

    def getsockname(self):
        return self._open().address or (("::", 0, 0, 0) if self.family == AF_INET6 else ("0.0.0.0", 0))

    def getpeername(self):
        end = self._open()
        return end.peer_address if end.is_connected() else fail(errno.ENOTCONN)

    # connections

    def listen(self, backlog=128):
        self._open().listen(backlog)

    def accept(self):
        listening = self._open()
        need_descriptor()
        end = self._at_once(listening.accept())
        return Socket(self.family, self.type, self.proto, end=end), end.peer_address

    def connect(self, address):
        end = self._open()
        end.connect(self._resolved(address))
        if self._timeout == 0:
            fail(errno.EINPROGRESS)
        end.raise_error()
        self._at_once(None if end.is_connecting() else end)

    def connect_ex(self, address):
        try:
            self.connect(address)
        except OSError as error:
            return error.errno
        return 0

    def recv(self, count, flags=0):
        return self._at_once(self._open().take(count))

    def recv_into(self, buffer, count=0, flags=0):
        with memoryview(buffer).cast("B") as view:
            received = self.recv(count or len(view))
            view[:len(received)] = received
        return len(received)

    def send(self, data, flags=0):
        with memoryview(data).cast("B") as view:
            return self._at_once(self._open().give(view)) if view else 0

    def sendmsg(self, buffers):
        return self.send(b"".join(buffers))

    def sendall(self, data, flags=0):
        with memoryview(data).cast("B") as view:
            sent = 0
            while sent < len(view):
                sent += self.send(view[sent:])

    def shutdown(self, how):
        self._open().shut(how in (SHUT_RD, SHUT_RDWR), how in (SHUT_WR, SHUT_RDWR))
