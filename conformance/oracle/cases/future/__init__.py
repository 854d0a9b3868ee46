from . import awaiting, binding, callbacks, outcome, removal, reports, wrapping
