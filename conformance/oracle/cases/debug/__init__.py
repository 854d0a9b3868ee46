from . import callbacks, creation, logs, lookups, origins, slow, switch
