package dev.braid.examples;

import java.io.Console;

/** A bar in the terminal's last line, below lines that scroll. Where there is no terminal, the lines alone. */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 40;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final int total;
    private final boolean terminal = isTerminal();
    private int done;

    ProgressBar(int total) {
        this.total = total;
        draw();
    }

    /** Prints a line above the bar and moves the bar on by one. */
    void step(String line) {
        clear();
        System.out.println(line);
        done++;
        draw();
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        clear();
    }

    private void draw() {
        if (terminal) {
            int filled = total == 0 ? WIDTH : WIDTH * done / total;
            System.out.print("[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + total);
            System.out.flush();
        }
    }

    private void clear() {
        if (terminal) {
            System.out.print(CLEAR_LINE);
            System.out.flush();
        }
    }

    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            // Since JDK 22 there may be a console where there is no terminal; it tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }
}
