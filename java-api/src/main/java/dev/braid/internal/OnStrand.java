package dev.braid.internal;

/** What a strand runs: the body of a task, or one inside somebody else's task. */
sealed interface OnStrand permits TaskImpl, Nested {}
