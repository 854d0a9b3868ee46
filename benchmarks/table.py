"""Puts the results of JMH and of the Python programs into one table beside the goals, for benchmarks/RESULTS.md.

    python3 benchmarks/table.py JMH.json... ASYNCIO.json...

Where JMH has measured processor time (-prof dev.braid.benchmarks.CpuTime) that is what counts, and asyncio's has to be too
(--cpu). A second table has what the design sets no goals for.
"""

import json
import sys

# Row: what it is, JMH's method, the waiting to take off in ns per operation, and the goals. A goal is the factor by
# which Braid is to be faster than asyncio, or for Kotlin bodies how often plain coroutines' time it may take.
ROWS = [
    ("1 M no-op tasks in a group, eager", "eager", "TaskStartCost.eager", 0, 5, 1, 2),
    ("the same, not eager", "notEager", "TaskStartCost.notEager", 0, 12, 4, 1.5),
    ("gather of 1 M no-op coroutines", "gather", "TaskStartCost.gather", 0, 10, 3, 1.5),
    ("currentTask()", "currentTask", "CurrentTaskCost.currentTask", 0, 8, 8, None),
    ("switch: two tasks, sleep(0) in turn", "switch", "SwitchCost.switchTasks", 0, 4, 1, 2),
    ("await a future that a callback completes", "future", "SwitchCost.future", 0, 4, 1, 1.5),
    ("200 k sleeps of 0-99 ms, beyond 99 ms", "sleeps", "SleepCost.sleeps", 99e6 / 200_000, 10, 8, 1.2),
    ("Queue(100), per item", "queue", "CoordinationCost.queue", 0, 6, 3, 1.5),
    ("Semaphore(5), ten tasks, per acquisition", "semaphore", "CoordinationCost.semaphore", 0, 6, 2, 2),
    ("Barrier(10), ten tasks, per pass", "barrier", "CoordinationCost.barrier", 0, 8, 3, None),
    ("async generator, per item, push form", "generator", "GeneratorCost.generatorPush", 0, 7, 7, 1),
    ("async generator, per item, pull form", "generator", "GeneratorCost.generatorPull", 0, 0.7, None, 1),
    ("64 bytes over TCP and back, one client", "echo", "ConnectionCost.echo", 0, None, None, None),
    ("the same, a hundred clients at once", "echoMany", "ConnectionCost.echoMany", 0, None, None, None),
    ("1 MiB over TCP and back", "transfer", "ConnectionCost.transfer", 0, None, None, None),
]

# Without goals: what it is, and JMH's method.
MORE = [
    ("a task awaited to its end", "CancelCost.awaitAlone"),
    ("a task cancelled in a sleep, and awaited", "CancelCost.cancelAndAwait"),
    ("the same in debug mode", "CancelCost.cancelAndAwaitInDebugMode"),
    ("callSoonThreadsafe from another thread", "ThreadsafeCost.fromAnotherThread"),
    ("Java gives way once", "BorderCost.javaAloneGivesWay"),
    ("Java awaits a suspend function that returns at once", "BorderCost.javaAwaitsKotlin"),
    ("Java awaits a suspend function that gives way once", "BorderCost.javaAwaitsKotlinThatGivesWay"),
    ("Kotlin runs a Java body that returns at once", "BorderCost.kotlinRunsJava"),
    ("Kotlin runs a Java body that gives way once", "BorderCost.kotlinRunsJavaThatGivesWay"),
    ("an error ten calls deep, within Java", "BorderCost.errorWithinJava"),
    ("an error ten calls deep, within Kotlin", "BorderCost.errorWithinKotlin"),
    ("an error ten calls deep, from Kotlin to Java", "BorderCost.errorFromKotlinToJava"),
    ("an error ten calls deep, from Java to Kotlin", "BorderCost.errorFromJavaToKotlin"),
]


# What was allocated for an operation, and which results are of processor time, in which waiting costs nothing.
BYTES = {}
CPU = set()


def load_jmh(paths):
    """The best iteration of each: a million tasks alive at once make the mean a measure of the collector's mood."""
    scores = {}
    for path in paths:
        for result in json.load(open(path)):
            key = ".".join(result["benchmark"].split(".")[-2:]), result.get("params", {}).get("strands")
            metrics = result["secondaryMetrics"]
            metric = metrics.get("cpu.time", result["primaryMetric"])
            best = min(min(fork) for fork in metric["rawData"])
            scores[key] = min(best, scores.get(key, best))
            if "gc.alloc.rate.norm" in metrics:
                BYTES[key] = min(min(fork) for fork in metrics["gc.alloc.rate.norm"]["rawData"])
            if "cpu.time" in metrics:
                CPU.add(key)
    return scores


def plain_cell(scores, key):
    if key not in scores:
        return "-"
    size = f", {BYTES[key]:.0f} B" if key in BYTES else ""
    return cell(scores[key], None) + size


def cell(value, goal):
    if value is None:
        return "-"
    text = f"{value:.0f}" if value >= 10 else f"{value:.1f}"
    if goal is None:
        return text
    mark = "met" if value <= goal else f"{value / goal:.1f}x the goal"
    return f"{text} (goal {goal:.0f}: {mark})"


def main():
    jmh = load_jmh(path for path in sys.argv[1:] if isinstance(json.load(open(path)), list))
    pythons = [python for python in map(json.load, map(open, sys.argv[1:])) if isinstance(python, dict)]
    names = ", ".join("CPython " + python["interpreter"] for python in pythons)
    print(f"| program, ns per operation | asyncio, best of {names} | plain coroutines | `mounted` | `virtual` "
          "| `platform` | Kotlin bodies |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for title, row, method, waits, mounted, virtual, kotlin in ROWS:
        waits = 0 if CPU else waits
        asyncio = min(python["ns"][row] for python in pythons)
        own = method.split(".")[1]
        plain_name = "generator" if row == "generator" else own
        plain = jmh.get(("PlainCoroutines." + plain_name, None))
        plain = plain - waits if plain is not None else None
        bodies = jmh.get(("KotlinBodies." + own, None))
        cells = [f"{asyncio:.0f}", "-" if plain is None else f"{plain:.0f}"]
        for kind, factor in (("mounted", mounted), ("virtual", virtual), ("platform", None)):
            score = jmh.get((method, kind))
            score = score - waits if score is not None else None
            cells.append(cell(score, asyncio / factor if factor else None))
        bodies = bodies - waits if bodies is not None else None
        cells.append(cell(bodies, plain * kotlin if plain and kotlin else None))
        print(f"| {title} | " + " | ".join(cells) + " |")
    print("\n| program, ns and bytes per operation | `mounted` | `virtual` | Kotlin bodies | plain coroutines |")
    print("|---|--:|--:|--:|--:|")
    for title, method in MORE:
        own = method.split(".")[1]
        keys = [(method, "mounted"), (method, "virtual"), ("KotlinBodies." + own, None), ("PlainCoroutines." + own, None)]
        print(f"| {title} | " + " | ".join(plain_cell(jmh, key) for key in keys) + " |")


if __name__ == "__main__":
    main()
