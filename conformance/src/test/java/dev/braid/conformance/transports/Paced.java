package dev.braid.conformance.transports;

import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Trace;

/** Logs flow control's calls too. */
class Paced extends Peer {

    /** Gets the size of the buffer when writing resumes. */
    final Future<Long> resumed = Asyncio.runningLoop().createFuture();

    Paced(Trace t, String name) {
        super(t, name);
    }

    @Override
    public void pauseWriting() {
        log("pause");
    }

    @Override
    public void resumeWriting() {
        log("resume");
        resumed.setResult(transport().writeBufferSize());
    }
}
