package dev.braid.conformance.harness;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What Braid logs from the making of this object until it is closed; else the log is off while cases run. */
public final class CaughtLog extends Handler implements AutoCloseable {

    // Kept, because the JVM would forget the level.
    private static final Logger LOGGER = Logger.getLogger("dev.braid");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final @Nullable Level levelBefore = LOGGER.getLevel();

    /** Begins, with what is a warning or worse. */
    public CaughtLog() {
        this(Level.WARNING);
    }

    /** Begins, with what has this level or a higher one. */
    public CaughtLog(Level level) {
        LOGGER.setLevel(level);
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(this);
    }

    /** How many lines of this level there are. */
    public int count(Level level) {
        return (int) records.stream().filter(line -> line.getLevel().equals(level)).count();
    }

    /** The lines, in order. */
    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(true);
        LOGGER.setLevel(levelBefore);
    }
}
