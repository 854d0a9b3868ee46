package dev.braid.internal;

/** A ready entry that becomes ready at a time, which the queue that it is in remembers. */
abstract class Timer implements Ready {

    // The number of timers its queue had seen before it; decides between equal deadlines. Written by the queue.
    long order;

    // Index in the queue's heap, -1 when not in it. Written by the queue. A field and no method of an interface: the queue
    // moves timers that are not in the cache, which it must not have to read.
    int place = -1;
}
