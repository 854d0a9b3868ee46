package dev.braid.io;

/** To come. */
public final class StreamWriter {}
