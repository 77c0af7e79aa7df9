package io.github.mfa4j;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What a device may be called, so that it fits the record and no settings page is surprised. */
final class DeviceNames {

    static final String DEFAULT = "Authenticator app";

    static final int MAX_BYTES = 48;

    private DeviceNames() {}

    static void check(String name) {
        Objects.requireNonNull(name, "deviceName");
        Texts.check("deviceName", name);
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("deviceName must have at most " + MAX_BYTES + " bytes of UTF-8");
        }
    }
}
