from . import connecting, pool
