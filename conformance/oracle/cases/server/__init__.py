from . import addresses, connections, context, ending, serving
