package dev.braid.conformance.kotlin.taskgroup;

import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;

/** Generators have Java bodies: these have a group open when Kotlin closes them. */
public final class GeneratorsWithGroups {

    private GeneratorsWithGroups() {}

    /** Its member needs a second to clean up. */
    public static AsyncGenerator<Integer, Void> withAPatientMember(Trace t) {
        VoidCoroutine stays = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                t.log("cancelled", e);
                Asyncio.sleep(ofSeconds(1));
                t.log("clean");
                throw e;
            }
        };
        return AsyncGenerator.of(out -> {
            try {
                TaskGroup.run(group -> {
                    group.createTask(stays, TaskOptions.named("generator's member"));
                    Asyncio.sleep(Duration.ZERO);
                    out.yield(1);
                    out.yield(2);
                });
            } finally {
                t.log("generator ends");
            }
        });
    }

    /** Its member fails when it is cancelled. */
    public static AsyncGenerator<Integer, Void> withAFailingMember(Trace t) {
        VoidCoroutine fails = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw new Boom("member");
            }
        };
        return AsyncGenerator.of(out -> TaskGroup.run(group -> {
            group.createTask(fails, TaskOptions.named("generator's member"));
            Asyncio.sleep(Duration.ZERO);
            out.yield(1);
        }));
    }
}
