from . import addresses, buffered, details, ending, eyeballs, flow, protocols, receiving, sockets, staggered, writing
