package safecsv.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * A file that appears under its name complete or not at all: written beside its target under a temporary name, readable
 * by its owner alone, synced, renamed, and its directory synced. The temporary name is {@code .NAME.XXXXXXXX.safecsv-part};
 * a process that is killed leaves it behind, and it may be removed when no safecsv runs.
 *
 * <p>A target that exists is replaced only where that was asked for, a symbolic link is never followed or replaced, and
 * what is no regular file is left alone. No permission of anything else is changed.
 */
public final class CompleteFile implements ByteSink {
    /** How the temporary files of unfinished exports end. */
    public static final String PART_SUFFIX = ".safecsv-part";

    /** Bytes after which the disk is set to work, so that little is left to wait for in the end. */
    private static final long SYNC_STEP = 32 << 20;

    /** In UTF-8 bytes. */
    private static final int LONGEST_NAME = 220;

    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path target;
    private final boolean replace;
    private final Path part;
    private final FileChannel channel;
    private final Object identity;
    private final EarlySync earlySync;
    private final Renaming renaming;
    private final SpaceWatch space;
    private long unsynced;
    private long size;
    private boolean sealed;
    private boolean published;
    private boolean keptUnpublished;

    private CompleteFile(Path target, boolean replace, Path part, FileChannel channel, SpaceWatch space)
            throws IOException {
        this.target = target;
        this.space = space;
        this.replace = replace;
        this.part = part;
        this.channel = channel;
        this.identity = attributes(part).fileKey();
        this.earlySync = new EarlySync(channel);
        this.renaming = new Renaming(part, target);
    }

    /**
     * Creates the temporary file.
     *
     * @param replace whether a regular file under the target's name is replaced in the end
     * @throws SafecsvException where {@link TargetCheck} refuses the target, or the temporary file can't be created
     */
    public static CompleteFile create(Path target, boolean replace) {
        return create(target, replace, null);
    }

    /** @param space is asked before each write; null: nothing is */
    static CompleteFile create(Path target, boolean replace, SpaceWatch space) {
        TargetCheck.check(target, replace);
        Path part = BesideName.of(target, LONGEST_NAME, PART_SUFFIX);
        try {
            return new CompleteFile(target, replace, part, FileChannel.open(part, NEW_FILE, ownerOnly(part)), space);
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "Can't create a file in %s: %s. Nothing was written."
                            .formatted(TargetCheck.directoryOf(target), IoReason.of(e)),
                    e);
        }
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (space != null) {
            space.before(length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, start, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        unsynced += length;
        if (unsynced >= SYNC_STEP) {
            unsynced = 0;
            earlySync.request();
        }
    }

    /** Waits until the disk has all that was written so far. */
    public void sync() throws IOException {
        channel.force(true);
        earlySync.requireNoFailure();
    }

    /** From now on {@link #close} leaves the temporary file where it is, for an export that can be continued. */
    public void keepUnpublished() {
        keptUnpublished = true;
    }

    /** The temporary file's name, in the target's directory. */
    public String partName() {
        return part.getFileName().toString();
    }

    @Override
    public void seal() throws IOException {
        if (sealed) {
            return;
        }
        earlySync.finish();
        channel.force(true);
        size = channel.size();
        channel.close();
        sealed = true;
    }

    /**
     * Seals it and gives it its name.
     *
     * @throws IOException where that failed; the name is then as it was before
     */
    public void publish() throws IOException {
        seal();
        show(false);
        syncDirectory();
    }

    /**
     * Gives a sealed file its name.
     *
     * @param revocable whether {@link #withdraw} may follow, so that a file that is replaced must be kept until {@link #keep}
     */
    void show(boolean revocable) throws IOException {
        try {
            requireOwnPart();
            if (replace) {
                TargetCheck.check(target, true);
                renaming.replace(revocable);
            } else {
                renaming.create();
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException("somebody created it meanwhile, and theirs was left as it is", e);
        } catch (NoSuchFileException e) {
            throw new IOException("somebody removed its directory or " + part.getFileName() + " meanwhile", e);
        } catch (FileSystemException e) {
            throw new IOException(IoReason.of(e), e);
        } catch (SafecsvException e) {
            // What was right when the export began is not any more: no wrong usage, a failure.
            throw new IOException(e.getMessage(), e);
        }
        published = true;
    }

    /** Takes the name away again; a file that was replaced is back under it. */
    void withdraw() throws IOException {
        renaming.undo();
    }

    /** There is no way back from here. */
    void keep() throws IOException {
        renaming.keep();
    }

    Path target() {
        return target;
    }

    @Override
    public String name() {
        return target.toString();
    }

    /** Another file under the temporary name must not be published in the place of what was written. */
    private void requireOwnPart() throws IOException {
        BasicFileAttributes now = attributes(part);
        if (!Objects.equals(now.fileKey(), identity) || now.size() != size) {
            throw new IOException("somebody replaced " + part.getFileName() + " meanwhile");
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    void syncDirectory() throws IOException {
        FileNames.sync(TargetCheck.directoryOf(target));
    }

    @Override
    public void close() {
        earlySync.end();
        try {
            channel.close();
            if (!published && !keptUnpublished) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "Can't remove the unfinished file %s: %s. Remove it by hand.".formatted(part, IoReason.of(e)),
                    e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return hasPosixPermissions(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean hasPosixPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
