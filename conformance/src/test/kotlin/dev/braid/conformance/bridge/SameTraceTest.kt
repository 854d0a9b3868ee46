package dev.braid.conformance.bridge

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe

/** A program with Kotlin bodies does what its twin with Java bodies does, event for event, on every strand and host. */
class SameTraceTest :
    FunSpec({
        for (program in TwinPrograms.ALL) {
            BridgeLoops.all().forEach { (on, loops) ->
                test("BRIDGE-16 ${program.name}: Kotlin's trace is Java's, on $on") {
                    val (java, kotlin) = program.tracesOn(loops)
                    java.shouldNotBeEmpty()
                    kotlin shouldBe java
                }
            }
        }
    })
