package dev.braid.conformance.bridge

import com.sun.net.httpserver.HttpServer
import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.Task
import dev.braid.TimeoutException
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.yieldNow
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext

/** Java's CompletableFuture in bodies of both languages, and bodies as CompletableFutures; cancellation goes both ways. */
class StagesTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)

        everywhere("BRIDGE-158 a Kotlin body awaits a stage with kotlinx's await, and goes on in its task on the loop") {
            val stage = CompletableFuture<String>()
            val mine = Asyncio.currentTask()
            thread { stage.complete("value") }
            stage.await() shouldBe "value"
            Asyncio.currentTask() shouldBeSameInstanceAs mine
            stage.thenApply { "$it again" }.await() shouldBe "value again"
            val error = OneOfAKind("stage")
            shouldThrow<OneOfAKind> { CompletableFuture.failedFuture<Int>(error).await() } shouldBeSameInstanceAs error
        }

        everywhere("BRIDGE-159 cancelling a body of either language cancels the stage it awaits, and each has its own cancellation") {
            for (await in listOf<suspend (CompletableFuture<String>) -> Task<String>>(
                { stage -> task { stage.await() } },
                { stage -> task { Future.of(stage).await() } },
                { stage -> createJava(JavaStages.await(stage)) },
            )) {
                val stage = CompletableFuture<String>()
                val task = await(stage)
                yieldNow()
                task.cancel("stop")
                shouldThrow<CancelledError> { task.await() }.message() shouldBe "stop"
                yieldNow()
                stage.isCancelled shouldBe true
            }
        }

        everywhere("BRIDGE-160 a stage that somebody else cancels is a cancelled await, and no cancellation of the task") {
            for (kotlin in listOf(true, false)) {
                val stage = CompletableFuture<String>()
                val task = if (kotlin) task { Future.of(stage).await() } else createJava(JavaStages.await(stage))
                yieldNow()
                stage.cancel(false)
                shouldThrow<CancelledError> { task.await() }
                task.cancelling() shouldBe 0
            }
        }

        everywhere("BRIDGE-161 a timeout cancels the stage that it interrupts") {
            val stage = CompletableFuture<String>()
            shouldThrow<TimeoutException> { timeout(5.milliseconds) { stage.await() } }
            stage.isCancelled shouldBe true
            now() shouldBe 5
        }

        everywhere("BRIDGE-162 cancelling a task's CompletableFuture, on any thread, cancels the task, which may clean up") {
            val events = mutableListOf<String>()
            val task = task {
                try {
                    sleep(1.seconds)
                } finally {
                    sleep(5.milliseconds)
                    events += "cleaned up"
                }
            }
            val stage = task.toCompletableFuture()
            yieldNow()
            thread { stage.cancel(true) }.join()
            stage.isCancelled shouldBe true
            shouldThrow<CancelledError> { task.await() }
            events shouldBe listOf("cleaned up")
        }

        everywhere("BRIDGE-163 a task that ends, fails or is cancelled ends its CompletableFuture in the same way") {
            task { 5 }.toCompletableFuture().await() shouldBe 5
            val error = OneOfAKind("task")
            shouldThrow<OneOfAKind> { task<Int> { throw error }.toCompletableFuture().await() } shouldBeSameInstanceAs error
            val cancelled = task { sleep(1.seconds) }
            val stage = cancelled.toCompletableFuture()
            yieldNow()
            cancelled.cancel()
            runCatching { cancelled.await() }
            yieldNow()
            stage.isCancelled shouldBe true
            Asyncio.currentTask()!!.cancelling() shouldBe 0
        }

        everywhere("BRIDGE-164 a CompletableFuture of another loop's task is awaited and cancelled through both loops") {
            val given = CompletableFuture<CompletableFuture<String>>()
            val ended = CompletableFuture<String>()
            val other = thread {
                runAsyncio {
                    val task = Asyncio.runningLoop().createTask {
                        try {
                            sleep(1000.seconds)
                            "never"
                        } finally {
                            ended.complete("cleaned up there")
                        }
                    }
                    given.complete(task.toCompletableFuture())
                    runCatching { task.await() }
                }
            }
            val far = withContext(Dispatchers.IO) { given.get(10, TimeUnit.SECONDS) }
            val task = task { Future.of(far).await() }
            yieldNow()
            task.cancel()
            shouldThrow<CancelledError> { task.await() }
            withContext(Dispatchers.IO) {
                ended.get(10, TimeUnit.SECONDS) shouldBe "cleaned up there"
                other.join()
            }
        }

        test("BRIDGE-165 the JDK's HTTP client: two requests at once, and a cancelled one") {
            val asked = CountDownLatch(1)
            val release = CountDownLatch(1)
            val threads = Executors.newCachedThreadPool { Thread(it).apply { isDaemon = true } }
            val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
            server.executor = threads
            fun page(path: String, before: () -> Unit) = server.createContext(path) { exchange ->
                before()
                val text = path.toByteArray()
                runCatching {
                    exchange.sendResponseHeaders(200, text.size.toLong())
                    exchange.responseBody.use { it.write(text) }
                }
            }
            page("/a") { }
            page("/b") { }
            page("/slow") {
                asked.countDown()
                release.await(20, TimeUnit.SECONDS)
            }
            server.start()
            try {
                fun uri(path: String) = URI("http://127.0.0.1:${server.address.port}$path")
                inVirtualTime {
                    val client = HttpClient.newHttpClient()
                    createJava(JavaStages.pages(client, uri("/a"), uri("/b"))).await() shouldBe "/a /b"
                    val request = HttpRequest.newBuilder(uri("/b")).build()
                    client.sendAsync(request, BodyHandlers.ofString()).await().body() shouldBe "/b"
                    val sent = client.sendAsync(HttpRequest.newBuilder(uri("/slow")).build(), BodyHandlers.ofString())
                    val waiting = task { sent.await() }
                    yieldNow() // it waits now: withContext does not suspend if its block is done at once
                    withContext(Dispatchers.IO) { asked.await(20, TimeUnit.SECONDS) } shouldBe true
                    waiting.cancel("no longer wanted")
                    shouldThrow<CancelledError> { waiting.await() }.message() shouldBe "no longer wanted"
                    sent.isCancelled shouldBe true
                    runCatching { sent.join() }.exceptionOrNull().shouldBeInstanceOf<java.util.concurrent.CancellationException>()
                }
            } finally {
                release.countDown()
                server.stop(0)
                threads.shutdownNow()
            }
        }
    })
