package dev.braid.conformance.bridge

import kotlin.random.Random

/** One call from Kotlin through Java, Kotlin, Java to Kotlin: what happened at each level, in order. All on the loop. */
internal class Crossing(seed: Long) {
    private val random = Random(seed)
    private val events = ArrayList<String>()

    val deepest: Int = 4

    fun random(below: Int): Int = random.nextInt(below)

    fun stepsBefore(depth: Int): Int = if (depth == 0) 0 else random(3)

    fun entered(depth: Int) {
        events += "enter $depth"
    }

    fun cleaning(depth: Int) {
        events += "cleaning $depth"
    }

    fun cleaned(depth: Int) {
        events += "cleaned $depth"
    }

    /** Every level that was entered has cleaned up, the inner before the outer, before whoever asks got its turn. */
    fun requireCleanedUp(seed: Long, end: Any) {
        val reached = events.count { it.startsWith("enter") }
        val expected = (0 until reached).map { "enter $it" } +
            (reached - 1 downTo 0).flatMap { listOf("cleaning $it", "cleaned $it") }
        check(events == expected) { "round $seed ended with $end, but its events were $events" }
    }
}
