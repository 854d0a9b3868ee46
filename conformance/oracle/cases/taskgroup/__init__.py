from . import (
    base_errors,
    body,
    cancel_call,
    cancel_call_outcomes,
    cancellation,
    failures,
    members,
    misuse,
    nesting,
)
