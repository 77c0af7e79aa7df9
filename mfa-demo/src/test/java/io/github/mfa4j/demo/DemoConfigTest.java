package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoConfigTest {

    @Test
    void options() {
        assertThat(DemoConfig.parse()).isEqualTo(new DemoConfig(8080, Path.of("data")));
        assertThat(DemoConfig.parse("--data", "x y", "--port", "0")).isEqualTo(new DemoConfig(0, Path.of("x y")));
    }

    @Test
    void anotherDatabaseAndTls() {
        DemoConfig config = DemoConfig.parse("--database", "jdbc:postgresql://x/y?password=z", "--https", "yes");
        assertThat(config)
                .isEqualTo(
                        new DemoConfig(8080, Path.of("data"), Optional.of("jdbc:postgresql://x/y?password=z"), true));
        assertThat(config.toString()).doesNotContain("password");
        assertThat(DemoConfig.parse("--database", "file", "--https", "no")).isEqualTo(DemoConfig.parse());
    }

    @Test
    void nonsense() {
        for (String port : List.of("", "-1", "+1", "65536", "99999", "8080 ", "१२")) {
            assertThatIllegalArgumentException().isThrownBy(() -> DemoConfig.parse("--port", port));
        }
        for (String database : List.of("", "jdbc:h2:mem:x", "postgresql://x")) {
            assertThatIllegalArgumentException().isThrownBy(() -> DemoConfig.parse("--database", database));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> DemoConfig.parse("--https", "true"));
        assertThatIllegalArgumentException().isThrownBy(() -> DemoConfig.parse("--port"));
        assertThatIllegalArgumentException().isThrownBy(() -> DemoConfig.parse("--help", "me"));
    }
}
