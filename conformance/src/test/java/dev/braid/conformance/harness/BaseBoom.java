package dev.braid.conformance.harness;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure that {@code catch (Exception e)} does not see. Braid groups it like any other: see the oracle's README. */
public class BaseBoom extends Error implements WithArguments {
    private static final long serialVersionUID = 1L;

    private final transient List<@Nullable Object> arguments;

    public BaseBoom(@Nullable Object... arguments) {
        super(Rendering.list(Arrays.asList(arguments)));
        this.arguments = Collections.unmodifiableList(Arrays.asList(arguments.clone()));
    }

    @Override
    public List<@Nullable Object> arguments() {
        return arguments;
    }
}
