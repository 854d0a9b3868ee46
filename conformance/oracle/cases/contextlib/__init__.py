from . import closing, decorators, exit_stacks, exit_stack_errors, from_generators
