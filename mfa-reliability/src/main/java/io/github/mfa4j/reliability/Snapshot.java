package io.github.mfa4j.reliability;

import io.github.mfa4j.spi.StoredState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A stored record as the harness reads it, by docs/state-format.md and not by the classes that it tests.
 *
 * @param version the version
 * @param text the record
 */
record Snapshot(long version, String text) {

    static Snapshot of(StoredState stored) {
        return new Snapshot(stored.version(), stored.state());
    }

    /** The values of each field with a tag. */
    private List<String[]> fields(char tag) {
        List<String[]> found = new ArrayList<>();
        for (String field : text.split(";")) {
            if (field.startsWith(tag + "=")) {
                found.add(field.substring(2).split(","));
            }
        }
        return found;
    }

    boolean has(char tag) {
        return !fields(tag).isEmpty();
    }

    boolean enabled() {
        return has('e');
    }

    boolean mustEnroll() {
        return has('m');
    }

    private long failures(int index) {
        return fields('f').stream()
                .mapToLong(f -> Long.parseLong(f[index]))
                .findFirst()
                .orElse(0);
    }

    long inRow() {
        return failures(0);
    }

    long strongInRow() {
        return failures(2);
    }

    long inPeriod() {
        return failures(4);
    }

    long periodStart() {
        return failures(5);
    }

    int devices() {
        return fields('d').size();
    }

    /** The ids of the active devices by their names. */
    Map<String, String> deviceIds() {
        Map<String, String> ids = new LinkedHashMap<>();
        fields('d').forEach(device -> ids.put(name(device[1]), device[0]));
        return ids;
    }

    /** The highest step of which a code was accepted, of an active device. */
    Optional<Long> step(String deviceName) {
        return fields('d').stream()
                .filter(device -> name(device[1]).equals(deviceName))
                .map(device -> Long.parseLong(device[8]))
                .findFirst();
    }

    /** The ids of the trusted browsers. */
    Set<String> browsers() {
        return fields('w').stream().map(browser -> browser[0]).collect(Collectors.toSet());
    }

    /** The id of the offer that stands. */
    Optional<String> offerId() {
        return fields('o').stream().map(offer -> offer[0]).findFirst();
    }

    /** The name of the device that is being set up. */
    Optional<String> pendingDevice() {
        return fields('p').stream().map(device -> name(device[1])).findFirst();
    }

    /** The id of the set of backup codes in a field: active ones, reissued ones, or those of a set-up. */
    Optional<String> setId(char tag) {
        return fields(tag).stream().map(set -> set[0]).findFirst();
    }

    long backupCodesLeft() {
        return fields('b').stream()
                .mapToLong(set -> Long.parseLong(set[5]))
                .findFirst()
                .orElse(0);
    }

    /** All but what is counted against guessing. */
    String withoutFailures() {
        return text.replaceFirst(";f=[^;]*", "");
    }

    /** Without the sealed body, which says nothing to a reader. */
    @Override
    public String toString() {
        return version + " " + text.replaceFirst(";s=.*", "");
    }

    private static String name(String encoded) {
        return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
