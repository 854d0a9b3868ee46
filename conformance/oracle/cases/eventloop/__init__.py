from . import registration, running, stopping, closing, callbacks, timers, problems, making
