package dev.braid.examples.service

import kotlin.time.Duration
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.delay
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.withContext
import org.slf4j.LoggerFactory

/** The repository: what a supplier takes for a product. */
interface Prices {
    suspend fun of(supplier: String, product: String): Int
}

/** Prices in a database, as it were: a few connections, and queries that take their time. */
class PriceTable(connections: Int) : Prices {
    private val log = LoggerFactory.getLogger("repository")
    private val pool = Semaphore(connections)

    override suspend fun of(supplier: String, product: String): Int = withContext(Dispatchers.IO) {
        pool.withPermit { query(supplier, product) }
    }

    private suspend fun query(supplier: String, product: String): Int {
        log.info("{} is asked what a {} costs", supplier, product)
        try {
            delay(timeFor(product))
            return supplier.length * product.length
        } catch (cancelled: CancellationException) {
            // The database has to be told, and its answer takes time too. All callers wait for that.
            withContext(NonCancellable) { delay(50.milliseconds) }
            log.info("{} is not asked any more, the query for a {} is rolled back", supplier, product)
            throw cancelled
        }
    }

    private fun timeFor(product: String): Duration = if (product == "piano") 1.hours else 100.milliseconds
}
