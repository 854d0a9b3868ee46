from . import cancellation, failures, results
