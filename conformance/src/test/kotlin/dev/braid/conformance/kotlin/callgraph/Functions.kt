package dev.braid.conformance.kotlin.callgraph

import dev.braid.CallGraph

/**
 * The names of a graph's frames. The bodies are lambdas in properties, whose names these are: the reference to a function would
 * have a frame of its own. Each does something after its call: of a function that ends in one Kotlin's compiler leaves no frame.
 */
fun functions(graph: CallGraph): List<String> = graph.callStack().map { function(it.className, it.methodName) }

/** A lambda is a class whose name ends with that of the property, and a number. */
fun function(type: String, method: String): String =
    if (method == "invokeSuspend") type.split('$').last { !it.all(Char::isDigit) } else method
