from . import (
    cancellation,
    content,
    joining,
    shutdown,
    waiting,
)
