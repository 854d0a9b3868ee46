"""A million tasks that do nothing: MillionTasks.java for CPython 3.12 and newer. Arguments: tasks, rounds."""

import asyncio
import platform
import sys
import time


async def no_op():
    pass


async def in_group(tasks):
    async with asyncio.TaskGroup() as group:
        for _ in range(tasks):
            group.create_task(no_op())


async def in_gather(tasks):
    await asyncio.gather(*(no_op() for _ in range(tasks)))


async def measure(what, tasks, factory, program):
    asyncio.get_running_loop().set_task_factory(factory)
    start = time.perf_counter_ns()
    await program(tasks)
    nanos = time.perf_counter_ns() - start
    print(f"  {what:<16} {nanos // 1_000_000:>7,} ms {nanos // tasks:>7,} ns per task")


tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1
print(f"{tasks:,} tasks; {platform.python_implementation()} {platform.python_version()}")
for _ in range(rounds):
    asyncio.run(measure("TaskGroup, eager", tasks, asyncio.eager_task_factory, in_group))
    asyncio.run(measure("TaskGroup", tasks, None, in_group))
    asyncio.run(measure("gather, eager", tasks, asyncio.eager_task_factory, in_gather))
    asyncio.run(measure("gather", tasks, None, in_gather))
