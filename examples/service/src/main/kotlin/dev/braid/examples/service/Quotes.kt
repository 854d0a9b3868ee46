package dev.braid.examples.service

/** The business logic, as the handlers see it. */
interface Quotes {
    suspend fun cheapest(product: String): Quote
}

data class Quote(val supplier: String, val price: Int)
