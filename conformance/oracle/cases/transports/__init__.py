from . import buffered, details, ending, flow, protocols, receiving, writing
