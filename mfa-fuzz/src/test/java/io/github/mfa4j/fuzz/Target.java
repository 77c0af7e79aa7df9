package io.github.mfa4j.fuzz;

import io.github.mfa4j.SecretsCodecFuzz;
import io.github.mfa4j.StateCodecFuzz;
import io.github.mfa4j.TypedCodeFuzz;
import io.github.mfa4j.otp.Base32Fuzz;
import io.github.mfa4j.otp.OtpAuthMigrationFuzz;
import io.github.mfa4j.otp.OtpAuthUriFuzz;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is fuzzed. On the command line each goes by its name in lower case. */
public enum Target {
    URI(OtpAuthUriFuzz.class, 300, "otp.**"),
    BASE32(Base32Fuzz.class, 110, "otp.Base32"),
    MIGRATION(OtpAuthMigrationFuzz.class, 300, "otp.**"),
    STATE(StateCodecFuzz.class, 700, "*"),
    SEALED(SecretsCodecFuzz.class, 700, "SecretsCodec"),
    TYPED(TypedCodeFuzz.class, 140, "TypedCode", "CodeRules", "BackupCodeFormat");

    private static final Path RESOURCES = Path.of("src/test/resources");

    private final Class<?> type;
    private final int maxLength;
    private final String explored;

    Target(Class<?> type, int maxLength, String... explored) {
        this.type = type;
        this.maxLength = maxLength;
        this.explored =
                Stream.of(explored).map("io.github.mfa4j."::concat).collect(Collectors.joining(File.pathSeparator));
    }

    static Target named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String className() {
        return type.getName();
    }

    /** The length in bytes beyond which an input can tell nothing new. */
    int maxLength() {
        return maxLength;
    }

    /** The classes whose branches the fuzzer looks for: those that see the input. More would only be slower. */
    String explored() {
        return explored;
    }

    /** Whether the input is read or accepted; throws if a promise is broken. */
    boolean accepts(byte[] input) {
        return switch (this) {
            case URI -> OtpAuthUriFuzz.accepts(input);
            case BASE32 -> Base32Fuzz.accepts(input);
            case MIGRATION -> OtpAuthMigrationFuzz.accepts(input);
            case STATE -> StateCodecFuzz.accepts(input);
            case SEALED -> SecretsCodecFuzz.accepts(input);
            case TYPED -> TypedCodeFuzz.accepts(input);
        };
    }

    /** Where Jazzer's JUnit integration would look for them. */
    Path seedFolder() {
        return RESOURCES.resolve(type.getName().replace('.', '/') + "Inputs").resolve("fuzzerTestOneInput");
    }

    List<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.list(seedFolder())) {
            return files.sorted().toList();
        }
    }

    /** Words of the format, which mutations insert. */
    Path dictionary() {
        return RESOURCES.resolve(type.getName().replace('.', '/') + ".dict");
    }
}
