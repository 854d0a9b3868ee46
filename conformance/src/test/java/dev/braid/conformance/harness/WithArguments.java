package dev.braid.conformance.harness;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception of a case, which a trace shows by its simple name and these arguments. */
public interface WithArguments {

    /** What the exception was made of. */
    List<@Nullable Object> arguments();
}
