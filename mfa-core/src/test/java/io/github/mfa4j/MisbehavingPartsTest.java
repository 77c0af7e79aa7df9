package io.github.mfa4j;

import static io.github.mfa4j.Rig.USER;
import static io.github.mfa4j.Rig.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;
import io.github.mfa4j.spi.SecretCipher;
import io.github.mfa4j.spi.StoredState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Listeners, ciphers and hashers that throw, and records that are not what they should be. */
class MisbehavingPartsTest {

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A right cipher until told to fail; counts, and can add to what it opens. */
    private static final class BentCipher implements SecretCipher {
        private final SecretCipher real = Rig.cipher();
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger sealed = new AtomicInteger();
        private boolean openFails;
        private boolean sealFails;
        private boolean outdatedFails;
        private boolean alwaysOutdated;
        private byte[] added = {};

        @Override
        public byte[] seal(byte[] plaintext, byte[] associatedData) {
            sealed.incrementAndGet();
            fail(sealFails);
            return real.seal(plaintext, associatedData);
        }

        @Override
        public byte[] open(byte[] bytes, byte[] associatedData) {
            opened.incrementAndGet();
            fail(openFails);
            byte[] plain = real.open(bytes, associatedData);
            Arrays.fill(bytes, (byte) 0); // as a cipher may that decrypts in place
            byte[] more = Arrays.copyOf(plain, plain.length + added.length);
            System.arraycopy(added, 0, more, plain.length, added.length);
            return more;
        }

        @Override
        public boolean isOutdated(byte[] bytes) {
            fail(outdatedFails);
            boolean outdated = alwaysOutdated || real.isOutdated(bytes);
            Arrays.fill(bytes, (byte) 0);
            return outdated;
        }

        private static void fail(boolean now) {
            if (now) {
                throw new Broken();
            }
        }
    }

    private final BentCipher cipher = new BentCipher();
    private final Rig rig = new Rig(cipher).enabled();

    @Test
    void aListenerThatThrowsChangesNothing() {
        List<Throwable> thrown =
                List.of(new Broken(), new AssertionError("no"), new NoClassDefFoundError("gone"), new Checked());
        AtomicReference<Throwable> next = new AtomicReference<>();
        List<MfaEvent> heard = new ArrayList<>();
        Mfa mfa = rig.builder
                .listener(event -> MisbehavingPartsTest.<RuntimeException>sneak(next.get()))
                .listener(heard::add)
                .build();
        for (Throwable each : thrown) {
            next.set(each);
            CapturedLogs.LINES.clear();
            heard.clear();
            String code = rig.freshCode();
            assertThat(kind(mfa.verify(USER, code))).isEqualTo("ACCEPTED");
            assertThat(kind(mfa.verify(USER, code))).isEqualTo("REPLAYED");
            assertThat(kind(mfa.verify(USER, rig.wrongCode()))).isEqualTo("WRONG_CODE");
            assertThat(rig.state().failures().inRow()).isEqualTo(1);
            assertThat(heard).as("by the listener after it").hasSize(3);
            assertThat(CapturedLogs.LINES)
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line)
                            .contains("MfaListener", each.getClass().getName()));
        }
    }

    @Test
    void aLogThatThrowsKeepsNoAnswerBack() {
        Mfa mfa = rig.builder.listener(event -> BentCipher.fail(true)).build();
        CapturedLogs.broken.set(true);
        try {
            assertThat(kind(mfa.verify(USER, rig.freshCode()))).isEqualTo("ACCEPTED");
        } finally {
            CapturedLogs.broken.set(false);
        }
    }

    /** A checked exception, which a listener written in another language can throw. */
    private static final class Checked extends Exception {
        private static final long serialVersionUID = 1;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aListenerIsToldWhenTheWriteHasWonAndNotBefore() {
        List<Long> versions = new ArrayList<>();
        MfaListener listener = event -> versions.add(rig.stored().version());
        Mfa mfa = rig.builder.listener(listener).build();
        long before = rig.stored().version();
        assertThat(kind(mfa.verify(USER, rig.wrongCode()))).isEqualTo("WRONG_CODE");
        assertThat(kind(mfa.verify(USER, rig.freshCode()))).isEqualTo("ACCEPTED");
        assertThat(kind(mfa.verify(USER, rig.backupCodes.get(0)))).isEqualTo("ACCEPTED");
        assertThat(versions)
                .as("the backup code is told of twice: accepted, and few are left")
                .containsExactly(before + 1, before + 2, before + 3, before + 3);
    }

    @Test
    void aListenerMayCallBack() {
        List<MfaStatus> seen = new ArrayList<>();
        Mfa mfa = rig.builder
                .listener(event -> {
                    if (event instanceof MfaEvent.CodeAccepted) {
                        seen.add(rig.mfa.status(USER));
                        assertThat(kind(rig.mfa.verify(USER, "x"))).isEqualTo("MALFORMED");
                    }
                })
                .build();
        assertThat(kind(mfa.verify(USER, rig.backupCodes.get(0)))).isEqualTo("ACCEPTED");
        assertThat(seen).singleElement().extracting(MfaStatus::backupCodesLeft).isEqualTo(3);
    }

    @Test
    void aCipherThatCannotOpenGivesNoVerdictAndCountsNothing() {
        StoredState before = rig.stored();
        cipher.openFails = true;
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.freshCode())).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.wrongCode())).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.backupCodes.get(0))).isInstanceOf(Broken.class);
        assertThat(rig.stored()).isEqualTo(before);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void aCipherThatCannotSealGivesNoVerdictAndWritesNothing() {
        StoredState before = rig.stored();
        cipher.sealFails = true;
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.backupCodes.get(0))).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> rig.mfa.enroll("other", "bob@example.com")).isInstanceOf(Broken.class);
        assertThat(rig.stored()).isEqualTo(before);
        assertThat(rig.store.real).hasSize(1);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void aCipherThatCannotTellTheAgeOfAKeyGivesNoVerdict() {
        StoredState before = rig.stored();
        cipher.outdatedFails = true;
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.freshCode())).isInstanceOf(Broken.class);
        assertThat(rig.stored()).isEqualTo(before);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void aCipherThatCannotTellTheAgeOfAKeyOrTellsItWrongIsFoundAtTheStart() {
        cipher.outdatedFails = true;
        assertThatThrownBy(() -> rig.builder.build()).isInstanceOf(Broken.class);
        cipher.outdatedFails = false;
        cipher.alwaysOutdated = true;
        assertThatThrownBy(() -> rig.builder.build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outdated what it sealed just now");
    }

    @Test
    void aHasherThatThrowsGivesNoVerdictAndCountsNothing() {
        BackupCodeHasher broken = new BackupCodeHasher() {
            private int calls;

            @Override
            public String parametersFor(int entropyBits) {
                return "quick";
            }

            @Override
            public byte[] hash(String code, byte[] salt, String parameters) {
                // The first four calls are those of the builder.
                BentCipher.fail(++calls > 4);
                return new QuickHasher().hash(code, salt, parameters);
            }
        };
        Mfa mfa = rig.builder.backupCodeHasher(broken).build();
        StoredState before = rig.stored();
        assertThatThrownBy(() -> mfa.verify(USER, rig.backupCodes.get(0))).isInstanceOf(Broken.class);
        assertThat(rig.stored()).isEqualTo(before);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void anAppCodeOpensOnceAndSealsNothingAndRefusalsOpenNothing() {
        counted(0, 0, () -> kind(rig.mfa.verify(USER, "12345")));
        counted(1, 0, () -> kind(rig.mfa.verify(USER, rig.freshCode())));
        counted(1, 1, () -> kind(rig.mfa.verify(USER, rig.backupCodes.get(0))));
        counted(0, 0, () -> rig.mfa.status(USER).toString());
        counted(0, 0, () -> rig.mfa.afterPassword(USER).toString());
        for (int i = 0; i < 5; i++) {
            counted(1, 0, () -> kind(rig.mfa.verify(USER, rig.wrongCode())));
        }
        counted(0, 0, () -> kind(rig.mfa.verify(USER, rig.wrongCode())));
        counted(0, 0, () -> kind(rig.mfa.verify("stranger", "123456")));
    }

    private void counted(int opens, int seals, java.util.function.Supplier<String> call) {
        cipher.opened.set(0);
        cipher.sealed.set(0);
        assertThat(call.get()).isNotEmpty();
        assertThat(cipher.opened).as("opened").hasValue(opens);
        assertThat(cipher.sealed).as("sealed").hasValue(seals);
    }

    @Test
    void whatIsExpensiveIsDoneOncePerAttemptHoweverOftenTheWriteIsLost() {
        AtomicInteger hashes = new AtomicInteger();
        AtomicInteger clockReads = new AtomicInteger();
        BackupCodeHasher counting = new BackupCodeHasher() {
            @Override
            public String parametersFor(int entropyBits) {
                return new io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher().parametersFor(entropyBits);
            }

            @Override
            public byte[] hash(String code, byte[] salt, String parameters) {
                hashes.incrementAndGet();
                return new io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher().hash(code, salt, parameters);
            }
        };
        InstantSource clock = () -> {
            clockReads.incrementAndGet();
            return rig.now;
        };
        Mfa mfa = rig.builder.backupCodeHasher(counting).instantSource(clock).build();
        AtomicInteger writes = new AtomicInteger();
        rig.store.writes =
                (user, expected, next) -> writes.incrementAndGet() > 5 && rig.store.write(user, expected, next);
        hashes.set(0);
        cipher.opened.set(0);
        assertThat(kind(mfa.verify(USER, rig.backupCodes.get(0)))).isEqualTo("ACCEPTED");
        assertThat(writes).hasValue(6);
        assertThat(hashes).hasValue(1);
        assertThat(cipher.opened).hasValue(1);
        assertThat(clockReads).hasValue(1);
    }

    @Test
    void keycloak26106_aBackupCodeThatWasUsedInBetweenStaysUsed() {
        rig.store.writes = (user, expected, next) -> {
            rig.store.heal();
            assertThat(kind(rig.mfa.verify(USER, rig.backupCodes.get(1)))).isEqualTo("ACCEPTED");
            return rig.store.write(user, expected, next);
        };
        assertThat(kind(rig.mfa.verify(USER, rig.backupCodes.get(0)))).isEqualTo("ACCEPTED");
        assertThat(kind(rig.mfa.verify(USER, rig.backupCodes.get(0)))).isEqualTo("WRONG_CODE");
        assertThat(kind(rig.mfa.verify(USER, rig.backupCodes.get(1)))).isEqualTo("WRONG_CODE");
        assertThat(rig.mfa.status(USER).backupCodesLeft()).isEqualTo(2);
    }

    @Test
    void aSealedEntryOfTheFutureIsNoVerdict() {
        StoredState before = rig.stored();
        cipher.added = new byte[] {4, 0, 1, 7};
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.freshCode()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("type 4", "update mfa4j");
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.backupCodes.get(0)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(rig.stored()).isEqualTo(before);
    }
}
