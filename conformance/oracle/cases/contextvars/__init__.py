from . import contexts, loops, servers, threads, variables
