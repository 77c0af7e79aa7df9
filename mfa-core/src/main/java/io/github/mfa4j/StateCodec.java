package io.github.mfa4j;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.Setup.Purpose;
import io.github.mfa4j.Token.Use;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.TotpParameters;
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
        StateWriter out = new StateWriter(FORMAT);
        if (state.enabledSince() > 0) {
            out.field('e').number(state.enabledSince());
        }
        if (state.mustEnroll()) {
            out.field('m').number(state.mustEnrollSince());
        }
        failures(out, state.failures());
        for (Device device : state.devices()) {
            device(out.field('d'), device);
        }
        if (state.codes() != null) {
            codes(out.field('b'), state.codes());
        }
        PendingCodes reissue = state.reissue();
        if (reissue != null) {
            codes(out.field('r'), reissue.codes());
            out.number(reissue.expiresAt());
        }
        Setup setup = state.setup();
        if (setup != null) {
            out.field('o').word(setup.id()).word(setup.purpose().name());
            out.number(setup.expiresAt()).number(setup.wrongCodes());
            device(out.field('p'), setup.device());
            if (setup.codes() != null) {
                codes(out.field('q'), setup.codes());
            }
        }
        for (Browser browser : state.browsers()) {
            token(out.field('w').word(browser.id()).name(browser.name()), browser.token());
        }
        Tokens tokens = state.tokens();
        token(out, Use.RECOVERY, tokens.recovery());
        token(out, Use.UNLOCK, tokens.unlock());
        token(out, Use.PERMIT, tokens.permit());
        mails(out, state.mails());
        if (!state.sealed().isEmpty()) {
            out.field('s').word(state.sealed());
        }
        return out.toString();
    }

    private static void failures(StateWriter out, Failures failures) {
        if (!failures.equals(Failures.NONE)) {
            out.field('f').number(failures.inRow()).number(failures.lastAt());
            out.number(failures.strongInRow()).number(failures.strongLastAt());
            out.number(failures.inPeriod()).number(failures.periodStart());
        }
    }

    private static void token(StateWriter out, Use use, @Nullable Token token) {
        if (token != null) {
            token(out.field('t').word(use.name()), token);
        }
    }

    private static void token(StateWriter out, Token token) {
        out.word(token.hash()).number(token.issuedAt()).number(token.expiresAt());
    }

    private static void mails(StateWriter out, Mails mails) {
        if (!mails.withoutPending().equals(Mails.NONE)) {
            quota(out.field('x'), mails.codes());
            out.number(mails.wrongCodes());
            quota(out, mails.recoveryLinks());
            quota(out, mails.unlockLinks());
        }
        Mails.Pending pending = mails.pending();
        if (pending != null) {
            out.field('c').word(pending.id()).number(pending.issuedAt()).number(pending.expiresAt());
        }
    }

    private static void quota(StateWriter out, Quota quota) {
        out.number(quota.count()).number(quota.since()).number(quota.lastAt());
    }

    private static void device(StateWriter out, Device device) {
        TotpParameters totp = device.totp();
        out.word(device.id()).name(device.name());
        out.word(totp.algorithm().name()).number(totp.digits());
        out.number(totp.period().toSeconds()).number(totp.t0().getEpochSecond());
        out.number(device.addedAt()).number(device.lastUsedAt());
        out.number(device.lastStep()).number(device.drift());
    }

    private static void codes(StateWriter out, CodeSet set) {
        BackupCodeFormat format = set.format();
        out.word(set.id()).word(format.kind().name().substring(0, 1));
        out.number(format.count()).number(format.groups()).number(format.groupLength());
        out.number(set.left()).number(set.issuedAt());
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
            browsers.add(new Browser(in.id(Ids.SHORT_BYTES), in.name(), token(in)));
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
        Setup setup = state.setup();
        in.require(setup == null || enabled != (setup.purpose() == Purpose.FIRST), "a set-up of no use");
        in.require(
                setup == null || setup.codes() == null || setup.purpose() != Purpose.ADDITIONAL,
                "backup codes of one more device");
        in.require(setup == null || state.reissue() == null, "two things to finish");
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
        Mails.Pending pending = new Mails.Pending(in.id(Ids.SHORT_BYTES), in.time(), in.time());
        return new Mails(limits.codes(), limits.wrongCodes(), limits.recoveryLinks(), limits.unlockLinks(), pending);
    }

    private static Quota quota(StateReader in) {
        return new Quota(in.count(), in.time(), in.time());
    }

    private static Setup setup(StateReader in) {
        String id = in.id(Ids.LONG_BYTES);
        Purpose purpose = in.oneOf(Purpose.values());
        long expiresAt = in.time();
        int wrongCodes = in.count();
        in.require(in.enter('p'), "a set-up without a device");
        Device device = device(in);
        @Nullable CodeSet codes = in.enter('q') ? codes(in) : null;
        return new Setup(id, purpose, expiresAt, wrongCodes, device, codes);
    }

    private static Device device(StateReader in) {
        String id = in.id(Ids.SHORT_BYTES);
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
        String id = in.id(Ids.LONG_BYTES);
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
