package dev.braid.conformance.kotlin.programs

import dev.braid.conformance.programs.Statement

/** Which bodies of a program are in Kotlin. */
enum class Mixture(val words: String) {
    /** All of them. */
    KOTLIN("Kotlin"),

    /** Every other one; the others are in Java. */
    BODIES("Java and Kotlin"),

    /** Parts of each: a Java body awaits Kotlin code for some of its statements, and the other way round. */
    PARTS("Java in Kotlin in Java"),
    ;

    /** Whether the task that a statement makes has a Java body. */
    fun isJava(made: Statement): Boolean = this != KOTLIN && made.number() % 2 == 0

    /** Whether Java code has Kotlin run this one. */
    fun isForKotlin(part: Statement): Boolean = this == PARTS && part.number() % 4 == 1

    /** Whether Kotlin code has Java run this one. */
    fun isForJava(part: Statement): Boolean = this == PARTS && part.number() % 4 == 3
}
