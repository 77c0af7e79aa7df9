package io.github.mfa4j;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.Setup.Purpose;
import io.github.mfa4j.Token.Use;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.TotpParameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record as text: the format, then fields in a fixed order, each a tag and values; the sealed body comes last. The grammar is in docs/state-format.md. Reading is strict: what this class would not
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
        if (state.mustEnroll()) {
            field(out, 'm', state.mustEnrollSince());
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
        for (Browser browser : state.browsers()) {
            field(out, 'w', browser.id(), name(browser.name()));
            token(out, browser.token());
        }
        Tokens tokens = state.tokens();
        token(out, Use.RECOVERY, tokens.recovery());
        token(out, Use.UNLOCK, tokens.unlock());
        token(out, Use.PERMIT, tokens.permit());
        mails(out, state.mails());
        if (!state.sealed().isEmpty()) {
            field(out, 's', state.sealed());
        }
        return out.toString();
    }

    private static void token(StringBuilder out, Use use, @Nullable Token token) {
        if (token != null) {
            field(out, 't', use.name());
            token(out, token);
        }
    }

    private static void token(StringBuilder out, Token token) {
        out.append(',').append(token.hash());
        out.append(',').append(token.issuedAt()).append(',').append(token.expiresAt());
    }

    private static void mails(StringBuilder out, Mails mails) {
        Quota codes = mails.codes();
        Quota recovery = mails.recoveryLinks();
        Quota unlock = mails.unlockLinks();
        if (!mails.withoutPending().equals(Mails.NONE)) {
            field(out, 'x', codes.count(), codes.since(), codes.lastAt(), mails.wrongCodes());
            for (Quota links : List.of(recovery, unlock)) {
                out.append(',').append(links.count());
                out.append(',').append(links.since()).append(',').append(links.lastAt());
            }
        }
        Mails.Pending pending = mails.pending();
        if (pending != null) {
            field(out, 'c', pending.id(), pending.issuedAt(), pending.expiresAt());
        }
    }

    private static String name(String name) {
        return Ids.encode(name.getBytes(StandardCharsets.UTF_8));
    }

    private static void device(StringBuilder out, char tag, Device device) {
        TotpParameters totp = device.totp();
        field(
                out,
                tag,
                device.id(),
                name(device.name()),
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
                format.kind().name().substring(0, 1),
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
        long enabledSince = in.enter('e') ? in.number(1, StateReader.MAX_TIME) : 0;
        long mustEnrollSince = in.enter('m') ? in.number(1, StateReader.MAX_TIME) : 0;
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
        List<Browser> browsers = new ArrayList<>();
        while (in.enter('w')) {
            browsers.add(new Browser(in.id(Ids.DEVICE_ID_BYTES), in.name(), token(in)));
        }
        Tokens tokens = tokens(in);
        Mails mails = mails(in);
        String sealed = in.enter('s') ? in.sealed() : "";
        in.end();
        MfaState state = new MfaState(
                enabledSince,
                mustEnrollSince,
                failures,
                devices,
                codes,
                reissue,
                setup,
                browsers,
                tokens,
                mails,
                sealed);
        checkTogether(in, state);
        return state;
    }

    /** What each field can say by itself, and no rule ever writes together. */
    private static void checkTogether(StateReader in, MfaState state) {
        boolean enabled = state.enabled();
        in.require(state.devices().size() <= MfaState.MAX_DEVICES, "too many devices");
        in.require(enabled != state.devices().isEmpty(), "enabled without a device, or a device without enabled");
        in.require((state.codes() == null && state.reissue() == null) || enabled, "backup codes of nobody enabled");
        in.require(!enabled || !state.mustEnroll(), "enabled, and to be enrolled again");
        in.require(state.browsers().size() <= MfaState.MAX_BROWSERS, "too many browsers");
        in.require(state.browsers().isEmpty() || enabled, "trusted browsers of nobody enabled");
        Tokens tokens = state.tokens();
        in.require(tokens.recovery() == null || enabled || state.mustEnroll(), "a recovery link without need");
        in.require(tokens.unlock() == null || enabled, "an unlock link of nobody enabled");
        in.require(!enabled || (tokens.permit() == null && state.mails().pending() == null), "a proof of no use");
        in.require(state.sealedIds().isEmpty() == state.sealed().isEmpty(), "a sealed part that does not fit");
    }

    private static Tokens tokens(StateReader in) {
        Map<Use, Token> found = new EnumMap<>(Use.class);
        while (in.enter('t')) {
            Use use = in.oneOf(Use.RECOVERY, Use.UNLOCK, Use.PERMIT);
            in.require(found.keySet().stream().allMatch(before -> before.compareTo(use) < 0), "tokens out of order");
            found.put(use, token(in));
        }
        return new Tokens(found.get(Use.RECOVERY), found.get(Use.UNLOCK), found.get(Use.PERMIT));
    }

    private static Token token(StateReader in) {
        return new Token(in.id(Token.HASH_BYTES), in.time(), in.time());
    }

    private static Mails mails(StateReader in) {
        Mails limits = Mails.NONE;
        if (in.enter('x')) {
            limits = new Mails(quota(in), in.count(), quota(in), quota(in), null);
            in.require(!limits.equals(Mails.NONE), "nothing");
        }
        if (!in.enter('c')) {
            return limits;
        }
        Mails.Pending pending = new Mails.Pending(in.id(Ids.DEVICE_ID_BYTES), in.time(), in.time());
        return new Mails(limits.codes(), limits.wrongCodes(), limits.recoveryLinks(), limits.unlockLinks(), pending);
    }

    private static Quota quota(StateReader in) {
        return new Quota(in.count(), in.time(), in.time());
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
        String name = in.name();
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
        String kind = in.oneOf("C", "N", "L");
        int count = (int) in.number(1, BackupCodeFormat.MAX_COUNT);
        int groups = (int) in.number(1, 8);
        int groupLength = (int) in.number(1, BackupCodeFormat.MAX_LENGTH);
        BackupCodeFormat format = in.checked(() -> switch (kind) {
            case "C" -> BackupCodeFormat.crockford(count, groups, groupLength);
            case "N" -> BackupCodeFormat.insecureShortNumeric(count, groupLength);
            default -> BackupCodeFormat.legacy(count, groupLength);
        });
        in.require(format.groups() == groups, "a code in groups that has none");
        return new CodeSet(id, format, (int) in.number(0, count), in.time());
    }
}
