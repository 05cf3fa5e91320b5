package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class WireInputTest {
    private static final int LONGEST_ORDINARY = (1 << 18) - 4;

    @Property(tries = 300)
    void every_packet_comes_whole_however_the_network_cuts_it(
            @ForAll("packets") List<byte[]> packets, @ForAll long seed) throws IOException {
        WireInput input = new WireInput(new Trickle(wire(packets), new Random(seed)));
        for (byte[] packet : packets) {
            boolean ordinary = packet.length <= LONGEST_ORDINARY && (packet[0] & 0xff) < 0xfe;
            assertEquals(ordinary, input.nextRow());
            assertArrayEquals(
                    packet,
                    ordinary
                            ? Arrays.copyOfRange(input.buffer(), input.rowStart(), input.rowEnd())
                            : readAsTheDriverDoes(input));
        }
        assertFalse(input.nextRow());
        assertEquals(-1, input.read());
    }

    @Test
    void a_row_that_is_cut_off_is_no_row_and_its_bytes_stay() throws IOException {
        byte[] wire = wire(List.of(new byte[] {1, 'a'}, new byte[] {5, 'b', 'c'}));
        WireInput input = new WireInput(new ByteArrayInputStream(wire, 0, wire.length - 1));
        assertTrue(input.nextRow());
        assertFalse(input.nextRow());
        assertArrayEquals(Arrays.copyOfRange(wire, 6, wire.length - 1), input.readAllBytes());
    }

    @Test
    void a_failure_is_no_row_and_is_told_to_whoever_reads_on() {
        IOException reset = new IOException("Connection reset");
        WireInput input = new WireInput(new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int start, int length) throws IOException {
                throw reset;
            }
        });
        assertFalse(input.nextRow());
        assertEquals(reset, assertThrows(IOException.class, input::read));
        assertEquals(reset, assertThrows(IOException.class, () -> input.read(new byte[4], 0, 4)));
    }

    @Provide
    Arbitrary<List<byte[]>> packets() {
        Arbitrary<Integer> lengths = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.integers().between(1, 300)),
                Tuple.of(2, Arbitraries.integers().between(60_000, 70_000)),
                Tuple.of(1, Arbitraries.integers().between(LONGEST_ORDINARY - 3, LONGEST_ORDINARY + 3)),
                Tuple.of(1, Arbitraries.integers().between(600_000, 700_000)));
        return Combinators.combine(lengths, Arbitraries.integers().between(0, 255))
                .as(WireInputTest::packet)
                .list()
                .ofMaxSize(30);
    }

    private static byte[] packet(int length, int first) {
        byte[] packet = new byte[length];
        new Random(length * 31L + first).nextBytes(packet);
        packet[0] = (byte) first;
        return packet;
    }

    private static byte[] wire(List<byte[]> packets) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int sequence = 0;
        for (byte[] packet : packets) {
            wire.write(packet.length);
            wire.write(packet.length >> 8);
            wire.write(packet.length >> 16);
            wire.write(sequence++);
            wire.writeBytes(packet);
        }
        return wire.toByteArray();
    }

    private static byte[] readAsTheDriverDoes(InputStream input) throws IOException {
        byte[] header = input.readNBytes(4);
        return input.readNBytes((header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16);
    }

    /** Gives as many bytes at a time as a network likes to. */
    private static final class Trickle extends ByteArrayInputStream {
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] target, int start, int length) {
            return super.read(target, start, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 8 : 100_000)));
        }
    }
}
