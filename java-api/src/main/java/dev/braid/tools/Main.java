package dev.braid.tools;

import dev.braid.internal.Attempts;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shows what the tasks of another JVM wait for. The other JVM needs no preparation; it must belong to the same user.
 *
 * <pre>
 * java -cp braid-java-api.jar dev.braid.tools.Main ps PID        a table of all tasks
 * java -cp braid-java-api.jar dev.braid.tools.Main pstree PID    a tree: each task below those that wait for it
 * </pre>
 *
 * <p>{@code --retries N} repeats an attempt to read the other JVM that fails for a reason that may pass, N times at
 * most; 3 if it is not given. It needs a JDK, not a mere runtime.
 *
 * @see "Python 3.15, python -m asyncio ps, pstree; cases CALLGRAPH-23, CALLGRAPH-24"
 */
public final class Main {

    private static final String USAGE = "usage: ps PID [--retries N] | pstree PID [--retries N]";
    private static final int DEFAULT_RETRIES = 3;

    private Main() {}

    /**
     * Runs the command and exits: 0 done, 1 failed, 2 not understood.
     *
     * @param arguments command, process id, options
     */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /**
     * Runs the command.
     *
     * @param out where the tasks go
     * @param err where problems go
     * @param arguments command, process id, options
     * @return 0 done, 1 failed, 2 not understood
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        int retries = DEFAULT_RETRIES;
        int option = words.indexOf("--retries");
        if (option >= 0) {
            if (option + 1 == words.size() || !words.get(option + 1).matches("\\d{1,6}")) {
                err.println("--retries wants a number\n" + USAGE);
                return 2;
            }
            retries = Integer.parseInt(words.get(option + 1));
            words.subList(option, option + 2).clear();
        }
        if (words.size() != 2 || !words.get(0).matches("ps|pstree") || !words.get(1).matches("\\d{1,18}")) {
            err.println(USAGE);
            return 2;
        }
        return show(out, err, words.get(0), words.get(1), retries);
    }

    private static int show(PrintStream out, PrintStream err, String command, String pid, int retries) {
        if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            err.println("cannot look into process " + pid + ": there is none, or it belongs to somebody else");
            return 1;
        }
        try {
            out.print(Attempts.read(retries, () -> new OtherJvm(pid).ask(command)));
            out.flush();
            return 0;
        } catch (NoClassDefFoundError noAttach) {
            err.println("cannot look into another JVM: this Java has no module jdk.attach; run this with a JDK");
        } catch (IllegalStateException told) {
            err.println(told.getMessage());
        } catch (Exception failure) {
            err.println("cannot read process " + pid + ": " + failure);
        }
        return 1;
    }
}
