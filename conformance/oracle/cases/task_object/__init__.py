from . import cancellation, counting, outcome, surface, text, undelivered
