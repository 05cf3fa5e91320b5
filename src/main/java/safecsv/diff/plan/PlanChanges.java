package safecsv.diff.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import safecsv.SafecsvException;

/** One pass over a plan's changes. Not thread-safe. */
public final class PlanChanges implements AutoCloseable {
    private final PlanReader plan;
    private final JsonParser json;
    private final MessageDigest digest;

    PlanChanges(PlanReader plan, PlanBytes bytes, MessageDigest digest) throws IOException {
        this.plan = plan;
        this.json = PlanJson.FACTORY.createParser(bytes);
        this.digest = digest;
        json.nextToken();
        json.skipChildren();
    }

    /**
     * The next change.
     *
     * @return null after the last one, when all that was read has had the plan's digest
     * @throws SafecsvException code 4 where the file was altered since it was opened; code 5 where it can't be read
     */
    public PlanChange next() {
        try {
            JsonToken token = json.nextToken();
            if (token == null) {
                plan.requireDigest(HexFormat.of().formatHex(digest.digest()));
                return null;
            }
            return PlanParser.change(json);
        } catch (JsonProcessingException e) {
            throw PlanParser.malformed(plan.path(), e);
        } catch (IOException e) {
            throw plan.unreadable(e);
        }
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            // Read only: there is nothing to lose.
            return;
        }
    }
}
