package io.github.mfa4j.reliability;

import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.testkit.TestPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A user with phones and papers, a time of the user's own, and the record as it was after the last call. One thread at a time. */
final class Person {

    /** Codes that are asked for lie so far apart that the window of a server that is a minute off holds only one of them. */
    static final int STEPS_APART = 5;

    private static final Duration APART = TotpParameters.DEFAULT.period().multipliedBy(STEPS_APART);

    final String id;
    private final Map<String, TestPhone> phones = new HashMap<>();
    private final Map<String, List<String>> papers = new HashMap<>();
    private final Set<String> spent = new HashSet<>();
    private Instant now;
    private Snapshot record = new Snapshot(0, "");
    /** The last code of each device that was accepted, also of devices that are gone. */
    private final Map<String, Shown> accepted = new LinkedHashMap<>();

    Person(String id, Instant now) {
        this.id = id;
        this.now = now;
    }

    /** A code that a device shows. */
    record Shown(String device, String code, Instant at) {
        long step() {
            return TotpParameters.DEFAULT.stepAt(at);
        }
    }

    Instant now() {
        return now;
    }

    /** As much later as a new code needs. */
    void waitForNextCode() {
        now = now.plus(APART);
    }

    /** So much later that no wait is left, on any server's clock. */
    void waitForHours(Random random) {
        now = now.plusSeconds(2 * 3_600 + random.nextInt(3_600));
    }

    Snapshot record() {
        return record;
    }

    void seen(Snapshot newRecord) {
        record = newRecord;
    }

    void scan(String deviceName, String uri) {
        phones.put(deviceName, TestPhone.scan(uri));
    }

    void write(String setId, String codes) {
        papers.put(setId, List.of(codes.split(",")));
    }

    boolean wrote(String setId) {
        return papers.containsKey(setId);
    }

    /** The names of the devices that are active, all of which the person has. */
    List<String> devices() {
        return new ArrayList<>(record.deviceIds().keySet());
    }

    /** The next code that at its time is that of no other device or step as well, since such a one may be good twice. */
    Shown code(String deviceName) {
        TestPhone phone = Optional.ofNullable(phones.get(deviceName))
                .orElseThrow(() -> new IllegalStateException(
                        id + " has an active device that nobody was ever shown: " + deviceName));
        while (true) {
            Shown shown = new Shown(deviceName, phone.code(now), now);
            if (devices().stream().noneMatch(device -> showsItToo(device, shown))) {
                return shown;
            }
            waitForNextCode();
        }
    }

    /** A code of any active device. */
    Shown code(Random random) {
        List<String> names = devices();
        return code(names.get(random.nextInt(names.size())));
    }

    void accepted(Shown shown) {
        accepted.put(shown.device(), shown);
    }

    /**
     * The last code of each device that was accepted, also of devices that are gone; but none that at its time is that of
     * another device or step as well, as happens once in a million: it may be good.
     */
    List<Shown> lastAccepted() {
        return accepted.values().stream()
                .filter(shown -> devices().stream().noneMatch(device -> showsItToo(device, shown)))
                .toList();
    }

    private List<String> paper() {
        return record.setId('b').map(papers::get).orElse(List.of());
    }

    List<String> freshBackupCodes() {
        return paper().stream().filter(code -> !spent.contains(code)).toList();
    }

    List<String> spentBackupCodes() {
        return paper().stream().filter(spent::contains).toList();
    }

    void spend(String backupCode) {
        spent.add(backupCode);
    }

    /** A code that no device shows, whatever the clock of the server that looks at it. */
    String guess(Random random) {
        while (true) {
            String guess = String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
            if (devices().stream().noneMatch(device -> shows(device, now, 0, guess))) {
                return guess;
            }
        }
    }

    private boolean showsItToo(String device, Shown shown) {
        return shows(device, shown.at(), device.equals(shown.device()) ? 1 : 0, shown.code());
    }

    /** Whether a device shows a code within the widest window of any server, from so many steps off on. */
    private boolean shows(String device, Instant when, int nearest, String code) {
        TestPhone phone = phones.get(device);
        for (int step = nearest; phone != null && step <= STEPS_APART; step++) {
            Duration off = TotpParameters.DEFAULT.period().multipliedBy(step);
            if (phone.code(when.plus(off)).equals(code)
                    || phone.code(when.minus(off)).equals(code)) {
                return true;
            }
        }
        return false;
    }
}
