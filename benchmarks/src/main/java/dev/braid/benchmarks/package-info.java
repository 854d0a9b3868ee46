/** What a task, a switch, a queue cost: Braid on each kind of strand, and plain kotlinx.coroutines beside it. */
@org.jspecify.annotations.NullMarked
package dev.braid.benchmarks;
