package safecsv.export;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import safecsv.csv.OutputBuffer;

/**
 * Brings what several threads encode at the same time into the order of the chunks. The chunk whose turn it is flows
 * through; those after it are kept until their turn, up to a number of buffers, after which their threads wait. So memory
 * is bounded, and since chunks are given out in order, the one whose turn it is never waits for another.
 */
final class OrderedChunks {
    private static final int KEPT_CAPACITY = 1 << 20;

    private final int first;
    private final int chunks;
    private final int most;
    private final Supplier<OutputBuffer> newBuffer;
    private final Map<Integer, Deque<OutputBuffer>> waiting = new HashMap<>();
    private final Map<Integer, Boolean> ended = new HashMap<>();
    private final Deque<OutputBuffer> free = new ArrayDeque<>();
    private int buffers;
    private int given;
    private int turn;

    /**
     * @param first the chunk to begin with
     * @param chunks the number of the last one, and one
     * @param most buffers at the same time; the chunk whose turn it is may need two more
     */
    OrderedChunks(int first, int chunks, int most, Supplier<OutputBuffer> newBuffer) {
        this.first = first;
        this.chunks = chunks;
        this.most = most;
        this.newBuffer = newBuffer;
        this.given = first;
        this.turn = first;
    }

    /** The next chunk to read; negative where there is none left. */
    synchronized int take() {
        return given < chunks ? given++ : -1;
    }

    /** An empty buffer for a chunk's rows; waits for one where too many are in use and it is another chunk's turn. */
    synchronized OutputBuffer buffer(int chunk) throws InterruptedException {
        while (free.isEmpty() && buffers >= (chunk == turn ? most + 2 : most)) {
            wait();
        }
        if (!free.isEmpty()) {
            return free.pop();
        }
        buffers++;
        return newBuffer.get();
    }

    /** Takes over a chunk's next rows. */
    synchronized void put(int chunk, OutputBuffer rows) {
        waiting.computeIfAbsent(chunk, key -> new ArrayDeque<>()).add(rows);
        notifyAll();
    }

    /** Says that all of a chunk's rows have been put. */
    synchronized void end(int chunk) {
        ended.put(chunk, true);
        notifyAll();
    }

    /** The next rows of a chunk, in the order of all chunks; null where it has no more. For one thread. */
    synchronized OutputBuffer next(int chunk) throws InterruptedException {
        turn = chunk;
        notifyAll();
        while (true) {
            Deque<OutputBuffer> rows = waiting.get(chunk);
            if (rows != null && !rows.isEmpty()) {
                return rows.pop();
            }
            if (ended.containsKey(chunk)) {
                waiting.remove(chunk);
                ended.remove(chunk);
                return null;
            }
            wait();
        }
    }

    /** Gives back a buffer that is not needed any more. */
    synchronized void recycle(OutputBuffer buffer) {
        if (buffer.bytes().length > KEPT_CAPACITY) {
            buffers--;
        } else {
            buffer.clear();
            free.push(buffer);
        }
        notifyAll();
    }

    int first() {
        return first;
    }

    int end() {
        return chunks;
    }
}
