from . import buffered, connecting, details, ending, flow, receiving, writing
