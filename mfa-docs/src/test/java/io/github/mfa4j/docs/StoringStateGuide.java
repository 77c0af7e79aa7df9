package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** docs/storing-state.md and its pages: the migrations and the Java in them. */
final class StoringStateGuide {

    static final JavaBlocks MAIN = JavaBlocks.of("docs/storing-state.md");
    static final JavaBlocks SPRING = JavaBlocks.of("docs/storing-state/spring.md");
    static final JavaBlocks JPA = JavaBlocks.of("docs/storing-state/jpa.md");
    static final JavaBlocks REDIS = JavaBlocks.of("docs/storing-state/redis.md");

    private static final Pattern SQL_BLOCK = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");

    private StoringStateGuide() {}

    /** The migration of recipe 1, for PostgreSQL. */
    static List<String> ownTable() {
        return migrations().get(0);
    }

    /** The migration of the recipes with a record in the user's row. */
    static List<String> twoColumns() {
        return migrations().get(1);
    }

    /** Recipe 3 with what the page says to change where the key of a user is a number. */
    static JavaBlocks withNumbers() {
        assertThat(MAIN.text()).contains("put `setLong(…, Long.parseLong(id))` where `setString(…, id)` is");
        return MAIN.changed("UsersTableStore", "setString(1, id)", "setLong(1, Long.parseLong(id))")
                .changed("UsersTableStore", "setString(3, id)", "setLong(3, Long.parseLong(id))");
    }

    private static List<List<String>> migrations() {
        List<List<String>> blocks = SQL_BLOCK
                .matcher(MAIN.text())
                .results()
                .map(StoringStateGuide::statements)
                .toList();
        assertThat(blocks).hasSize(2);
        return blocks;
    }

    private static List<String> statements(MatchResult block) {
        return Arrays.asList(block.group(1).split(";\\n"));
    }
}
