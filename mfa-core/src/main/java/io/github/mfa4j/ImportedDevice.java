package io.github.mfa4j;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import org.jspecify.annotations.Nullable;

/** A device from another system, with the backup codes that came with it, if any did. */
final class ImportedDevice {

    private final String deviceId;
    private final String deviceName;
    private final OtpSecret secret;
    private final TotpParameters totp;
    private final @Nullable NewCodes codes;

    ImportedDevice(
            String deviceId, String deviceName, OtpSecret secret, TotpParameters totp, @Nullable NewCodes codes) {
        this.deviceId = deviceId;
        this.deviceName = deviceName;
        this.secret = secret;
        this.totp = totp;
        this.codes = codes;
    }

    String deviceId() {
        return deviceId;
    }

    String deviceName() {
        return deviceName;
    }

    OtpSecret secret() {
        return secret;
    }

    TotpParameters totp() {
        return totp;
    }

    @Nullable
    NewCodes codes() {
        return codes;
    }

    @Override
    public String toString() {
        return "ImportedDevice[redacted]";
    }
}
