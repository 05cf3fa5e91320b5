package safecsv.build;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Packets as MySQL frames them: three bytes of length, one of sequence, then the payload. Every command starts again at
 * sequence 0. Source: MySQL Internals, "MySQL Packets". Not thread-safe.
 */
final class PacketStream {
    private final DataInputStream input;
    private final OutputStream output;
    private int sequence;

    PacketStream(InputStream input, OutputStream output) {
        this.input = new DataInputStream(input);
        this.output = new BufferedOutputStream(output);
    }

    /** The next payload; throws {@link java.io.EOFException} where the peer has gone. */
    byte[] read() throws IOException {
        int length = input.readUnsignedByte() | (input.readUnsignedByte() << 8) | (input.readUnsignedByte() << 16);
        sequence = input.readUnsignedByte() + 1;
        byte[] payload = new byte[length];
        input.readFully(payload);
        return payload;
    }

    /** Buffers one packet; {@link #flush} sends. */
    void write(Payload payload) throws IOException {
        byte[] bytes = payload.toByteArray();
        output.write(bytes.length);
        output.write(bytes.length >> 8);
        output.write(bytes.length >> 16);
        output.write(sequence++);
        output.write(bytes);
    }

    void flush() throws IOException {
        output.flush();
    }

    /** A stream over other transports (the TLS layer) that goes on counting where this one stopped. */
    PacketStream continuedOver(InputStream otherInput, OutputStream otherOutput) {
        PacketStream stream = new PacketStream(otherInput, otherOutput);
        stream.sequence = sequence;
        return stream;
    }
}
