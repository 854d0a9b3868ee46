from . import base_errors, cancel_call, cancellation, failures, members, misuse, nesting
