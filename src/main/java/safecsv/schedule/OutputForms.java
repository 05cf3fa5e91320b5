package safecsv.schedule;

import java.nio.charset.StandardCharsets;
import safecsv.csv.CellEncoding;
import safecsv.csv.Compression;
import safecsv.csv.CsvDialect;
import safecsv.csv.FileForm;
import safecsv.csv.SplitRule;
import safecsv.csv.SpreadsheetGuard;
import safecsv.csv.TextCharset;
import safecsv.csv.Unmappable;
import safecsv.export.ExportRequest;
import safecsv.export.ExportSource;
import safecsv.export.ExportTarget;
import safecsv.export.OutputForm;
import safecsv.export.pace.PaceLimits;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.OutputSettings;

/** A job's settings about its file in the export engine's terms. */
final class OutputForms {
    /** Data rows below a header that spreadsheet programs open: 2^20 in all. */
    private static final long MOST_EXCEL_ROWS = (1 << 20) - 1;

    private OutputForms() {}

    static ExportRequest request(Job job, ExportSource source, ExportTarget target) {
        OutputSettings settings = job.output().settings();
        boolean excel = settings.dialect().equals("excel");
        FileForm file = new FileForm(
                new TextCharset(StandardCharsets.UTF_8, Unmappable.FAIL, excel),
                settings.compress().map(OutputForms::compression).orElse(Compression.NONE),
                SplitRule.NONE,
                excel ? MOST_EXCEL_ROWS : Long.MAX_VALUE);
        OutputForm form = new OutputForm(
                dialect(settings.dialect()),
                settings.header(),
                settings.binary().equals("base64") ? CellEncoding.BASE64 : CellEncoding.HEX,
                excel ? SpreadsheetGuard.FORMULA : SpreadsheetGuard.NONE,
                file,
                settings.masks());
        return new ExportRequest(
                source,
                target,
                form,
                new ExportRequest.Limits(Long.MAX_VALUE, job.attempts().timeout()),
                PaceLimits.DEFAULT);
    }

    private static CsvDialect dialect(String name) {
        return switch (name) {
            case "excel" -> CsvDialect.EXCEL;
            case "mysql" -> CsvDialect.MYSQL;
            case "tsv" -> CsvDialect.TSV;
            default -> CsvDialect.STANDARD;
        };
    }

    private static Compression compression(String name) {
        return name.equals("gzip") ? Compression.GZIP : Compression.ZSTD;
    }
}
