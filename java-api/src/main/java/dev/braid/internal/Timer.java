package dev.braid.internal;

/** A ready entry that becomes ready at a time. What a {@link TimerQueue} has to remember of it is in it. */
interface Timer extends Ready {

    /** The number of timers its queue had seen before it; decides between equal deadlines. */
    long order();

    /** Index in the queue's heap, -1 when not in it. */
    int place();

    /** For the queue alone. */
    void order(long number);

    /** For the queue alone. */
    void place(int index);
}
