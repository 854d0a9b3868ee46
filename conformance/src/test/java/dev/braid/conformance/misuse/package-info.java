/** Tests of what happens to programs that use Braid wrongly: an error that tells what to do, and nothing that hangs. */
@org.jspecify.annotations.NullMarked
package dev.braid.conformance.misuse;
