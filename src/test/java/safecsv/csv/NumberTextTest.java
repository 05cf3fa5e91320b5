package safecsv.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    /** Shortest digits as the properties below define them; the form is that of the server. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "16777216, 16777216",
        "3.4028235e38, 3.4028234e38",
        "-3.4028235e38, -3.4028234e38",
        "1e-45, 1e-45",
        "1.17549435e-38, 1.1754944e-38",
        "-0.0, -0",
        "0, 0",
        "-1.5, -1.5",
        "100000, 100000",
        "1e15, 1e15",
        "0.00001, 0.00001",
        "0.000001, 1e-6",
        "2e-44, 2e-44",
        "33554432, 33554432",
        "8.5899346e9, 8589935000"
    })
    void known_floats_have_their_shortest_text(float value, String text) {
        assertEquals(text, NumberText.shortest(value));
    }

    @Property(tries = 20_000)
    void every_float_reads_back_to_the_same_bits(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        Assume.that(Float.isFinite(value));
        assertEquals(
                Float.floatToRawIntBits(value), Float.floatToRawIntBits(Float.parseFloat(NumberText.shortest(value))));
    }

    @Property(tries = 20_000)
    void no_float_has_a_shorter_text(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        Assume.that(Float.isFinite(value) && value != 0);
        BigDecimal text = new BigDecimal(NumberText.shortest(value)).stripTrailingZeros();
        int digits = text.precision();
        if (digits > 1) {
            // The two decimals with one digit less that lie around the value: none of them may read back.
            BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(text.precision() - text.scale() - digits + 1);
            BigDecimal below = new BigDecimal(value).divideToIntegralValue(unit).multiply(unit);
            BigDecimal above = below.add(unit.multiply(BigDecimal.valueOf(below.signum() < 0 || value < 0 ? -1 : 1)));
            assertNotEquals(value, below.floatValue());
            assertNotEquals(value, above.floatValue());
        }
    }
}
