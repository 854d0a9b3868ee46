"""Makes random programs. One seed gives one program, in every version of Python."""

import random

THEMES = {  # which statements are likely, and the objects they need
    "tasks": {},
    "groups": {"member": 5, "group": 5, "cancel-group": 2, "cancel": 3},
    "timeouts": {"timeout": 6, "reschedule": 4, "wait-for": 4, "sleep": 4, "cancel": 2},
    "locks": {"acquire": 2, "release": 2, "holding": 6, "locked": 1, "cancel": 3},
    "conditions": {"condition": 6, "count": 3, "cancel": 3},
    "events": {"wait-event": 5, "set-event": 3, "clear-event": 2, "cancel": 2},
    "queues": {"put": 6, "get": 6, "put-now": 2, "get-now": 2, "task-done": 3, "join": 2, "shutdown": 1, "queue": 1,
               "cancel": 2},
    "barriers": {"pass": 8, "reset-barrier": 1, "abort-barrier": 1, "barrier": 2, "cancel": 2, "sleep": 3},
    "futures": {"await-future": 5, "set-result": 3, "set-exception": 2, "callback": 3, "uncallback": 1, "cancel": 3},
    "waits": {"gather": 4, "wait": 4, "as-completed": 4, "shield": 4, "wait-for": 3, "cancel": 3},
    "generators": {"generator": 5, "for": 6, "anext": 3, "asend": 3, "athrow": 2, "aclose": 2, "cancel": 2},
    "managers": {"with": 5, "with-generator": 5, "stack": 4, "try-star": 3, "raise": 2},
    "callbacks": {"soon": 5, "later": 5, "cancel-handle": 3, "burn": 3, "callback": 3, "spawn": 3},
    "variables": {"assign": 5, "reset": 4, "value": 5, "spawn": 3, "generator": 2, "for": 2},
}
ALWAYS = {"sleep": 5, "spawn": 4, "await": 4, "cancel": 2, "try": 5, "raise": 1, "loop": 1, "group": 1, "timeout": 1,
          "state": 1, "cancelling": 1, "uncancel": 1, "cancel-self": 1, "callback": 1, "gather": 1, "tasks": 0.5, "graph": 1}
IN_CALLBACKS = ["cancel", "set-result", "set-exception", "set-event", "clear-event", "put-now", "get-now", "task-done",
                "shutdown", "reschedule", "cancel-group", "state", "spawn", "release", "value", "assign", "raise", "burn",
                "tasks", "count", "graph"]
DEEPEST = 4


class Later:
    """A name that is chosen when all are known: of a task, future or generator that comes after `owner`."""

    def __init__(self, kind, owner):
        self.kind, self.owner = kind, owner


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.statement, self.name = 0, 0
        self.owners = {}       # the number of each task, generator
        self.declared = []
        self.tasks, self.generators, self.groups, self.timeouts, self.handles, self.tokens = [], [], [], [], [], []
        self.budget = self.random.randint(15, 50) if seed % 10 else self.random.randint(60, 150)
        self.eager = self.random.random() < 0.15
        themes = self.random.sample(sorted(THEMES), self.random.choice([1, 1, 2, 3]))
        self.weights = dict(ALWAYS)
        for theme in themes:
            for word, weight in THEMES[theme].items():
                self.weights[word] = self.weights.get(word, 0) + weight
        if "as-completed" in self.weights:
            del self.weights["graph"]  # 3.15.0rc1 does not tell that these are awaited, as 3.15 does
        self.declare(themes)

    def declare(self, themes):
        pick = self.random
        def some(kind, prefix, *sizes):
            for n in range(pick.choice([1, 1, 2])):
                self.declared.append([kind, f"{prefix}{n}", *sizes])
        self.of = {}
        if "locks" in themes:
            some("lock", "lock")
            some(pick.choice(["semaphore", "bounded"]), "permits", pick.choice([0, 1, 1, 2]))
        if "conditions" in themes:
            some("condition", "condition")
        if "events" in themes:
            some("event", "event")
        if "queues" in themes:
            some(pick.choice(["queue", "queue", "lifo", "priority"]), "queue", pick.choice([0, 1, 1, 2]))
        if "barriers" in themes:
            some("barrier", "barrier", pick.choice([1, 2, 2, 3]))
        if "variables" in themes:
            some("variable", "variable")
        for n in range(2 if "futures" in themes else 1):
            self.declared.append(["future", f"future{n}"])

    # names

    def objects(self, *kinds):
        return [name for kind, name, *_ in self.declared if kind in kinds]

    def one(self, names):
        return self.random.choice(names) if names else None

    def new(self, prefix, kept):
        self.name += 1
        name = f"{prefix}{self.name}"
        kept.append(name)
        return name

    # bodies

    def program(self):
        body = [self.spawned(0) for _ in range(self.random.randint(1, 4))]
        while self.budget > 0 or len(body) < 5:
            body.append(self.guarded(0, 1))
        program = ["program", ["eager"] if self.eager else [], self.declared, body]
        return self.resolve(program)

    def body(self, owner, depth, least=1, most=5):
        made = []
        for _ in range(self.random.randint(least, most)):
            if self.budget <= 0:
                break
            made.append(self.any(owner, depth))
        if not made:
            made.append(self.number(["sleep", self.delay()]))
        return made

    def spawned(self, owner):
        self.statement += 1
        number = self.statement
        return [number, *self.make_spawn(owner, 0)]

    def guarded(self, owner, depth):
        """A statement that does not end the body, most of the time."""
        if self.random.random() < 0.2:
            return self.any(owner, depth)
        self.statement += 1
        number = self.statement
        kind = self.random.choice(["any", "any", "exception", "cancelled"])
        return [number, "try", [self.any(owner, depth)], [[kind, "swallow", []]], []]

    def task_body(self, owner, depth):
        body = [self.guarded(owner, depth) if self.random.random() < 0.3 else statement
                for statement in self.body(owner, depth)]
        if self.random.random() < 0.4:
            body.append(self.number(["return", self.random.randint(1, 99)]))
        return body

    def number(self, statement):
        self.statement += 1
        self.budget -= 1
        return [self.statement, *statement]

    def any(self, owner, depth):
        words, weights = zip(*self.weights.items())
        while True:
            word = self.random.choices(words, weights)[0]
            self.statement += 1
            number = self.statement
            made = getattr(self, "make_" + word.replace("-", "_"))(owner, depth)
            if made is not None:
                self.budget -= 1
                return [number, *made] if made[0] != "spliced" else [number, *made[1:]]

    def nested(self, owner, depth):
        return self.body(owner, depth + 1, most=4) if depth < DEEPEST else [self.number(["sleep", self.delay()])]

    def callback_body(self, owner):
        made = []
        while not made or self.random.random() < 0.4:
            word = self.one([word for word in IN_CALLBACKS if word != "graph" or word in self.weights])
            self.statement += 1
            number = self.statement
            statement = getattr(self, "make_" + word.replace("-", "_"))(owner, DEEPEST)
            if statement is not None:
                made.append([number, *statement])
                self.budget -= 1
        return made

    def delay(self):
        return self.random.choice([0, 0, 0, 1, 1, 2, 3, 5])

    def limit(self):
        return self.random.choice(["none", 0, 1, 1, 2, 2, 3, 4])

    def start(self):
        return self.random.choice(["default", "default", "default", "eager", "lazy"])

    # tasks

    def make_spawn(self, owner, depth):
        if depth >= DEEPEST and self.random.random() < 0.5:
            return None
        name = self.new("t", [])
        self.owners[name] = self.name
        body = self.task_body(self.name, depth + 1)
        self.tasks.append(name)
        return ["spawn", name, self.start(), body]

    def make_member(self, owner, depth):
        group = self.one(self.groups)
        if group is None:
            return None
        name = self.new("t", [])
        self.owners[name] = self.name
        body = self.task_body(self.name, depth + 1)
        self.tasks.append(name)
        return ["member", group, name, self.start(), body]

    def make_await(self, owner, depth):
        return ["await", Later("task", owner)]

    def make_await_future(self, owner, depth):
        return ["await", self.one(self.objects("future"))]

    def make_cancel(self, owner, depth):
        return ["cancel", Later("any", -1), f"m{self.statement}"]

    def make_cancel_self(self, owner, depth):
        return ["cancel-self", f"m{self.statement}"]

    def make_cancelling(self, owner, depth):
        return ["cancelling"]

    def make_uncancel(self, owner, depth):
        return ["uncancel"]

    def make_state(self, owner, depth):
        return ["state", Later("any", -1)]

    def make_graph(self, owner, depth):
        return ["graph", Later("any", -1)]

    def make_tasks(self, owner, depth):
        return ["tasks"]

    def make_callback(self, owner, depth):
        return ["callback", Later("any", -1)]

    def make_uncallback(self, owner, depth):
        return ["uncallback", Later("any", -1)]

    def make_set_result(self, owner, depth):
        return ["set-result", self.one(self.objects("future"))]

    def make_set_exception(self, owner, depth):
        return ["set-exception", self.one(self.objects("future"))]

    # structure

    def make_group(self, owner, depth):
        if depth >= DEEPEST:
            return None
        name = self.new("g", self.groups)
        body = [self.member_of(name, depth + 1) for _ in range(self.random.randint(0, 3))]
        body += self.nested(owner, depth)
        return ["group", name, body]

    def member_of(self, group, depth):
        self.statement += 1
        number, name = self.statement, self.new("t", [])
        self.owners[name] = self.name
        body = self.task_body(self.name, depth)
        self.tasks.append(name)
        return [number, "member", group, name, self.start(), body]

    def make_cancel_group(self, owner, depth):
        name = self.one(self.groups)
        return name and ["cancel-group", name]

    def make_timeout(self, owner, depth):
        name = self.new("deadline", self.timeouts)
        return ["timeout", name, self.limit(), self.nested(owner, depth)]

    def make_reschedule(self, owner, depth):
        name = self.one(self.timeouts)
        return name and ["reschedule", name, self.limit()]

    def item(self, owner, depth):
        """A task's name, or the body of a coroutine, which is a task of its own."""
        if self.random.random() < 0.5 or depth >= DEEPEST:
            return Later("awaitable", owner)
        self.name += 1
        return self.task_body(self.name, depth + 1)

    def make_wait_for(self, owner, depth):
        return ["wait-for", self.item(owner, depth), self.limit()]

    def make_shield(self, owner, depth):
        return ["shield", self.item(owner, depth)]

    def make_gather(self, owner, depth):
        how = self.random.choice(["plain", "plain", "settled"])
        return ["gather", how, [self.item(owner, depth) for _ in range(self.random.randint(0, 3))]]

    def later_ones(self, owner):
        return [Later("awaitable", owner) for _ in range(self.random.randint(1, 3))]

    def make_wait(self, owner, depth):
        return ["wait", self.later_ones(owner), self.limit(), self.random.choice(["first", "failure", "all"])]

    def make_as_completed(self, owner, depth):
        return ["as-completed", self.later_ones(owner), self.limit()]

    def make_loop(self, owner, depth):
        return ["loop", self.random.randint(2, 3), self.nested(owner, depth)] if depth < DEEPEST else None

    def handlers(self, owner, depth):
        kinds = self.random.sample(["boom", "bang", "cancelled", "cancelled", "timeout", "group", "exception", "any"],
                                   self.random.choice([0, 1, 1, 2]))
        return [[kind, self.random.choice(["again", "again", "swallow"]),
                 self.nested(owner, depth) if self.random.random() < 0.6 else []] for kind in dict.fromkeys(kinds)]

    def make_try(self, owner, depth):
        if depth >= DEEPEST:
            return None
        body, handlers = self.nested(owner, depth), self.handlers(owner, depth)
        return ["try", body, handlers, self.nested(owner, depth) if not handlers or self.random.random() < 0.4 else []]

    def make_try_star(self, owner, depth):
        if depth >= DEEPEST:
            return None
        return ["try-star", self.nested(owner, depth), self.nested(owner, depth), self.nested(owner, depth)]

    def make_raise(self, owner, depth):
        return ["raise", self.random.choice(["boom", "boom", "bang", "cancelled"])]

    # generators and context managers

    def generator_body(self, owner, depth):
        body = []
        for _ in range(self.random.randint(1, 4)):
            kind = self.random.random()
            if kind < 0.5 or self.budget <= 0:
                body.append(self.number(["yield", self.random.randint(1, 99)]))
            elif kind < 0.75:
                self.statement += 1
                number = self.statement
                inner = []
                for _ in range(self.random.randint(1, 3)):
                    if self.random.random() < 0.6:
                        inner.append(self.number(["yield", self.random.randint(1, 99)]))
                    else:
                        inner.append(self.any(owner, depth + 1))
                body.append([number, "try-yield", inner, self.handlers(owner, DEEPEST),
                             self.nested(owner, DEEPEST) if self.random.random() < 0.6 else []])
            else:
                body.append(self.any(owner, depth + 1))
        return body

    def make_generator(self, owner, depth):
        name = self.new("n", [])
        self.owners[name] = self.name
        body = self.generator_body(self.name, depth + 1)
        self.generators.append(name)
        return ["generator", name, body]

    def make_for(self, owner, depth):
        return ["for", Later("generator", owner), self.random.choice([0, 0, 1, 2]), self.nested(owner, depth)]

    def make_anext(self, owner, depth):
        return ["anext", Later("generator", owner)]

    def make_asend(self, owner, depth):
        return ["asend", Later("generator", owner)]

    def make_athrow(self, owner, depth):
        return ["athrow", Later("generator", owner)]

    def make_aclose(self, owner, depth):
        return ["aclose", Later("generator", owner)]

    def then(self):
        return self.random.choice(["again", "again", "swallow"])

    def make_with(self, owner, depth):
        if depth >= DEEPEST:
            return None
        return ["with", self.nested(owner, DEEPEST), self.nested(owner, DEEPEST), self.then(), self.nested(owner, depth)]

    make_with_generator_parts = make_with

    def make_with_generator(self, owner, depth):
        made = self.make_with(owner, depth)
        return made and ["with-generator", *made[1:]]

    def make_stack(self, owner, depth):
        if depth >= DEEPEST:
            return None
        callbacks = [self.nested(owner, DEEPEST) for _ in range(self.random.randint(1, 3))]
        return ["stack", callbacks, self.nested(owner, depth)]

    # time, callbacks, variables

    def make_sleep(self, owner, depth):
        return ["sleep", self.delay()]

    def make_burn(self, owner, depth):
        return ["burn", self.random.choice([1, 2])]

    def make_soon(self, owner, depth):
        name = self.new("h", self.handles)
        return ["soon", name, self.callback_body(owner)]

    def make_later(self, owner, depth):
        name = self.new("h", self.handles)
        return ["later", name, self.delay(), self.callback_body(owner)]

    def make_cancel_handle(self, owner, depth):
        name = self.one(self.handles)
        return name and ["cancel-handle", name]

    def make_assign(self, owner, depth):
        name = self.one(self.objects("variable"))
        return name and ["assign", name, self.new("k", self.tokens)]

    def make_reset(self, owner, depth):
        name, token = self.one(self.objects("variable")), self.one(self.tokens)
        return name and token and ["reset", name, token]

    def make_value(self, owner, depth):
        name = self.one(self.objects("variable"))
        return name and ["value", name]

    # locks and queues

    def on(self, word, *kinds):
        name = self.one(self.objects(*kinds))
        return name and [word, name]

    def make_acquire(self, owner, depth):
        return self.on("acquire", "lock", "semaphore", "bounded")

    def make_release(self, owner, depth):
        return self.on("release", "lock", "semaphore", "bounded")

    def make_locked(self, owner, depth):
        return self.on("locked", "lock", "semaphore", "bounded")

    def make_holding(self, owner, depth):
        made = self.on("holding", "lock", "semaphore", "bounded")
        return made and [*made, self.nested(owner, depth)]

    def make_condition(self, owner, depth):
        name = self.one(self.objects("condition"))
        kind = self.random.random()
        if kind < 0.45:
            inner = [self.number(["wait-condition", name])]
        elif kind < 0.6:
            inner = [self.number(["wait-count", name, self.random.randint(1, 3)])]
        elif kind < 0.9:
            inner = [self.number(["count", name]), self.number(["notify", name, self.random.choice([1, 1, 2])])]
        else:
            inner = [self.number(["notify-all", name])]
        if self.random.random() < 0.1:
            return inner[0][1:]  # without the lock
        if self.random.random() < 0.5:
            inner.append(self.number(["sleep", self.delay()]))
        return ["holding", name, inner]

    def make_count(self, owner, depth):
        return self.on("count", "condition")

    def make_wait_event(self, owner, depth):
        return self.on("wait-event", "event")

    def make_set_event(self, owner, depth):
        return self.on("set-event", "event")

    def make_clear_event(self, owner, depth):
        return self.on("clear-event", "event")

    def make_pass(self, owner, depth):
        return self.on("pass", "barrier")

    def make_reset_barrier(self, owner, depth):
        return self.on("reset-barrier", "barrier")

    def make_abort_barrier(self, owner, depth):
        return self.on("abort-barrier", "barrier")

    def make_barrier(self, owner, depth):
        return self.on("barrier", "barrier")

    def queue(self, word):
        return self.on(word, "queue", "lifo", "priority")

    def make_put(self, owner, depth):
        return self.queue("put")

    def make_get(self, owner, depth):
        return self.queue("get")

    def make_put_now(self, owner, depth):
        return self.queue("put-now")

    def make_get_now(self, owner, depth):
        return self.queue("get-now")

    def make_task_done(self, owner, depth):
        return self.queue("task-done")

    def make_join(self, owner, depth):
        return self.queue("join")

    def make_queue(self, owner, depth):
        return self.queue("queue")

    def make_shutdown(self, owner, depth):
        made = self.queue("shutdown")
        return made and [*made, self.random.choice(["now", "later"])]

    # names that are chosen in the end

    def resolve(self, part):
        if isinstance(part, list):
            return [self.resolve(inner) for inner in part]
        if not isinstance(part, Later):
            return part
        # What is awaited has the higher number, so that no two tasks wait for each other: cancelling them would not end.
        after = [name for name in (self.generators if part.kind == "generator" else self.tasks)
                 if self.owners[name] > part.owner]
        if part.kind in ("any", "awaitable"):
            after += self.objects("future")
        return self.random.choice(after) if after else "nobody"


def program(seed):
    return Maker(seed).program()
