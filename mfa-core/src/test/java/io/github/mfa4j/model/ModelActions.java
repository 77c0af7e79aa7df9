package io.github.mfa4j.model;

import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.spi.Enforcement;
import java.time.Duration;
import java.util.Set;

/** One action after the other in the life of a user, each of them done to both sides of a {@link ModelHost}. */
final class ModelActions {

    /** An action, and how often it is drawn beside the others. */
    enum Kind {
        SECONDS(4),
        STEPS(4),
        MINUTES(2),
        DAYS(1),
        BACK(2),
        UNTIL_RETRY(5),
        POLICY(4),
        RESTART(1),
        NEW_KEY(2),
        AFTER_PASSWORD(5),
        FRESH_CODE(5),
        ANY_CODE(10),
        APP_CODE(3),
        AGAIN(3),
        FAR(2),
        WRONG(4),
        WRONG_PATIENTLY(2),
        BUDGET(2),
        BACKUP_CODE(3),
        BACKUP_CODE_WRONG(4),
        LOCK_AND_MEND(3),
        TRUST(5),
        TRUST_MANY(2),
        BEGIN(3),
        ENROLL(2),
        ENROLL_WITH_PERMIT(4),
        CONFIRM(5),
        CONFIRM_STALE(1),
        CONFIRM_WRONG(3),
        CONFIRM_MALFORMED(1),
        ACTIVATE(4),
        ACTIVATE_STALE(1),
        FINISH(4),
        ADD(3),
        ADD_PHONE(7),
        REPLACE_LOST(5),
        RENAME(2),
        REMOVE(4),
        DISABLE(2),
        RESYNCHRONIZE(9),
        REISSUE(5),
        REISSUE_LOUDLY(2),
        FORGET(3),
        FORGET_ALL(1),
        EMAIL_CODE(4),
        PROVE_EMAIL(6),
        GUESS_NUMBER(2),
        MANY_MAILS(1),
        MIDNIGHT(2),
        RECOVERY_LINK(3),
        REDEEM_RECOVERY_LINK(3),
        UNLOCK_LINK(4),
        REDEEM_UNLOCK_LINK(4),
        RECOVER(1),
        MAY_REQUIRE(1),
        RESET(1),
        UNLOCK(2),
        IMPORT(3),
        RESEAL(2);

        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    record Action(Kind kind, int n) {
        @Override
        public String toString() {
            return kind + "(" + n + ")";
        }
    }

    private final ModelHost host;
    private final Model model;
    private final ModelTyping typing;
    private final ModelSignInActions signIn;
    private final ModelSettingsActions settings;
    private final ModelRecoveryActions recovery;

    ModelActions(Model model, MfaBuilder builder) {
        this.host = new ModelHost(model, builder);
        this.model = model;
        this.typing = new ModelTyping(host);
        this.signIn = new ModelSignInActions(host, typing);
        this.settings = new ModelSettingsActions(host, typing, signIn);
        this.recovery = new ModelRecoveryActions(host, typing, signIn);
    }

    /** What was reached, see {@link ModelHost#reached}. */
    Set<String> reached() {
        return host.reached;
    }

    void run(Action action) {
        int n = action.n();
        int before = host.calls;
        switch (action.kind()) {
            case SECONDS -> model.now = model.now.plusMillis(1_000L + 379L * n);
            case STEPS ->
                model.now = model.now.plus(model.config.totp().period().multipliedBy(1 + n % 3));
            case MINUTES -> model.now = model.now.plusSeconds(60L * (1 + n % 20));
            case DAYS -> model.now = model.now.plusSeconds(86_400L * (1 + n % 31));
            case BACK -> model.now = model.now.minusMillis(901L * n);
            case UNTIL_RETRY -> signIn.untilRetry();
            case POLICY -> policy(n);
            case RESTART -> host.restart();
            case NEW_KEY -> {
                host.newKey();
                if (n % 3 == 0) {
                    settings.reseal();
                }
            }
            case AFTER_PASSWORD -> signIn.afterPassword(n);
            case FRESH_CODE -> signIn.verify(ModelSpelling.digits(typing.fresh(n), n));
            case ANY_CODE -> signIn.verify(typing.any(n));
            case APP_CODE -> signIn.verify(ModelSpelling.digits(typing.appCode(n, n % 5 - 2), n));
            case AGAIN -> signIn.verify(typing.last);
            case FAR -> signIn.verify(typing.appCode(n, 3 + n));
            case WRONG -> signIn.verify(typing.digits(n * 104_729L));
            case WRONG_PATIENTLY -> signIn.wrongPatiently(n);
            case BUDGET -> signIn.budget(n);
            case BACKUP_CODE -> signIn.verify(ModelSpelling.backupCode(typing.unused(n), n));
            case BACKUP_CODE_WRONG -> signIn.verify(typing.wrongBackupCode(n));
            case TRUST -> signIn.trust(n);
            case TRUST_MANY -> signIn.trustMany(n);
            case BEGIN -> recovery.begin(n);
            case ENROLL -> signIn.enroll(n);
            case ENROLL_WITH_PERMIT -> recovery.enrollWithPermit(n);
            case CONFIRM -> signIn.confirm(ModelHost.lastOf(host.offerIds), typing.pendingCode(n % 3 - 1));
            case CONFIRM_STALE -> signIn.confirm(ModelHost.anyOf(host.offerIds, n), typing.pendingCode(0));
            case CONFIRM_WRONG -> signIn.confirmWrong(n);
            case CONFIRM_MALFORMED ->
                signIn.confirm(
                        ModelHost.lastOf(host.offerIds),
                        ModelSpelling.malformed(n, model.config.totp().digits()));
            case ACTIVATE -> signIn.activate(ModelHost.lastOf(host.setIds));
            case ACTIVATE_STALE -> signIn.activate(ModelHost.anyOf(host.setIds, n));
            case FINISH -> signIn.finish();
            default -> runMore(action.kind(), n);
        }
        if (host.calls == before) {
            host.compareStatus();
        }
    }

    private void runMore(Kind kind, int n) {
        switch (kind) {
            case ADD -> settings.add(n, typing.any(n));
            case ADD_PHONE -> settings.addPhones(n % 6 == 0 ? 6 : 1, n);
            case REPLACE_LOST -> settings.replaceLost(n);
            case RENAME -> settings.rename(n);
            case REMOVE -> settings.remove(n);
            case DISABLE -> settings.disable(n);
            case RESYNCHRONIZE -> settings.resynchronize(n);
            case REISSUE -> settings.reissue(n);
            case REISSUE_LOUDLY -> settings.reissueLoudly();
            case FORGET -> settings.forget(n);
            case FORGET_ALL -> settings.forgetAll();
            case EMAIL_CODE -> {
                recovery.emailCode(n);
                if (n % 3 == 0) {
                    recovery.proveEmail(8 * n + 1);
                }
            }
            case PROVE_EMAIL -> recovery.proveEmail(n);
            case GUESS_NUMBER -> recovery.guessNumber(n);
            case MANY_MAILS -> recovery.manyMails(n);
            case LOCK_AND_MEND -> recovery.lockAndMend(n);
            case MIDNIGHT -> recovery.midnight(n);
            case RECOVERY_LINK -> recovery.recoveryLink();
            case REDEEM_RECOVERY_LINK -> recovery.redeemRecoveryLink(n);
            case UNLOCK_LINK -> recovery.unlockLink();
            case REDEEM_UNLOCK_LINK -> recovery.redeemUnlockLink(n);
            case RECOVER -> recovery.recover(n);
            case MAY_REQUIRE -> settings.mayRequire();
            case RESET -> recovery.reset(n);
            case UNLOCK -> settings.unlock(n);
            case IMPORT -> settings.importDevice(n);
            case RESEAL -> settings.reseal();
            default -> throw new AssertionError(kind);
        }
    }

    /** One of the host's two policies changes, and holds from the next sign-in on; mostly to one under which much is possible. */
    private void policy(int n) {
        Enforcement demand = switch (n % 9) {
            case 0 -> Enforcement.mayNotEnroll();
            case 1 -> Enforcement.requiredFrom(model.now.minusSeconds(n));
            case 2 -> Enforcement.requiredFrom(model.now.minusSeconds(n), Duration.ofHours(n % 50));
            case 3 -> Enforcement.requiredFrom(model.now.plusSeconds(n), Duration.ofMinutes(n % 50));
            default -> Enforcement.optional();
        };
        model.policy.demands.set(n / 9 % 2, demand);
        signIn.afterPassword(n);
        if (!model.on() && n % 2 == 0) {
            signIn.enroll(n);
        }
    }
}
