@file:JvmName("QuoteService")

package dev.braid.examples.service

import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.TimeoutException
import dev.braid.kotlin.await
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.timeout
import io.ktor.server.application.install
import io.ktor.server.cio.CIO
import io.ktor.server.engine.embeddedServer
import io.ktor.server.http.HttpRequestLifecycle
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CancellationException
import org.slf4j.LoggerFactory

private val log = LoggerFactory.getLogger("client")

// HTTP/1.1, for when it has asked for HTTP/2, this client closes the connection of a cancelled request seconds later.
private val http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()

/**
 * A web service whose handlers, in Kotlin, call business logic in Java ([QuoteDesk]), which calls a repository in
 * Kotlin ([PriceTable]). A client that goes away cancels all three. They end from the inside outwards, each after its
 * clean-up.
 *
 * The program is its own client. It asks for a violin, loses patience over a piano, and asks for another violin, which
 * needs the connections that the piano's queries had. To run it:
 *
 * ```
 * mvn -q -Pservice compile
 * ```
 */
fun main() = runAsyncio {
    val quotes = QuoteDesk(Asyncio.runningLoop(), PriceTable(connections = 3))
    val server = serve(quotes).startSuspend(wait = false)
    try {
        val address = "http://localhost:${server.engine.resolvedConnectors().single().port}"
        ask("$address/quotes/violin", patience = 30.seconds)
        ask("$address/quotes/piano", patience = 500.milliseconds)
        ask("$address/quotes/violin", patience = 30.seconds)
    } finally {
        server.stopSuspend(gracePeriodMillis = 0, timeoutMillis = 5_000)
    }
}

private fun serve(quotes: Quotes) = embeddedServer(CIO, host = "localhost", port = 0) {
    val log = LoggerFactory.getLogger("handler")
    // Without this plugin Ktor lets handlers go on when their client has gone. With it, CIO notices at once that the
    // other end is closed, even if the client has only ended its sending half and still listens. A network that is cut
    // closes nothing: against that a handler needs a timeout.
    install(HttpRequestLifecycle) { cancelCallOnClose = true }
    routing {
        get("/quotes/{product}") {
            val product = call.parameters["product"]!!
            log.info("GET {}", product)
            try {
                val quote = quotes.cheapest(product)
                log.info("GET {}: {}", product, quote)
                call.respondText("${quote.supplier} takes ${quote.price}")
            } catch (gone: CancellationException) {
                log.info("GET {}: cancelled, {}", product, gone.message)
                throw gone
            }
        }
    }
}

private suspend fun ask(address: String, patience: Duration) {
    val request = HttpRequest.newBuilder(URI.create(address)).build()
    try {
        // When time is up the request is cancelled, whereupon Java's client closes the connection.
        val response = timeout(patience) {
            Future.of(http.sendAsync(request, BodyHandlers.ofString())).await()
        }
        log.info("{}: {}", address, response.body())
    } catch (_: TimeoutException) {
        log.info("{}: no answer after {}, hanging up", address, patience)
    }
}
