package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;
import io.github.mfa4j.spi.RejectionReason;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operations.md names every event and every reason that there is. */
class OperationsPageTest {

    private static final String PAGE = "docs/operations.md";

    @Test
    void everyEventHasARowAndEveryRowIsAnEvent() {
        assertThat(eventRows().stream().map(row -> MarkdownTable.code(row.get(0))))
                .containsExactlyInAnyOrderElementsOf(
                        kinds(MfaEvent.class).map(Class::getSimpleName).toList());
    }

    @Test
    void everyReasonHasARowAndEveryRowIsAReason() {
        List<List<String>> rows =
                MarkdownTable.rows(PAGE, "| reason | words for the user | `retryAt` | what support does |");
        assertThat(rows.stream().map(row -> MarkdownTable.code(row.get(0))))
                .containsExactlyElementsOf(
                        Arrays.stream(RejectionReason.values()).map(Enum::name).toList());
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(4).doesNotContain(""));
    }

    @Test
    void whoeverIsToBeToldHearsOfIt() throws Exception {
        Set<String> toBeTold = new TreeSet<>();
        for (List<String> row : eventRows()) {
            if (row.get(2).contains("tell the user")) {
                toBeTold.add(MarkdownTable.code(row.get(0)));
            }
        }
        Set<String> told = new TreeSet<>();
        BiConsumer<String, String> outbox = (user, text) -> told.add(user);
        MfaListener notices = (MfaListener) GuideApplication.GUIDE.make("Notices", outbox);
        for (Class<?> kind : kinds(MfaEvent.class).toList()) {
            notices.on(example(kind));
        }
        assertThat(told).isEqualTo(toBeTold);
    }

    private static List<List<String>> eventRows() {
        return MarkdownTable.rows(PAGE, "| event | what happened | what to do |");
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OperationsPageTest::kinds)
                : Stream.of(type);
    }

    /** An event of a kind, of a user who is called as the kind is: of a backup code, or of a third wrong code. */
    private static MfaEvent example(Class<?> kind) throws Exception {
        List<Class<?>> types = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : kind.getRecordComponents()) {
            types.add(component.getType());
            values.add(component.getName().equals("userId") ? kind.getSimpleName() : value(component.getType()));
        }
        return (MfaEvent) kind.getConstructor(types.toArray(Class<?>[]::new)).newInstance(values.toArray());
    }

    private static Object value(Class<?> type) {
        if (type == int.class) {
            return 3;
        } else if (type == boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == String.class) {
            return "a name";
        } else if (type == Optional.class) {
            return Optional.empty();
        }
        return type == CodeKind.class ? CodeKind.BACKUP_CODE : RejectionReason.WRONG_CODE;
    }
}
