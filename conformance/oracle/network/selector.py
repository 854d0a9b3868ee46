"""Which sockets are ready, in the order in which they became so: epoll's."""

import selectors

from network import kernel


class Selector(selectors._BaseSelectorImpl):
    """The selector of a loop. It never waits itself: `select` is the loop's to answer, by asking for `ready`."""

    def __init__(self, select):
        super().__init__()
        self._select = select
        self._awake = {}  # the descriptors that may be ready
        self._network = kernel.network
        self._network.selectors.add(self)

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        self._awake.setdefault(key.fd)
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        self._awake.pop(key.fd, None)
        return key

    def modify(self, fileobj, events, data=None):
        key = self.get_key(fileobj)._replace(events=events, data=data)
        self._fd_to_key[key.fd] = key
        self._awake.setdefault(key.fd)
        return key

    def wake(self, fd, events):
        key = self._fd_to_key.get(fd)
        if key is not None and key.events & events:
            self._awake.setdefault(fd)

    def select(self, timeout=None):
        return self._select(timeout)

    def ready(self):
        found = []
        for fd in list(self._awake):
            key, end = self._fd_to_key[fd], self._network.ends.get(fd)
            events = 0 if end is None else end.ready() & key.events
            if events:
                found.append((key, events))
            else:
                del self._awake[fd]
        return found
