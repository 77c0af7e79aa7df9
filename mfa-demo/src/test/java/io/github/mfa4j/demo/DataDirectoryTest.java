package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.demo.host.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path temp;

    @Test
    void theKeyIsMadeOnceAndOnlyForItsOwner() throws IOException {
        Path data = temp.resolve("a/b");
        byte[] key = DataDirectory.open(data).key(true);

        assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(DataDirectory.open(data).key(true)).isEqualTo(key);
        if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("mfa.key"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aLostKeyIsNotReplaced() throws IOException {
        DemoConfig config = new DemoConfig(0, temp);
        Demo.start(config, InstantSource.system()).close();
        Files.delete(temp.resolve("mfa.key"));

        assertThatThrownBy(() -> Demo.start(config, InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("put the key back");
    }

    @Test
    void aDamagedKeyIsNotUsed() throws IOException {
        Files.write(temp.resolve("mfa.key"), new byte[31]);
        assertThatThrownBy(() -> DataDirectory.open(temp).key(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("31 bytes");
    }

    @Test
    void aPortInUseIsExplained() throws IOException {
        try (Demo first = Demo.start(new DemoConfig(0, temp), InstantSource.system())) {
            DemoConfig second = new DemoConfig(first.address().getPort(), temp.resolve("x"));
            assertThatThrownBy(() -> Demo.start(second, InstantSource.system()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("--port");
        }
    }
}
