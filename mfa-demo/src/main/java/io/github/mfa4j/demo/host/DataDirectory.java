package io.github.mfa4j.demo.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The directory with the database and the key that seals the secrets in it. */
public final class DataDirectory {

    private static final int KEY_BYTES = 32;

    private final Path directory;

    private DataDirectory(Path directory) {
        this.directory = directory;
    }

    public static DataDirectory open(Path path) throws IOException {
        Path directory = path.toAbsolutePath().normalize();
        if (directory.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("--data must not contain ';', which separates settings in H2's URLs");
        }
        Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
        return new DataDirectory(directory);
    }

    public Path databaseFile() {
        return directory.resolve("demo");
    }

    /**
     * The key, made at the first start. A product takes its key from a secret manager instead: a key that lies beside
     * the database protects neither a stolen disk nor a stolen backup.
     *
     * @param databaseIsNew whether nothing can have been sealed with a key that is missing now
     */
    public byte[] key(boolean databaseIsNew) throws IOException {
        Path file = directory.resolve("mfa.key");
        if (!Files.exists(file)) {
            if (!databaseIsNew) {
                // A new key would not open what the lost one has sealed: nobody with a second factor could sign in.
                throw new IllegalStateException(
                        "there is a database but no key " + file + "; put the key back or delete the database");
            }
            create(file);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(file + " has " + key.length + " bytes, not " + KEY_BYTES);
        }
        return key;
    }

    /** Restricts the file to its owner before there is anything in it. */
    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, ownerOnly(file, "rw-------"))) {
            AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
            if (acl != null) {
                acl.setAcl(List.of(AclEntry.newBuilder()
                        .setType(AclEntryType.ALLOW)
                        .setPrincipal(acl.getOwner())
                        .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                        .build()));
            }
            channel.write(ByteBuffer.wrap(key));
        }
    }

    /** On Windows a directory has the permissions of the one it is in, and the key gets its own above. */
    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
