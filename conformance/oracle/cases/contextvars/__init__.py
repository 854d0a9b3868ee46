from . import contexts, loops, threads, variables
