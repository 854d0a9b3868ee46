/** What the sources say to their readers: that the cases and sources they name are there. */
@NullMarked
package dev.braid.conformance.documentation;

import org.jspecify.annotations.NullMarked;
