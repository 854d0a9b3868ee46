package dev.braid.kotlin

import kotlin.coroutines.Continuation

/**
 * A suspend function with one argument, as a Java method reference: `users::find`. An extra of Braid, for [Suspend];
 * rule BRIDGE-10.
 */
public fun interface SuspendCall1<A, T> {
    /**
     * Calls the function.
     *
     * @return what the function returned
     * @throws Exception what the function threw
     */
    @Throws(Exception::class)
    public fun invoke(first: A, continuation: @JvmSuppressWildcards Continuation<T>): Any?
}

/** A suspend function with two arguments, as a Java method reference. An extra of Braid: see [SuspendCall1]. */
public fun interface SuspendCall2<A, B, T> {
    /** Like [SuspendCall1.invoke]. */
    @Throws(Exception::class)
    public fun invoke(first: A, second: B, continuation: @JvmSuppressWildcards Continuation<T>): Any?
}

/** A suspend function with three arguments, as a Java method reference. An extra of Braid: see [SuspendCall1]. */
public fun interface SuspendCall3<A, B, C, T> {
    /** Like [SuspendCall1.invoke]. */
    @Throws(Exception::class)
    public fun invoke(first: A, second: B, third: C, continuation: @JvmSuppressWildcards Continuation<T>): Any?
}

/** A suspend function with four arguments, as a Java method reference. An extra of Braid: see [SuspendCall1]. */
public fun interface SuspendCall4<A, B, C, D, T> {
    /** Like [SuspendCall1.invoke]. */
    @Throws(Exception::class)
    public fun invoke(
        first: A,
        second: B,
        third: C,
        fourth: D,
        continuation: @JvmSuppressWildcards Continuation<T>,
    ): Any?
}
