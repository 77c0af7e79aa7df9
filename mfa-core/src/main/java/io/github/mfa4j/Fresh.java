package io.github.mfa4j;

import io.github.mfa4j.spi.BackupCodeHasher;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes what has to be random, before the rules run: they are called again when another writer was faster. */
final class Fresh {

    private final SecureRandom random = new SecureRandom();
    private final Configuration config;
    private final BackupCodeHasher hasher;

    Fresh(Configuration config, BackupCodeHasher hasher) {
        this.config = config;
        this.hasher = hasher;
    }

    String id(int bytes) {
        return Ids.next(random, bytes);
    }

    NewOffer offer(String account, String deviceName) {
        Names.check("deviceName", deviceName);
        return new NewOffer(config, random, Objects.requireNonNull(account, "account"), deviceName);
    }

    /** Hashing costs, so the codes are made only if they are needed. */
    Supplier<NewCodes> codes() {
        return new Once<>(() -> new NewCodes(config.backupCodes(), hasher, random));
    }

    NewCodes codes(ImportedCodes imported) {
        return new NewCodes(imported.format(), imported.codes(), hasher, random);
    }

    NewToken token() {
        return new NewToken(random);
    }

    NewEmailCode emailCode(String address) {
        return new NewEmailCode(random, address);
    }
}
