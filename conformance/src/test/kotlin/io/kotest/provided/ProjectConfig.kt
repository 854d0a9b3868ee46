package io.kotest.provided

import dev.braid.conformance.kotlin.harness.LeakCheck
import io.kotest.core.config.AbstractProjectConfig
import io.kotest.core.extensions.Extension

/** What holds for all tests of Kotest, which finds it by its name. */
object ProjectConfig : AbstractProjectConfig() {
    override val extensions: List<Extension> = listOf(LeakCheck)
}
