package dev.braid.internal;

/** A timer that is nothing else. */
abstract class PlainTimer implements Timer {

    private long order;
    private int place = -1;

    @Override
    public final long order() {
        return order;
    }

    @Override
    public final int place() {
        return place;
    }

    @Override
    public final void order(long number) {
        order = number;
    }

    @Override
    public final void place(int index) {
        place = index;
    }
}
