package safecsv.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CompleteFile;
import safecsv.csv.FileSet;
import safecsv.csv.TargetCheck;
import safecsv.csv.WrittenPart;
import safecsv.export.mask.MaskKind;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ReplicationPosition;
import safecsv.mysql.ResultColumn;
import safecsv.mysql.ServerIdentity;

/**
 * Says in JSON what was exported, when, from where, and what the files must be; published with them, as the last. Holds no
 * password, no key and no value. The format is in docs/manifest.md.
 */
final class ExportManifest {
    private static final int FORMAT = 1;

    private final ExportRequest request;
    private final String host;
    private final ServerIdentity server;
    private final ReplicationPosition position;

    private ExportManifest(ExportRequest request, String host, ServerIdentity server, ReplicationPosition position) {
        this.request = request;
        this.host = host;
        this.server = server;
        this.position = position;
    }

    /**
     * Asks the server before the query runs.
     *
     * @return null where no manifest is wanted
     * @throws safecsv.SafecsvException where it could not be written
     */
    static ExportManifest begin(ReadSession session, ExportRequest request) {
        check(request);
        if (!request.form().manifest().wanted()) {
            return null;
        }
        return new ExportManifest(request, session.hostName(), session.server(), session.replicationPosition());
    }

    /**
     * Refuses a manifest that could not be written.
     *
     * @throws safecsv.SafecsvException as {@link TargetCheck#check}, and code 2 where the export itself has its name
     */
    static void check(ExportRequest request) {
        ManifestPlace place = request.form().manifest();
        if (place.wanted()) {
            Path path = place.path(request.target());
            if (request.target().takes(path, request.form().file().split())) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "%s is one of the files that the export itself writes. Give --manifest another name. Nothing was written."
                                .formatted(path));
            }
            TargetCheck.check(path, ManifestPlace.replaces(request.target()));
        }
    }

    /** Writes it into a file of the set, when all parts are complete. */
    void write(List<ResultColumn> columns, QueryCopy.Copied copied, Instant snapshot, FileSet files)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("safecsv", version());
            json.writeStringField("target", fileName(request.target().name()));
            ManifestSource.write(json, request);
            place(json, snapshot, copied.earlierSnapshots());
            ManifestForm.write(json, request.form());
            columns(json, columns);
            files(json, copied);
            json.writeArrayFieldStart("warnings");
            for (String warning : copied.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        bytes.write('\n');
        CompleteFile file = files.create(
                request.form().manifest().path(request.target()), ManifestPlace.replaces(request.target()));
        file.write(bytes.toByteArray(), bytes.size());
        file.seal();
    }

    private void place(JsonGenerator json, Instant snapshot, List<Instant> earlier) throws IOException {
        json.writeObjectFieldStart("server");
        json.writeStringField("host", host);
        json.writeStringField("uuid", server.uuid());
        json.writeStringField("version", server.version());
        json.writeStringField("timeZone", server.timeZone());
        json.writeEndObject();
        json.writeObjectFieldStart("snapshot");
        json.writeStringField("time", DateTimeFormatter.ISO_INSTANT.format(snapshot));
        json.writeArrayFieldStart("earlierTimes");
        for (Instant time : earlier) {
            json.writeString(DateTimeFormatter.ISO_INSTANT.format(time));
        }
        json.writeEndArray();
        json.writeStringField("binaryLogFile", position.file());
        if (position.position() == null) {
            json.writeNullField("binaryLogPosition");
        } else {
            json.writeNumberField("binaryLogPosition", position.position());
        }
        json.writeStringField("gtid", position.gtid());
        json.writeEndObject();
    }

    private void columns(JsonGenerator json, List<ResultColumn> columns) throws IOException {
        json.writeArrayFieldStart("columns");
        for (ResultColumn column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type());
            json.writeStringField(
                    "mask",
                    request.form()
                            .masks()
                            .of(column.name())
                            .map(MaskKind::toString)
                            .orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void files(JsonGenerator json, QueryCopy.Copied copied) throws IOException {
        json.writeNumberField("rows", copied.rows());
        json.writeArrayFieldStart("files");
        for (WrittenPart part : copied.parts()) {
            json.writeStartObject();
            json.writeStringField("file", fileName(part.name()));
            json.writeNumberField("rows", part.rows());
            json.writeNumberField("bytes", part.bytes());
            json.writeNumberField("textBytes", part.textBytes());
            json.writeStringField("sha256", part.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String fileName(String path) {
        return Path.of(path).getFileName().toString();
    }

    private static String version() {
        return Objects.requireNonNullElse(
                ExportManifest.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
