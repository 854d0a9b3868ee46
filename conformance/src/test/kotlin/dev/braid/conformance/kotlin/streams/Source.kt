package dev.braid.conformance.kotlin.streams

import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.BaseProtocol
import dev.braid.io.ReadTransport

/** A transport that tells when it is paused and resumed. */
internal open class Source(private val t: Trace) : ReadTransport {
    override fun pauseReading(): Unit = t.log("paused")

    override fun resumeReading(): Unit = t.log("resumed")

    override fun isReading(): Boolean = error("not asked for")

    override fun extraInfo(name: String): Any? = null

    override fun isClosing(): Boolean = error("not asked for")

    override fun close(): Unit = error("not asked for")

    override fun protocol(): BaseProtocol? = null

    override fun setProtocol(protocol: BaseProtocol): Unit = error("not asked for")

    override fun toString(): String = "a source"
}
