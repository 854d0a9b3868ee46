package dev.braid.kotlin

import kotlin.coroutines.Continuation

/**
 * A call of a Kotlin suspend function as Java sees it: with a continuation as its last argument.
 *
 * An extra of Braid: Python has no border between languages. Rules BRIDGE-01 to BRIDGE-14, where [Suspend] takes it.
 *
 * @param T what the suspend function returns
 */
public fun interface SuspendCall<T> {
    /**
     * Calls the function.
     *
     * @param continuation to be handed to the function, and to nothing else
     * @return what the function returned
     * @throws Exception what the function threw
     */
    @Throws(Exception::class)
    public fun invoke(continuation: @JvmSuppressWildcards Continuation<T>): Any?
}
