"""Programs as text, in parentheses: a statement is `(number word argument…)`, an argument a number, a word or a list."""

import re

WIDTH = 110


def write(value, indent=""):
    """Each statement that does not fit into a line has its arguments on lines of their own."""
    flat = _flat(value)
    if not isinstance(value, list) or len(indent) + len(flat) <= WIDTH:
        return flat
    heads = 0
    while heads < len(value) and not isinstance(value[heads], list):
        heads += 1
    inner = indent + "  "
    lines = [inner + write(part, inner) for part in value[heads:]]
    return "\n".join(["(" + " ".join(map(str, value[:heads])), *lines]) + ")"


def _flat(value):
    return "(" + " ".join(map(_flat, value)) + ")" if isinstance(value, list) else str(value)


def read(text):
    """One program."""
    stack = [[]]
    for word in re.findall(r"[()]|[^\s()]+", text):
        if word == "(":
            stack.append([])
        elif word == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(int(word) if re.fullmatch(r"-?\d+", word) else word)
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError("parentheses do not match")
    return stack[0][0]
