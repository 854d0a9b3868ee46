/** The engine's private parts, exported to no one but Braid's own modules. */
@NullMarked
package dev.braid.internal;

import org.jspecify.annotations.NullMarked;
