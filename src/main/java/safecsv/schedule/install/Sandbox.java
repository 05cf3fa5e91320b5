package safecsv.schedule.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;

/**
 * What a service may do: read files, reach servers, and write into the folders of its outputs, run logs and metrics. Home
 * folders stay readable, for option files and what ssh needs. Java's compiler writes code while it runs, so
 * MemoryDenyWriteExecute can't be set.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html">systemd.exec</a>
 */
final class Sandbox {
    private static final List<Path> TEMPORARY = List.of(Path.of("/tmp"), Path.of("/var/tmp"));

    private final JobsFile file;
    private final List<Job> jobs;
    private final Optional<Path> metrics;

    Sandbox(JobsFile file, List<Job> jobs, Optional<Path> metrics) {
        this.file = file;
        this.jobs = jobs;
        this.metrics = metrics;
    }

    /** Folders that are written into; none of them lies in another. */
    Collection<Path> folders() {
        TreeSet<Path> all = new TreeSet<>();
        all.add(file.state());
        jobs.forEach(job -> all.add(job.output().constantFolder()));
        metrics.map(Path::getParent).ifPresent(all::add);
        return all.stream()
                .filter(folder -> all.stream().noneMatch(other -> !other.equals(folder) && folder.startsWith(other)))
                .toList();
    }

    /** A line that makes the folders that are missing, without which systemd does not start the service; or nothing. */
    String preparation(String user) {
        List<String> missing = folders().stream()
                .filter(folder -> !Files.isDirectory(folder))
                .map(ShellWord::of)
                .toList();
        return missing.isEmpty()
                ? ""
                : "# before: install -d -m 700 -o %s %s\n".formatted(user, String.join(" ", missing));
    }

    /** Lines of the service's section. */
    String text() {
        List<String> lines = new ArrayList<>(List.of(
                "ProtectSystem=strict",
                "ReadWritePaths=" + folders().stream().map(Sandbox::quoted).collect(Collectors.joining(" ")),
                "ProtectHome=read-only"));
        if (!usesTemporaryFolder()) {
            lines.add("PrivateTmp=yes");
        }
        lines.addAll(List.of(
                "UMask=0077",
                "NoNewPrivileges=yes",
                "PrivateDevices=yes",
                "ProtectKernelTunables=yes",
                "ProtectKernelModules=yes",
                "ProtectKernelLogs=yes",
                "ProtectControlGroups=yes",
                "ProtectClock=yes",
                "ProtectHostname=yes",
                "RestrictNamespaces=yes",
                "RestrictRealtime=yes",
                "RestrictSUIDSGID=yes",
                "LockPersonality=yes",
                "CapabilityBoundingSet=",
                "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
                "SystemCallArchitectures=native",
                "SystemCallFilter=@system-service",
                "SystemCallErrorNumber=EPERM"));
        return String.join("\n", lines) + "\n";
    }

    /** A folder of its own in the place of /tmp would hide what the jobs file names there. */
    private boolean usesTemporaryFolder() {
        Stream<Path> named = Stream.of(
                        Stream.of(file.path()),
                        folders().stream(),
                        Installation.read(file, jobs).stream(),
                        file.connection().socket().stream())
                .flatMap(paths -> paths);
        return named.anyMatch(path -> TEMPORARY.stream().anyMatch(path::startsWith));
    }

    /** A path in ReadWritePaths, where a percent sign is a specifier. */
    private static String quoted(Path path) {
        String escaped =
                path.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
        return escaped.matches("[A-Za-z0-9_./%@+:-]+") ? escaped : '"' + escaped + '"';
    }
}
