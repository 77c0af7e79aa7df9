package io.github.mfa4j;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.MfaState.Purpose;
import io.github.mfa4j.MfaState.Setup;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.TotpParameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record as text: the format, then fields in a fixed order, each a tag and values; the sealed body comes last. The
 * grammar, and the tags that are kept for later, are in docs/state-format.md. Reading is strict: what this class would not
 * write, it refuses.
 */
final class StateCodec {

    static final String FORMAT = "mfa4j1";

    private StateCodec() {}

    static String encode(MfaState state) {
        StringBuilder out = new StringBuilder(512).append(FORMAT);
        if (state.enabledSince() > 0) {
            field(out, 'e', state.enabledSince());
        }
        Failures f = state.failures();
        if (!f.equals(Failures.NONE)) {
            field(out, 'f', f.inRow(), f.lastAt(), f.strongInRow(), f.strongLastAt(), f.inPeriod(), f.periodStart());
        }
        state.devices().forEach(device -> device(out, 'd', device));
        if (state.codes() != null) {
            codes(out, 'b', state.codes());
        }
        PendingCodes reissue = state.reissue();
        if (reissue != null) {
            codes(out, 'r', reissue.codes());
            out.append(',').append(reissue.expiresAt());
        }
        Setup setup = state.setup();
        if (setup != null) {
            field(out, 'o', setup.id(), setup.purpose().name(), setup.expiresAt(), setup.wrongCodes());
            device(out, 'p', setup.device());
            if (setup.codes() != null) {
                codes(out, 'q', setup.codes());
            }
        }
        if (!state.sealed().isEmpty()) {
            field(out, 's', state.sealed());
        }
        return out.toString();
    }

    private static void device(StringBuilder out, char tag, Device device) {
        TotpParameters totp = device.totp();
        field(
                out,
                tag,
                device.id(),
                Ids.encode(device.name().getBytes(StandardCharsets.UTF_8)),
                totp.algorithm().name(),
                totp.digits(),
                totp.period().toSeconds(),
                totp.t0().getEpochSecond(),
                device.addedAt(),
                device.lastUsedAt(),
                device.lastStep(),
                device.drift());
    }

    private static void codes(StringBuilder out, char tag, CodeSet set) {
        BackupCodeFormat format = set.format();
        field(
                out,
                tag,
                set.id(),
                format.numeric() ? "N" : "C",
                format.count(),
                format.groups(),
                format.groupLength(),
                set.left(),
                set.issuedAt());
    }

    private static void field(StringBuilder out, char tag, Object... values) {
        out.append(';').append(tag).append('=');
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : ",").append(values[i]);
        }
    }

    static MfaState decode(String text) {
        StateReader in = new StateReader(text, FORMAT);
        long enabledSince = 0;
        if (in.enter('e')) {
            enabledSince = in.number(1, StateReader.MAX_TIME);
        }
        Failures failures = Failures.NONE;
        if (in.enter('f')) {
            failures = new Failures(in.count(), in.time(), in.count(), in.time(), in.count(), in.time());
            in.require(!failures.equals(Failures.NONE), "nothing");
        }
        List<Device> devices = new ArrayList<>();
        while (in.enter('d')) {
            devices.add(device(in));
        }
        CodeSet codes = in.enter('b') ? codes(in) : null;
        PendingCodes reissue = in.enter('r') ? new PendingCodes(codes(in), in.time()) : null;
        Setup setup = in.enter('o') ? setup(in) : null;
        String sealed = in.enter('s') ? in.sealed() : "";
        in.end();
        in.require(devices.size() <= MfaState.MAX_DEVICES, "too many devices");
        in.require((enabledSince > 0) == !devices.isEmpty(), "enabled without a device, or a device without enabled");
        in.require((codes == null && reissue == null) || enabledSince > 0, "backup codes of nobody who is enabled");
        MfaState state = new MfaState(enabledSince, failures, devices, codes, reissue, setup, sealed);
        in.require(state.sealedIds().isEmpty() == sealed.isEmpty(), "a sealed part that does not fit");
        return state;
    }

    private static Setup setup(StateReader in) {
        String id = in.id(Ids.STEP_ID_BYTES);
        Purpose purpose = in.oneOf(Purpose.values());
        long expiresAt = in.time();
        int wrongCodes = in.count();
        in.require(in.enter('p'), "a set-up without a device");
        Device device = device(in);
        @Nullable CodeSet codes = in.enter('q') ? codes(in) : null;
        return new Setup(id, purpose, expiresAt, wrongCodes, device, codes);
    }

    private static Device device(StateReader in) {
        String id = in.id(Ids.DEVICE_ID_BYTES);
        String name = in.text();
        in.require(!name.isEmpty(), "a device without a name");
        OtpAlgorithm algorithm = in.oneOf(OtpAlgorithm.values());
        int digits = (int) in.number(6, 8);
        long period = in.number(1, 86_400);
        Instant t0 = Instant.ofEpochSecond(in.number(-StateReader.MAX_TIME, StateReader.MAX_TIME));
        TotpParameters totp = new TotpParameters(algorithm, digits, Duration.ofSeconds(period), t0);
        long addedAt = in.time();
        long lastUsedAt = in.time();
        long lastStep = in.number(-1, 2 * StateReader.MAX_TIME / period);
        return new Device(id, name, totp, addedAt, lastUsedAt, lastStep, (int)
                in.number(-MfaState.MAX_DRIFT, MfaState.MAX_DRIFT));
    }

    private static CodeSet codes(StateReader in) {
        String id = in.id(Ids.STEP_ID_BYTES);
        boolean numeric = in.oneOf("N", "C").equals("N");
        int count = (int) in.number(1, 16);
        int groups = (int) in.number(1, 8);
        int groupLength = (int) in.number(1, 12);
        BackupCodeFormat format = in.checked(() -> numeric
                ? BackupCodeFormat.insecureShortNumeric(count, groupLength)
                : BackupCodeFormat.crockford(count, groups, groupLength));
        in.require(format.groups() == groups, "a numeric code in groups");
        return new CodeSet(id, format, (int) in.number(0, count), in.time());
    }
}
