from . import awaiting, context, creating, ensuring, objects
