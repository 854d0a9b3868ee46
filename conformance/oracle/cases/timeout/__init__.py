from . import cancellation, errors, expiry, nesting, rescheduling
