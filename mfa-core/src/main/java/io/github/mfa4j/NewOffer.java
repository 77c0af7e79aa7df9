package io.github.mfa4j;

import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import java.security.SecureRandom;

/** A fresh secret with its ids, made once per call however often the write has to be tried again. */
final class NewOffer {

    private final String id;
    private final String deviceId;
    private final String deviceName;
    private final OtpAuthUri uri;

    NewOffer(Configuration config, SecureRandom random, String account, String deviceName) {
        this.id = Ids.next(random, Ids.LONG_BYTES);
        this.deviceId = Ids.next(random, Ids.SHORT_BYTES);
        this.deviceName = deviceName;
        this.uri = OtpAuthUri.totp(
                config.issuer(),
                account,
                OtpSecret.generate(config.totp().algorithm().recommendedSecretLength()),
                config.totp());
    }

    String id() {
        return id;
    }

    String deviceId() {
        return deviceId;
    }

    String deviceName() {
        return deviceName;
    }

    OtpAuthUri uri() {
        return uri;
    }

    @Override
    public String toString() {
        return "NewOffer[redacted]";
    }
}
