package dev.braid.conformance.harness;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ordinary failure of a case. */
public class Boom extends RuntimeException implements WithArguments {
    private static final long serialVersionUID = 1L;

    private final transient List<@Nullable Object> arguments;

    public Boom(@Nullable Object... arguments) {
        super(Rendering.list(Arrays.asList(arguments)));
        this.arguments = Collections.unmodifiableList(Arrays.asList(arguments.clone()));
    }

    @Override
    public List<@Nullable Object> arguments() {
        return arguments;
    }
}
