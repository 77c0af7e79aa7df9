package io.github.mfa4j;

import io.github.mfa4j.ModelActions.Action;
import io.github.mfa4j.ModelActions.Kind;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random lives of one user: whatever happens in whatever order, the library does what the naive {@link Model} does. */
class ModelTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:17.345Z");

    // 120 bits, so that the hash is one iteration.
    private static final BackupCodeFormat STRONG = BackupCodeFormat.crockford(4, 6, 4);

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void defaults(@ForAll("lives") List<Action> life) {
        Model model = new Model(START, 1, 1, 4, false, false, 600);
        live(
                new ModelActions(
                        model, TotpParameters.DEFAULT, Mfa.builder("Example").backupCodes(STRONG)),
                life);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void shortNumericBackupCodes(@ForAll("lives") List<Action> life) {
        Model model = new Model(START, 1, 1, 10, true, false, 600);
        MfaBuilder builder = Mfa.builder("Example").backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6));
        live(new ModelActions(model, TotpParameters.DEFAULT, builder), life);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void otherParametersAndActivationOnConfirm(@ForAll("lives") List<Action> life) {
        Model model = new Model(START, 2, 0, 4, false, true, 3_600);
        TotpParameters totp = TotpParameters.of(OtpAlgorithm.SHA256, 8, Duration.ofSeconds(60));
        MfaBuilder builder = Mfa.builder("Example")
                .window(new TotpWindow(2, 0))
                .backupCodes(STRONG)
                .activateOnConfirm();
        live(new ModelActions(model, totp, builder), life);
    }

    private static void live(ModelActions user, List<Action> life) {
        life.forEach(user::run);
    }

    /** Most lives begin with a set-up that succeeds, or few would get beyond it. */
    @Provide
    Arbitrary<List<Action>> lives() {
        List<Action> setUp =
                List.of(new Action(Kind.ENROLL, 0), new Action(Kind.CONFIRM, 1), new Action(Kind.ACTIVATE, 0));
        Arbitrary<List<Action>> any =
                actions().list().ofMinSize(20).ofMaxSize(100).withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(Arbitraries.integers().between(0, 3), any).as((which, rest) -> {
            List<Action> life = new ArrayList<>(which > 0 ? setUp : List.of());
            life.addAll(rest);
            return life;
        });
    }

    private static Arbitrary<Action> actions() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(4, Kind.SECONDS),
                Tuple.of(6, Kind.STEPS),
                Tuple.of(2, Kind.MINUTES),
                Tuple.of(1, Kind.DAYS),
                Tuple.of(2, Kind.BACK),
                Tuple.of(4, Kind.UNTIL_RETRY),
                Tuple.of(1, Kind.AFTER_PASSWORD),
                Tuple.of(2, Kind.ENROLL),
                Tuple.of(6, Kind.CONFIRM),
                Tuple.of(1, Kind.CONFIRM_STALE),
                Tuple.of(4, Kind.CONFIRM_WRONG),
                Tuple.of(1, Kind.CONFIRM_MALFORMED),
                Tuple.of(3, Kind.ACTIVATE),
                Tuple.of(1, Kind.ACTIVATE_STALE),
                Tuple.of(8, Kind.APP_CODE),
                Tuple.of(2, Kind.APP_CODE_FAR),
                Tuple.of(4, Kind.AGAIN),
                Tuple.of(5, Kind.WRONG),
                Tuple.of(3, Kind.WRONG_PATIENTLY),
                Tuple.of(1, Kind.MALFORMED),
                Tuple.of(4, Kind.BACKUP_CODE),
                Tuple.of(2, Kind.BACKUP_CODE_USED),
                Tuple.of(4, Kind.BACKUP_CODE_WRONG),
                Tuple.of(1, Kind.NEW_INSTANCE),
                Tuple.of(1, Kind.NEW_KEY));
        return Combinators.combine(
                        kinds, Arbitraries.integers().between(0, 999).withDistribution(RandomDistribution.uniform()))
                .as(Action::new);
    }
}
