from . import outcome, loop, shutdown, lifecycle, context, interrupt
