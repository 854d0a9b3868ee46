package dev.braid.kotlin

import dev.braid.spi.HostProvider
import dev.braid.spi.LoopHost

/** Registers the bridge's hosts with `java-api`, which finds this class by [java.util.ServiceLoader]. An extra of Braid. */
public class CoroutineHostProvider : HostProvider {
    override fun callerThread(): LoopHost = RunBlockingHost()
}
