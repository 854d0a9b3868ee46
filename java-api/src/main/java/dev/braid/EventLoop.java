package dev.braid;

import dev.braid.internal.EventLoopImpl;
import dev.braid.io.AddressOptions;
import dev.braid.io.BaseProtocol;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import dev.braid.io.TransportPair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs callbacks and tasks, one at a time, in the order in which they became ready: asyncio's event loop. Most
 * programs never see it; {@link Asyncio#run} makes one.
 *
 * <p>Only {@link #callSoonThreadsafe}, {@link #isRunning}, {@link #isClosed}, {@link #timeNanos()} and {@link
 * Asyncio#runCoroutineThreadsafe} may be called from other threads; in debug mode what schedules something throws
 * {@link IllegalStateException} there (DEBUG-03). Files, pipes, datagrams and TLS are not here yet.
 *
 * @see "Python 3.15, asyncio.AbstractEventLoop; cases LOOP-05 to LOOP-61, LOOP-85 to LOOP-87"
 */
public sealed interface EventLoop permits EventLoopImpl {

    /**
     * {@link #callSoon(Runnable, Context)} in a copy of the caller's context (LOOP-28).
     *
     * @param callback what to run, not null
     * @return a handle to cancel it
     */
    Handle callSoon(Runnable callback);

    /**
     * Runs a callback in the next iteration, after those queued before it, never inside this call.
     *
     * @param callback what to run once, not null; what it throws goes to the exception handler, but for
     *     {@link KeyboardInterrupt} and fatal errors, which leave the loop
     * @param context the context to run it in, used as it is, not null
     * @return a handle to cancel it
     * @throws IllegalStateException if the loop is closed
     * @throws IllegalArgumentException in debug mode, if the callback is a coroutine too: create a task (DEBUG-05)
     * @see "Python 3.15, loop.call_soon; cases LOOP-23, LOOP-25 to LOOP-29, LOOP-46, LOOP-47"
     */
    Handle callSoon(Runnable callback, Context context);

    /**
     * {@link #callSoonThreadsafe(Runnable, Context)} in a copy of the calling thread's context.
     *
     * @param callback what to run, not null
     * @return a handle to cancel it, from any thread
     */
    Handle callSoonThreadsafe(Runnable callback);

    /**
     * {@link #callSoon(Runnable, Context)} from any thread; wakes the loop. The callback runs on the loop, behind all
     * that was scheduled before it. On a loop that is not running it waits for the next run.
     *
     * @param callback what to run once, not null
     * @param context the context to run it in, used as it is, not null
     * @return a handle to cancel it, from any thread
     * @throws IllegalStateException if the loop is closed
     * @throws IllegalArgumentException in debug mode, if the callback is a coroutine too
     * @see "Python 3.15, loop.call_soon_threadsafe; cases THREADSAFE-10 to THREADSAFE-17"
     */
    Handle callSoonThreadsafe(Runnable callback, Context context);

    /**
     * {@link #callLater(Duration, Runnable, Context)} in a copy of the caller's context (CTXVAR-38).
     *
     * @param delay how long from now, as there
     * @param callback what to run, not null
     * @return a handle to cancel it
     */
    TimerHandle callLater(Duration delay, Runnable callback);

    /**
     * Runs a callback after a delay. Callbacks run in the order of their deadlines; those due at the same time in the
     * order of their creation, which asyncio leaves open.
     *
     * @param delay how long from now, not null; zero and negative mean the next iteration, more negative ones first
     * @param callback what to run once, not null
     * @param context the context to run it in, used as it is, not null
     * @return a handle to cancel it
     * @throws IllegalStateException if the loop is closed
     * @throws IllegalArgumentException in debug mode, if the callback is a coroutine too
     * @see "Python 3.15, loop.call_later; cases LOOP-30, LOOP-31, LOOP-36, LOOP-37"
     */
    TimerHandle callLater(Duration delay, Runnable callback, Context context);

    /**
     * {@link #callAt(long, Runnable, Context)} in a copy of the caller's context (CTXVAR-38).
     *
     * @param whenNanos when, as there
     * @param callback what to run, not null
     * @return a handle to cancel it
     */
    TimerHandle callAt(long whenNanos, Runnable callback);

    /**
     * Runs a callback at a time; otherwise as {@link #callLater(Duration, Runnable, Context)}.
     *
     * @param whenNanos on the loop's clock ({@link #timeNanos()}), in nanoseconds; the past means the next iteration,
     *     and more than 146 years from now means that long
     * @param callback what to run once, not null
     * @param context the context to run it in, used as it is, not null
     * @return a handle to cancel it
     * @throws IllegalStateException if the loop is closed
     * @throws IllegalArgumentException in debug mode, if the callback is a coroutine too
     * @see "Python 3.15, loop.call_at; cases LOOP-33 to LOOP-36, LOOP-38"
     */
    TimerHandle callAt(long whenNanos, Runnable callback, Context context);

    /**
     * The loop's clock; monotonic. Any thread.
     *
     * @return nanoseconds from an arbitrary origin
     * @see "Python 3.15, loop.time; case LOOP-39"
     */
    long timeNanos();

    /**
     * A new pending future of this loop, which need not be running.
     *
     * @param <T> the type of the result
     * @return the future
     * @see "Python 3.15, loop.create_future; case LOOP-55"
     */
    <T extends @Nullable Object> Future<T> createFuture();

    /**
     * {@link #createTask(Coroutine, TaskOptions)} with the defaults.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the body, not null
     * @return the task
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine);

    /**
     * Makes a task by the loop's task factory. Unless started eagerly it takes its first step in the next iteration,
     * or, if the loop is not running, when it runs.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the body, not null
     * @param options name, context, eager start; not null
     * @return the task
     * @throws IllegalStateException if the loop is closed
     * @see "Python 3.15, loop.create_task; cases LOOP-56, LOOP-57, EAGER-12, EAGER-13"
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options);

    /**
     * {@link #createTask(Coroutine)} for a body without a value.
     *
     * @param coroutine the body, not null
     * @return the task
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    Task<@Nullable Void> createTask(VoidCoroutine coroutine);

    /**
     * {@link #createTask(Coroutine, TaskOptions)} for a body without a value.
     *
     * @param coroutine the body, not null
     * @param options name, context, eager start; not null
     * @return the task
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    Task<@Nullable Void> createTask(VoidCoroutine coroutine, TaskOptions options);

    /**
     * Runs blocking code in an executor. Does not suspend; await the result. The code sees none of the caller's context
     * variables; {@link Asyncio#toThread} has them.
     *
     * @param <T> what the code returns
     * @param executor where to run it; null for the loop's default executor, which is made on first use
     * @param code the code, not null
     * @return a future of this loop, with the code's value or its error; cancelling it prevents code that has not
     *     started and lets code that has run on, unheard
     * @throws IllegalStateException if the loop is closed, or its default executor was shut down
     * @see "Python 3.15, loop.run_in_executor; cases EXECUTOR-01 to EXECUTOR-08, EXECUTOR-17"
     */
    <T extends @Nullable Object> Future<T> runInExecutor(@Nullable Executor executor, Callable<T> code);

    /**
     * {@link #runInExecutor(Executor, Callable)} for a lambda or a method reference.
     *
     * @param <T> what the code returns
     * @param executor where to run it, as there
     * @param code the code, not null
     * @return a future of this loop, as there
     * @throws IllegalStateException as there
     */
    @kotlin.Deprecated(message = "Kotlin: a lambda is a Callable", level = kotlin.DeprecationLevel.HIDDEN)
    default <T extends @Nullable Object> Future<T> runInExecutor(@Nullable Executor executor, BlockingCode<T> code) {
        return runInExecutor(executor, (Callable<T>) code);
    }

    /**
     * {@link #runInExecutor(Executor, Callable)} for code without a value.
     *
     * @param executor where to run it, as there
     * @param code the code, not null
     * @return a future of this loop that gives null, or the code's error
     * @throws IllegalStateException as there
     */
    @kotlin.Deprecated(message = "Kotlin: a lambda is a Callable", level = kotlin.DeprecationLevel.HIDDEN)
    Future<@Nullable Void> runInExecutor(@Nullable Executor executor, VoidCoroutine code);

    /**
     * Replaces the executor that {@code runInExecutor(null, …)} and {@link Asyncio#toThread} use. The one before is
     * left to itself.
     *
     * @param executor the executor, not null; the loop shuts it down when it closes
     * @see "Python 3.15, loop.set_default_executor; case EXECUTOR-10"
     */
    void setDefaultExecutor(ExecutorService executor);

    /**
     * {@link #createConnection(Supplier, String, int, ConnectionOptions)} with the defaults.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, not null
     * @param host the host, as there
     * @param port the port, as there
     * @return the connection and its protocol
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> createConnection(
            Supplier<P> protocolFactory, @Nullable String host, int port) throws IOException;

    /**
     * Connects to a host. Its addresses are looked up, unless it is one itself, and tried one after the other, or side by
     * side with {@link ConnectionOptions#withHappyEyeballs}, until one answers; then the protocol and the transport are
     * made. Suspends until the protocol has been told that the connection is made, and can be cancelled there. If
     * anything fails, no socket stays open.
     *
     * <p>Each attempt lasts as long as the system tries, often minutes: limit the whole with {@link Timeout#after}.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, once, when a socket is connected; not null
     * @param host a name or an address; null for this machine's loopback addresses
     * @param port 0 to 65535
     * @param options addresses, attempts and errors, not null
     * @return the connection and its protocol
     * @throws IOException if the host is unknown ({@link java.net.UnknownHostException}), or no attempt succeeded: the
     *     only error, or one of several with the same message, or one that has all messages and suppresses the errors
     * @throws ExceptionGroup if no attempt succeeded, of all errors, even of one, with
     *     {@link ConnectionOptions#allErrors()}
     * @throws TimeoutException if no attempt succeeded, but none ended with an error of the network either
     * @throws CancelledError if the task is cancelled meanwhile; nothing stays open
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if the caller is not a task of this loop
     * @see "Python 3.15, loop.create_connection; cases TRANSPORT-01 to TRANSPORT-11, DNS-03, DNS-04"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> createConnection(
            Supplier<P> protocolFactory, @Nullable String host, int port, ConnectionOptions options) throws IOException;

    /**
     * {@link #createConnection(Supplier, String, int, ConnectionOptions)} with a port as text.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, as there
     * @param host the host, as there
     * @param service a number, or the name of a service, as {@link #getaddrinfo(String, String, AddressOptions)} takes
     *     it; not null
     * @param options addresses, attempts and errors, not null
     * @return the connection and its protocol
     * @throws IOException as there, or {@link java.net.UnknownServiceException} if no service has this name
     * @see "Python 3.15, loop.create_connection; case DNS-06"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> createConnection(
            Supplier<P> protocolFactory, @Nullable String host, String service, ConnectionOptions options)
            throws IOException;

    /**
     * Makes a protocol and a transport for a socket that is connected already. Suspends until the protocol has been told
     * that the connection is made, and can be cancelled there. If anything fails, the socket is closed.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, not null
     * @param socket connected, not null; from now on the transport's, which makes it non-blocking and closes it
     * @return the connection and its protocol
     * @throws IOException if the socket cannot be used any more
     * @throws CancelledError if the task is cancelled meanwhile; the connection is closed
     * @throws IllegalArgumentException if the socket is not connected
     * @throws IllegalStateException if the caller is not a task of this loop
     * @see "Python 3.15, loop.create_connection(sock=); cases TRANSPORT-06, TRANSPORT-11"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> createConnection(Supplier<P> protocolFactory, SocketChannel socket)
            throws IOException;

    /**
     * Makes a protocol and a transport for a connection that was accepted elsewhere. Suspends and throws as
     * {@link #createConnection(Supplier, SocketChannel)}.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, not null
     * @param socket connected, not null; from now on the transport's
     * @return the connection and its protocol
     * @throws IOException as there
     * @throws CancelledError as there
     * @throws IllegalArgumentException as there
     * @throws IllegalStateException as there
     * @see "Python 3.15, loop.connect_accepted_socket; case SERVER-30"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension connectAcceptedSocket()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> connectAcceptedSocket(Supplier<P> protocolFactory, SocketChannel socket)
            throws IOException;

    /**
     * {@link #createServer(Supplier, String, int, ServerOptions)} with the defaults.
     *
     * @param protocolFactory makes the protocols, as there
     * @param host the host, as there
     * @param port the port, as there
     * @return the server
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(Supplier<? extends BaseProtocol> protocolFactory, @Nullable String host, int port)
            throws IOException;

    /**
     * Serves the connections to the addresses of a host. Suspends while the host is looked up, unless it is an address,
     * and for one iteration when the server begins to accept; can be cancelled there, and no socket stays open then.
     *
     * <p>Each connection gets a protocol of its own, and a copy of the context in which this is called. The JDK's sockets
     * for all IPv6 addresses take connections to IPv4 addresses too, which asyncio's do not: so for all addresses of this
     * machine one socket listens, and for {@code "::"} alone on those of both families.
     *
     * @param protocolFactory makes a protocol for each connection, in a task of the connection's own, not null
     * @param host a name or an address of this machine; null and "" are all of its addresses
     * @param port 0 to 65535; 0 is a free one, which {@link Server#sockets()} tell
     * @param options sockets, backlog and start, not null
     * @return the server, which accepts already, unless {@link ServerOptions#startServing()} is false
     * @throws IOException if the host is unknown ({@link java.net.UnknownHostException}), or one of its addresses cannot
     *     be bound ({@link java.net.BindException}: in use, most often); none stays bound then
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalArgumentException if the port is out of range, or this platform cannot reuse ports and is to
     * @throws IllegalStateException if the caller is not a task of this loop
     * @see "Python 3.15, loop.create_server; cases SERVER-01 to SERVER-03, SERVER-05 to SERVER-08, SERVER-26 to SERVER-29,
     *     CTXVAR-34"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(
            Supplier<? extends BaseProtocol> protocolFactory, @Nullable String host, int port, ServerOptions options)
            throws IOException;

    /**
     * {@link #createServer(Supplier, String, int, ServerOptions)} for several hosts, which are looked up at the same time;
     * an address that several of them have is bound once.
     *
     * @param protocolFactory makes the protocols, as there
     * @param hosts names or addresses of this machine, at least one; null and "" in it are all of its addresses
     * @param port the port, as there; with 0 each socket has one of its own
     * @param options as there
     * @return the server
     * @throws IOException as there
     * @throws IllegalArgumentException as there, or if there are no hosts
     * @see "Python 3.15, loop.create_server; case SERVER-03"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(Supplier<? extends BaseProtocol> protocolFactory,
            Collection<? extends @Nullable String> hosts, int port, ServerOptions options) throws IOException;

    /**
     * {@link #createServer(Supplier, ServerSocketChannel, ServerOptions)} with the defaults.
     *
     * @param protocolFactory makes the protocols, as there
     * @param socket bound, as there
     * @return the server
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(Supplier<? extends BaseProtocol> protocolFactory, ServerSocketChannel socket) throws IOException;

    /**
     * Serves the connections to a socket that is bound already. Suspends and can be cancelled as
     * {@link #createServer(Supplier, String, int, ServerOptions)}; the socket is closed then.
     *
     * @param protocolFactory makes the protocols, as there
     * @param socket bound, not null; from now on the server's, which makes it non-blocking and closes it
     * @param options as there; what concerns addresses and binding has no effect
     * @return the server, as there
     * @throws IOException if the socket cannot be used any more
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalArgumentException if the socket is not bound
     * @throws IllegalStateException if the caller is not a task of this loop
     * @see "Python 3.15, loop.create_server(sock=); case SERVER-04"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(
            Supplier<? extends BaseProtocol> protocolFactory, ServerSocketChannel socket, ServerOptions options)
            throws IOException;

    /**
     * {@link #getaddrinfo(String, int, AddressOptions)} with the defaults.
     *
     * @param host the host, as there
     * @param port the port of the addresses, as there
     * @return its addresses
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    List<InetSocketAddress> getaddrinfo(@Nullable String host, int port) throws IOException;

    /**
     * The addresses of a host, in the order in which the JVM gives them: that is the system's, with the IPv4 addresses
     * in front unless {@code -Djava.net.preferIPv6Addresses} says otherwise. What asyncio gives several times, once for
     * each type of socket, is here once.
     *
     * <p>Runs in the loop's default executor, and waits there while that is busy (DNS-05). Suspends, and can be cancelled
     * there; the look-up then goes on, unheard. The JVM remembers answers, also that a host is unknown, for as long as its
     * security properties {@code networkaddress.cache.ttl} and {@code networkaddress.cache.negative.ttl} say. In debug
     * mode each look-up's duration is logged at level DEBUG, and at INFO if it lasted {@link #slowCallbackDuration()} or
     * longer (DEBUG-13).
     *
     * @param host a name or an address; null for this machine, as {@link AddressOptions#passive()} tells
     * @param port the port of the addresses, 0 to 65535
     * @param options the family and more, not null
     * @return at least one address
     * @throws IOException if there is none: {@link java.net.UnknownHostException}
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if the caller is not a task of this loop, or the default executor was shut down
     * @throws CancelledError if the task is cancelled meanwhile
     * @see "Python 3.15, loop.getaddrinfo; cases DNS-01, DNS-05, DEBUG-13"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    List<InetSocketAddress> getaddrinfo(@Nullable String host, int port, AddressOptions options) throws IOException;

    /**
     * {@link #getaddrinfo(String, int, AddressOptions)} with a port as text.
     *
     * @param host the host, as there
     * @param service a number, or the name that {@code /etc/services} has for a TCP port; empty for port 0
     * @param options the family and more, not null
     * @return at least one address
     * @throws IOException as there, or {@link java.net.UnknownServiceException} if no service has this name
     * @throws IllegalArgumentException if it is a number out of range
     * @see "Python 3.15, loop.getaddrinfo; cases DNS-01, DNS-06"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    List<InetSocketAddress> getaddrinfo(@Nullable String host, String service, AddressOptions options)
            throws IOException;

    /**
     * {@link #getnameinfo(InetSocketAddress, NameInfoOptions)} with the defaults.
     *
     * @param address the address, as there
     * @return its names
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    NameInfo getnameinfo(InetSocketAddress address) throws IOException;

    /**
     * The names of a host and of a service, from an address. A host's name counts only if it leads back to the address;
     * a service's is the one that {@code /etc/services} has for the TCP port. Where there is none, the number stands.
     *
     * <p>Runs in the loop's default executor. Suspends, and can be cancelled there; the look-up then goes on, unheard.
     *
     * @param address a resolved address, not null
     * @param options what to leave as it is; not null
     * @return the names
     * @throws IOException if the host's name is required and there is none: {@link java.net.UnknownHostException}
     * @throws IllegalArgumentException if the address is not resolved
     * @throws IllegalStateException if the caller is not a task of this loop, or the default executor was shut down
     * @throws CancelledError if the task is cancelled meanwhile
     * @see "Python 3.15, loop.getnameinfo; case DNS-02"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    NameInfo getnameinfo(InetSocketAddress address, NameInfoOptions options) throws IOException;

    /**
     * Replaces the task factory, for tasks made from now on.
     *
     * @param factory makes all tasks of this loop; null restores the default
     * @see "Python 3.15, loop.set_task_factory; cases LOOP-57, LOOP-58"
     */
    void setTaskFactory(@Nullable TaskFactory factory);

    /**
     * The task factory that was set.
     *
     * @return the factory; null for the default
     * @see "Python 3.15, loop.get_task_factory; case LOOP-58"
     */
    @Nullable TaskFactory taskFactory();

    /**
     * Replaces the exception handler, which hears of the errors that have nobody else to go to. It runs on the loop, in
     * the context of the task or callback concerned.
     *
     * @param handler the handler; null restores the default
     * @see "Python 3.15, loop.set_exception_handler; cases LOOP-48, LOOP-50, LOOP-87"
     */
    void setExceptionHandler(@Nullable ExceptionHandler handler);

    /**
     * The exception handler that was set.
     *
     * @return the handler; null for the default
     * @see "Python 3.15, loop.get_exception_handler; case LOOP-49"
     */
    @Nullable ExceptionHandler exceptionHandler();

    /**
     * Passes a problem to the exception handler. What the handler throws is reported by the default handler, and what
     * that throws is logged; only {@link KeyboardInterrupt} and fatal errors are thrown on.
     *
     * @param context what happened, not null
     * @see "Python 3.15, loop.call_exception_handler; cases LOOP-51 to LOOP-53, LOOP-86"
     */
    void callExceptionHandler(ExceptionContext context);

    /**
     * What happens without a handler: the problem is logged at level ERROR by the {@link System.Logger} "dev.braid".
     *
     * @param context what happened, not null
     * @see "Python 3.15, loop.default_exception_handler; case LOOP-54"
     */
    void defaultExceptionHandler(ExceptionContext context);

    /**
     * Switches debug mode, at any time: {@linkplain dev.braid what it does}. A step that has begun in debug mode is
     * timed to its end.
     *
     * @param debug on or off; a new loop begins as {@code -Dbraid.debug} or {@code BRAID_DEBUG} say
     * @see "Python 3.15, loop.set_debug; cases DEBUG-01 to DEBUG-12"
     */
    void setDebug(boolean debug);

    /**
     * Tells whether debug mode is on.
     *
     * @return whether it is
     * @see "Python 3.15, loop.get_debug; cases DEBUG-01, DEBUG-02"
     */
    boolean debug();

    /**
     * How long a callback or a step of a task may last in debug mode; what lasts as long or longer is logged.
     *
     * @return the duration, by the loop's clock; 100 ms unless set
     * @see "Python 3.15, loop.slow_callback_duration; case DEBUG-06"
     */
    Duration slowCallbackDuration();

    /**
     * Sets {@link #slowCallbackDuration()}.
     *
     * @param duration by the loop's clock, not null; zero and negative report every step. The stack of what is slow is
     *     looked at in real time, at most once a millisecond
     */
    void setSlowCallbackDuration(Duration duration);

    /**
     * Runs until a future is done. Blocks the calling thread. Tasks that are pending then go on when the loop is run
     * again.
     *
     * @param <T> the type of the result
     * @param <X> a checked exception the caller expects
     * @param future what to wait for, of this loop, not null
     * @return its result
     * @throws X its error, the same object
     * @throws CancelledError if it is cancelled
     * @throws KeyboardInterrupt if a task or callback threw it
     * @throws IllegalArgumentException if the future belongs to another loop
     * @throws IllegalStateException if the loop is running or closed, another loop runs on this thread, or
     *     {@link #stop()} came before the future was done; that one stays pending
     * @see "Python 3.15, loop.run_until_complete; cases LOOP-07 to LOOP-15"
     */
    @kotlin.internal.LowPriorityInOverloadResolution // Kotlin takes the bridge's extension, which has no X
    <T extends @Nullable Object, X extends Exception> T runUntilComplete(Future<T> future) throws X;

    /**
     * {@link #runUntilComplete(Future)} of a new task.
     *
     * @param <T> what the coroutine returns
     * @param <X> a checked exception the caller expects
     * @param coroutine the task's body, not null
     * @return its value
     * @throws X its error, the same object
     * @throws IllegalStateException as there; the coroutine does not begin then, unless it was {@link #stop()}
     */
    <T extends @Nullable Object, X extends Exception> T runUntilComplete(Coroutine<T> coroutine) throws X;

    /**
     * {@link #runUntilComplete(Coroutine)} for a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param coroutine the task's body, not null
     * @throws X its error, the same object
     */
    <X extends Exception> void runUntilComplete(VoidCoroutine coroutine) throws X;

    /**
     * Runs until {@link #stop()}. Blocks the calling thread. May be called again.
     *
     * @throws IllegalStateException if the loop is running or closed, or another loop runs on this thread
     * @throws KeyboardInterrupt if a task or callback threw it; callbacks not yet run stay queued
     * @see "Python 3.15, loop.run_forever; cases LOOP-06, LOOP-14, LOOP-15, LOOP-47"
     */
    void runForever();

    /**
     * Makes the loop stop at the end of the current iteration; before a run, after its first one. What was scheduled
     * meanwhile runs when the loop is run again. For the loop's own thread: from another one, pass it to
     * {@link #callSoonThreadsafe(Runnable)}.
     *
     * @see "Python 3.15, loop.stop; cases LOOP-16 to LOOP-18"
     */
    void stop();

    /**
     * Closes the loop: drops what is queued, ends what is suspended, lets go of threads. Closing twice does nothing.
     * Tasks still pending are reported to the exception handler and their bodies get {@link GeneratorExit}. A loop that
     * is reclaimed without having been closed is warned of, once, by the {@link System.Logger} "dev.braid".
     *
     * @throws IllegalStateException if the loop is running
     * @see "Python 3.15, loop.close; cases LOOP-20 to LOOP-24, CORO-18, EXECUTOR-16"
     */
    void close();

    /**
     * Tells whether the loop is running. Any thread.
     *
     * @return true from the beginning to the end of a run
     * @see "Python 3.15, loop.is_running; case LOOP-19"
     */
    boolean isRunning();

    /**
     * Tells whether the loop is closed. Any thread.
     *
     * @return true for ever after {@link #close()}
     * @see "Python 3.15, loop.is_closed; case LOOP-21"
     */
    boolean isClosed();

    /**
     * Closes the async generators that were begun on this loop and are still open, all at the same time; suspends until
     * they are, if there are any, and can be cancelled there. An error of one goes to the exception handler. A
     * generator begun later is warned of in the log.
     *
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if there are any and the caller is not a task of this loop
     * @see "Python 3.15, loop.shutdown_asyncgens; cases ASYNCGEN-34 to ASYNCGEN-38"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    void shutdownAsyncgens();

    /**
     * Shuts the default executor down and suspends until its running and queued code has ended; returns at once if
     * there is none. Can be cancelled there. From then on the default executor refuses code.
     *
     * @param timeout how long to wait at most, and then the threads are left to themselves with a warning in the log;
     *     zero and negative do not wait; null waits for ever
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if there is an executor and the caller is not a task of this loop
     * @see "Python 3.15, loop.shutdown_default_executor; cases EXECUTOR-12 to EXECUTOR-15"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    void shutdownDefaultExecutor(@Nullable Duration timeout);
}
