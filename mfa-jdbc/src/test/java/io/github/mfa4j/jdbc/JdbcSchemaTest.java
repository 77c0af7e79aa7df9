package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcSchemaTest {

    @ParameterizedTest
    @EnumSource
    void isPlainSqlThatExplainsEveryColumn(JdbcSchema schema) {
        String sql = schema.sql();
        assertThat(sql)
                .containsOnlyOnce("create table mfa_state (")
                .isASCII()
                .endsWith(";\n")
                .containsPattern("\n\\)( engine = InnoDB)?;\n\\z");
        assertThat(sql.lines()
                        .filter(line -> !line.strip().startsWith("--"))
                        .mapToInt(JdbcSchemaTest::semicolons)
                        .sum())
                .isEqualTo(schema.statements().size())
                .isEqualTo(schema == JdbcSchema.HSQLDB ? 2 : 1);
        assertThat(String.join(";\n", schema.statements()) + ";\n").isEqualTo(sql);
        for (String column : new String[] {"user_id varchar(200)", "version bigint", "state varchar(4000)"}) {
            assertThat(sql).containsPattern("--[^\n]*\n    " + Pattern.quote(column));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasTheFileThatTheGuideNames(JdbcSchema schema) throws Exception {
        Path folder = Path.of("src/main/resources/io/github/mfa4j/jdbc/schema");
        assertThat(folder.resolve(schema.name().toLowerCase(Locale.ROOT) + ".sql"))
                .hasContent(schema.sql());
        try (var files = Files.list(folder)) {
            assertThat(files).hasSameSizeAs(JdbcSchema.values());
        }
    }

    @Test
    void isReadWhateverTheDefaultLocaleIs() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(JdbcSchema.POSTGRESQL.sql()).contains("mfa_state");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static int semicolons(String line) {
        return (int) line.chars().filter(c -> c == ';').count();
    }
}
