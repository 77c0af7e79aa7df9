package io.github.mfa4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaAdmin;
import io.github.mfa4j.MfaRecovery;
import io.github.mfa4j.MfaSettings;
import io.github.mfa4j.spi.RejectionReason;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.statistics.Statistics;

/**
 * What the random lives of {@link ModelTest} have to reach, so that nothing is compared on paper only: every operation with
 * every success, every reason to refuse, and the states that are hard to get to.
 */
final class ModelCoverage {

    /** With how many lives of 240; the rarest is reached by a dozen, and chance alone must not fail a build. */
    private static final int LIVES = 1;

    private static final List<String> SUCCESSES = List.of(
            "afterPassword Allow",
            "afterPassword Challenge",
            "afterPassword EnrollBy",
            "afterPassword EnrollNow",
            "verify Accepted",
            "verifyAndTrustBrowser Accepted",
            "createEmailCode Issued",
            "proveEmail Granted",
            "enroll Offered",
            "enrollWithPermit Offered",
            "confirm AwaitingActivation",
            "confirm DeviceAdded",
            "confirm for LOST_PHONES",
            "activate Enabled",
            "addDevice Offered",
            "renameDevice Done",
            "removeDevice Done",
            "resynchronizeDevice Done",
            "reissueBackupCodes Issued",
            "reissueBackupCodesAfterFullReauthentication Issued",
            "forgetBrowser Done",
            "forgetAllBrowsers Done",
            "disable Done",
            "replaceLostDevices Offered",
            "createRecoveryLink Granted",
            "redeemRecoveryLink Granted",
            "createUnlockLink Granted",
            "redeemUnlockLink Done",
            "mayRequire Done",
            "reset Granted",
            "unlock Done",
            "importDevice Done",
            "reseal true",
            "reseal false");

    private static final List<String> DEEP = List.of(
            "4 devices",
            "3 browsers",
            "imported no codes",
            "imported SIX_DIGITS",
            "imported EIGHT_DIGITS",
            "imported TEN_LETTERS",
            "imported TWENTY_LETTERS",
            "locked by the budget",
            "Locked",
            "LockEnded",
            "UnlockedByLink",
            "BackupCodesReplaced",
            "BackupCodesReissueExpired",
            "DevicesReplaced",
            "SetupExpired",
            "TrustedBrowserUsed",
            "newKey",
            "restart");

    /** What opens other doors or reads, and is used after each action; and what knows no user. */
    private static final Set<String> ALWAYS_USED =
            Set.of("builder", "isName", "status", "settings", "recovery", "admin");

    private ModelCoverage() {}

    static List<String> everything() {
        List<String> all = new ArrayList<>(SUCCESSES);
        all.addAll(DEEP);
        Arrays.stream(RejectionReason.values()).map(Enum::name).forEach(all::add);
        return all;
    }

    /** The statistics of a property: one life more that reached all this. */
    static void collect(Set<String> reached) {
        reached.forEach(label -> Statistics.label("lives that reached").collect(label));
        Statistics.label("lives that reached").coverage(coverage -> {
            for (String label : everything()) {
                coverage.check(label).count(lives -> {
                    assertThat(lives).as("lives that reached: " + label).isGreaterThanOrEqualTo(LIVES);
                });
            }
        });
    }

    /** Of what was reached, the refusals of which the Javadoc of the operation says nothing. */
    static Set<String> refusalsNotStated(Set<String> reached) {
        Set<String> refusals = new TreeSet<>();
        for (RejectionReason reason : RejectionReason.values()) {
            reached.stream().filter(label -> label.endsWith(" " + reason)).forEach(refusals::add);
        }
        refusals.removeAll(StatedReasons.ALL);
        return refusals;
    }

    /** The public operations that no success above belongs to. */
    static Set<String> operationsLeftOut() {
        Set<String> left = new TreeSet<>();
        for (Class<?> facade : List.of(Mfa.class, MfaSettings.class, MfaRecovery.class, MfaAdmin.class)) {
            for (Method method : facade.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())) {
                    left.add(method.getName());
                }
            }
        }
        left.removeAll(ALWAYS_USED);
        SUCCESSES.forEach(success -> left.remove(success.split(" ")[0]));
        return left;
    }
}
