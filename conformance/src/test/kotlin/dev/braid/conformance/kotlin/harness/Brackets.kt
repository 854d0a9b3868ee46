package dev.braid.conformance.kotlin.harness

/** What the text of a lock, an event, … shows in its brackets. */
fun brackets(thing: Any): String = thing.toString().substringAfterLast('[').substringBeforeLast(']')
