/** Random programs, and what CPython does in them. */
@NullMarked
package dev.braid.conformance.programs;

import org.jspecify.annotations.NullMarked;
