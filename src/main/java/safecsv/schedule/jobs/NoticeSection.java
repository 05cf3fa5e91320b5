package safecsv.schedule.jobs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import safecsv.csv.IoReason;
import safecsv.schedule.jobs.Job.Notice;

/** Reads {@code on-success} and {@code on-failure}. */
final class NoticeSection {
    static final List<String> SUCCESS_KEYS = List.of("command", "webhook", "webhook-file", "timeout");
    static final List<String> FAILURE_KEYS = List.of("command", "webhook", "webhook-file", "timeout", "repeat-after");

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Less than a day, so that a nightly job that fails every night is told of every night. */
    private static final Duration REPEAT_AFTER = Duration.ofHours(20);

    private static final Pattern SHELL = Pattern.compile("(?:.*/)?(?:ba|da|k|z)?sh");

    private NoticeSection() {}

    static Optional<Notice> read(YamlValues job, String key, List<String> keys, Path folder) {
        return job.mapping(key, keys)
                .filter(YamlValues::isMapping)
                .flatMap(values -> notice(values, job.with(key), key, folder));
    }

    private static Optional<Notice> notice(YamlValues values, YamlMapping parent, String key, Path folder) {
        List<String> command = values.with("command").texts("command");
        command.forEach(word -> {
            try {
                RunText.check(word);
                if (!isShell(command) && word.contains("${")) {
                    throw new IllegalArgumentException(
                            "${\u2026} is not filled in here; facts of the run are written {job}, and a shell has"
                                    + " variables: [sh, -c, \u2026]");
                }
            } catch (IllegalArgumentException e) {
                values.with("command").mistake("command", e.getMessage());
            }
        });
        if (isShellText(command)) {
            values.with("command")
                    .mistake(
                            "command",
                            "{error} in a shell's text would be run as a part of it; write \"$SAFECSV_ERROR\"");
        }
        Optional<String> address = values.parsed("webhook", NoticeSection::webAddress);
        Optional<Path> file =
                values.parsed("webhook-file", text -> folder.resolve(text).normalize());
        long given = List.of(values.has("command"), values.has("webhook"), values.has("webhook-file")).stream()
                .filter(present -> present)
                .count();
        boolean told = given == 0 && FAILURE_KEYS.subList(0, 3).stream().anyMatch(values::isAccountedFor);
        if (told) {
            return Optional.empty();
        }
        if (given != 1) {
            parent.mistake(key, "this takes one of command, webhook and webhook-file");
            return Optional.empty();
        }
        if (values.has("command") && command.isEmpty()) {
            if (values.with("command").isList("command")) {
                values.with("command").mistake("command", "the program's name is missing");
            }
            return Optional.empty();
        }
        List<String> called = fromFolder(command, folder);
        called.stream()
                .limit(1)
                .flatMap(program -> Surroundings.ofProgram(program).stream())
                .forEach(lack -> values.with("command").lack("command", lack));
        file.flatMap(NoticeSection::lackingAddress)
                .ifPresent(lack -> values.with("webhook-file").lack("webhook-file", lack));
        Optional<Notice.Webhook> webhook =
                values.has("command") ? Optional.empty() : Optional.of(new Notice.Webhook(address, file));
        return Optional.of(new Notice(
                called,
                folder,
                webhook,
                values.duration("timeout").orElse(TIMEOUT),
                values.duration("repeat-after").orElse(REPEAT_AFTER)));
    }

    private static boolean isShell(List<String> command) {
        return SHELL.matcher(command.get(0)).matches();
    }

    private static boolean isShellText(List<String> command) {
        int text = command.indexOf("-c") + 1;
        return text > 0
                && isShell(command)
                && text < command.size()
                && command.get(text).contains("{error}");
    }

    /** Without the text, which is a secret. */
    private static Optional<String> lackingAddress(Path file) {
        Optional<String> lack = Surroundings.ofFile(file);
        if (lack.isPresent()) {
            return lack;
        }
        try {
            return WebAddress.parse(Files.readString(file).strip()).isPresent()
                    ? Optional.empty()
                    : Optional.of("what %s holds is no web address (https://\u2026)".formatted(file));
        } catch (IOException e) {
            return Optional.of("%s can't be read: %s".formatted(file, IoReason.of(e)));
        }
    }

    private static String webAddress(String text) {
        if (WebAddress.holdsPassword(text)) {
            throw new IllegalArgumentException(
                    "the address holds a user or a password; a jobs file holds no secrets, and webhooks are called"
                            + " without them: put an address that is a secret by itself into a webhook-file");
        }
        return WebAddress.parse(text)
                .map(URI::toString)
                .orElseThrow(() -> new IllegalArgumentException("this is no web address (https://…)"));
    }

    /** A program's name is looked for on the PATH; its path, as every other in this file, from the file's folder. */
    private static List<String> fromFolder(List<String> command, Path folder) {
        if (command.isEmpty() || !command.get(0).contains("/")) {
            return command;
        }
        List<String> resolved = new ArrayList<>(command);
        resolved.set(0, folder.resolve(command.get(0)).normalize().toString());
        return resolved;
    }
}
