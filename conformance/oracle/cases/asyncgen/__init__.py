from . import builtins, closing, contexts, in_progress, lost, sending, shutdown, stepping, throwing
