package io.github.mfa4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.BackupCodeFormat;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.model.ModelActions.Action;
import io.github.mfa4j.model.ModelActions.Kind;
import io.github.mfa4j.model.ModelSheet.Shape;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.StatisticsReport;

/** Random lives of one user: whatever happens in whatever order, the library does what the naive {@link Model} does. */
@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class ModelTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:17.345Z");

    // 120 bits, so that the hash is one iteration.
    private static final BackupCodeFormat STRONG = BackupCodeFormat.crockford(4, 6, 4);

    @Tag("once")
    @Property(tries = 240, edgeCases = EdgeCasesMode.NONE)
    void defaults(@ForAll("lives") List<Action> life) {
        ModelConfig config =
                new ModelConfig(TotpParameters.DEFAULT, 1, 1, Shape.CROCKFORD, 4, false, 600, ModelProof.WHEN_OVERDUE);
        MfaBuilder builder = Mfa.builder("Example").backupCodes(STRONG);
        ModelCoverage.collect(live(config, builder, life));
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void shortNumericBackupCodes(@ForAll("lives") List<Action> life) {
        ModelConfig config =
                new ModelConfig(TotpParameters.DEFAULT, 1, 1, Shape.SIX_DIGITS, 10, false, 600, ModelProof.NEVER);
        MfaBuilder builder = Mfa.builder("Example")
                .backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6))
                .insecureEnrollNowByPasswordAlone();
        live(config, builder, life);
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void otherParametersAndActivationOnConfirm(@ForAll("lives") List<Action> life) {
        TotpParameters totp = TotpParameters.of(OtpAlgorithm.SHA256, 8, Duration.ofSeconds(60));
        ModelConfig config = new ModelConfig(totp, 2, 0, Shape.CROCKFORD, 4, true, 3_600, ModelProof.ALWAYS);
        MfaBuilder builder = Mfa.builder("Example")
                .window(new TotpWindow(2, 0))
                .backupCodes(STRONG)
                .requireEmailProof()
                .activateOnConfirm();
        live(config, builder, life);
    }

    @Example
    void everyOperationOfTheFacadesIsInTheModel() {
        assertThat(ModelCoverage.operationsLeftOut()).isEmpty();
    }

    private static Set<String> live(ModelConfig config, MfaBuilder builder, List<Action> life) {
        ModelActions user = new ModelActions(new Model(START, config), builder);
        life.forEach(user::run);
        assertThat(ModelCoverage.refusalsNotStated(user.reached())).isEmpty();
        return user.reached();
    }

    /** Most lives begin with a set-up or an import that succeeds, or few would get beyond it; the others with a policy. */
    @Provide
    Arbitrary<List<Action>> lives() {
        Arbitrary<List<Action>> any =
                actions().list().ofMinSize(20).ofMaxSize(90).withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(Arbitraries.integers().between(0, 4), any).as((which, rest) -> {
            List<Action> life = new ArrayList<>(rest);
            Kind first = which == 0 ? Kind.POLICY : which <= 2 ? Kind.IMPORT : Kind.BEGIN;
            life.add(0, new Action(first, rest.get(0).n()));
            return life;
        });
    }

    private static Arbitrary<Action> actions() {
        List<Tuple.Tuple2<Integer, Kind>> weights = Arrays.stream(Kind.values())
                .map(kind -> Tuple.of(kind.weight, kind))
                .toList();
        return Combinators.combine(
                        Arbitraries.frequency(weights),
                        Arbitraries.integers().between(0, 9_999).withDistribution(RandomDistribution.uniform()))
                .as(Action::new);
    }
}
