from . import callbacks, creation, logs, lookups, origins, resources, slow, switch
