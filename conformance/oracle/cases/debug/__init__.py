from . import callbacks, creation, logs, origins, slow, switch
