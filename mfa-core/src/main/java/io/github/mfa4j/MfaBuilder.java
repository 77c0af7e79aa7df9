package io.github.mfa4j;

import io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.EnforcementSource;
import io.github.mfa4j.spi.MfaListener;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.SecretCipher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what an {@link Mfa} needs. A store and a cipher have no default, since no default would be safe. Not
 * thread-safe.
 */
public final class MfaBuilder {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final String issuer;
    private @Nullable MfaStore store;
    private @Nullable SecretCipher cipher;
    private BackupCodeHasher hasher = new Pbkdf2BackupCodeHasher();
    private InstantSource clock = InstantSource.system();
    private TotpParameters totp = TotpParameters.DEFAULT;
    private TotpWindow window = TotpWindow.DEFAULT;
    private BackupCodeFormat backupCodes = BackupCodeFormat.DEFAULT;
    private Duration setupLifetime = Duration.ofMinutes(10);
    private boolean activateOnConfirm;
    private final List<EnforcementSource> policies = new ArrayList<>();
    private final List<MfaListener> listeners = new ArrayList<>();
    private Duration linkLifetime = Duration.ofMinutes(15);
    private Duration browserTrust = Duration.ZERO;
    private final Set<EmailProof> proofs = EnumSet.noneOf(EmailProof.class);

    MfaBuilder(String issuer) {
        this.issuer = Objects.requireNonNull(issuer, "issuer");
        // What an otpauth URI cannot say, no authenticator app can show.
        OtpAuthUri.totp(issuer, "account", OtpSecret.generate(), TotpParameters.DEFAULT);
    }

    /**
     * Sets where records are kept. Required.
     *
     * @param store the store; its guarantees are the library's
     * @return this builder
     */
    public MfaBuilder store(MfaStore store) {
        this.store = Objects.requireNonNull(store, "store");
        return this;
    }

    /**
     * Sets what seals secrets. Required, usually an {@link io.github.mfa4j.defaults.AesGcmSecretCipher}.
     *
     * @param cipher the cipher
     * @return this builder
     */
    public MfaBuilder secretCipher(SecretCipher cipher) {
        this.cipher = Objects.requireNonNull(cipher, "cipher");
        return this;
    }

    /**
     * Sets what hashes backup codes. The default is a {@link Pbkdf2BackupCodeHasher}.
     *
     * @param hasher the hasher
     * @return this builder
     */
    public MfaBuilder backupCodeHasher(BackupCodeHasher hasher) {
        this.hasher = Objects.requireNonNull(hasher, "hasher");
        return this;
    }

    /**
     * Adds somebody who is told what happens: an audit trail, mails to the user. All are told, in the order in which they were
     * added, and what one throws keeps the event from no other. The default is nobody.
     *
     * @param listener one more listener
     * @return this builder
     */
    public MfaBuilder listener(MfaListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets the time source, for tests. The default is the clock of the system, which must be right to within the window.
     *
     * @param clock the source; it is read once per attempt
     * @return this builder
     */
    public MfaBuilder instantSource(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Sets the parameters of devices that are set up from now on. The default is {@link TotpParameters#DEFAULT}, the only
     * one that every authenticator app understands. Devices that exist keep theirs.
     *
     * @param totp algorithm, digits and period; {@code t0} must be the epoch, because an {@code otpauth} URI cannot say
     *     another one
     * @return this builder
     */
    public MfaBuilder totp(TotpParameters totp) {
        this.totp = Objects.requireNonNull(totp, "totp");
        return this;
    }

    /**
     * Sets how far a phone's clock may be off. The default is {@link TotpWindow#DEFAULT}, one step each side. A wider
     * window makes guessing easier, so the lock comes earlier; for devices that exist and show fewer digits than new ones,
     * possibly at the first wrong code.
     *
     * @param window the window
     * @return this builder
     */
    public MfaBuilder window(TotpWindow window) {
        this.window = Objects.requireNonNull(window, "window");
        return this;
    }

    /**
     * Sets what new backup codes look like. The default is {@link BackupCodeFormat#DEFAULT}. Sets that exist stay valid.
     *
     * @param format the format
     * @return this builder
     */
    public MfaBuilder backupCodes(BackupCodeFormat format) {
        this.backupCodes = Objects.requireNonNull(format, "format");
        return this;
    }

    /**
     * Sets how long a set-up may take from the offer to the activation, in whole seconds; fractions are cut off. The default is 10 minutes.
     *
     * @param lifetime 1 minute to 24 hours
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public MfaBuilder setupLifetime(Duration lifetime) {
        this.setupLifetime = checked("setupLifetime", lifetime, Configuration.MAX_SETUP);
        return this;
    }

    private static Duration checked(String what, Duration given, Duration longest) {
        Objects.requireNonNull(given, what);
        if (given.compareTo(SHORTEST) < 0 || given.compareTo(longest) > 0) {
            throw new IllegalArgumentException(what + " must be from 1 minute to "
                    + (longest.toDays() > 1 ? longest.toDays() + " days" : longest.toHours() + " hours"));
        }
        return given;
    }

    /**
     * Adds a source of policies. Several combine: the earliest start and the earliest deadline win, whichever
     * source each comes from. Without one, a second factor is optional.
     *
     * @param source the source
     * @return this builder
     */
    public MfaBuilder enforcement(EnforcementSource source) {
        policies.add(Objects.requireNonNull(source, "source"));
        return this;
    }

    /**
     * Makes everybody prove the e-mail address, or bring a permit, before a first device is set up. The default is that only
     * those have to whose deadline is over, because their password alone opens nothing else, and those who were recovered
     * or reset. Not together with {@link #insecureEnrollNowByPasswordAlone}.
     *
     * @return this builder
     */
    public MfaBuilder requireEmailProof() {
        proofs.add(EmailProof.ALWAYS);
        return this;
    }

    /**
     * Lets users whose deadline is over set up a second factor with the password alone: whoever has the password of
     * an account that was never enrolled, enrolls. For applications that cannot send mail. After recovery or reset a permit is
     * needed all the same. Not together with {@link #requireEmailProof}.
     *
     * @return this builder
     */
    public MfaBuilder insecureEnrollNowByPasswordAlone() {
        proofs.add(EmailProof.NEVER);
        return this;
    }

    /**
     * Sets how long recovery and unlock links are good, in whole seconds; fractions are cut off. The default is 15 minutes.
     *
     * @param lifetime 1 minute to 24 hours, the most that NIST SP 800-63B-4 allows a mailed recovery code
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public MfaBuilder linkLifetime(Duration lifetime) {
        this.linkLifetime = checked("linkLifetime", lifetime, Configuration.MAX_LINK);
        return this;
    }

    /**
     * Allows {@link Mfa#verifyAndTrustBrowser}, and sets for how long, in whole seconds; fractions are cut off. Whoever has the password and that
     * browser's cookies needs no code. Off by default; a shorter time also ends the trust that was given before.
     *
     * @param duration 1 minute to 90 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public MfaBuilder trustBrowsersFor(Duration duration) {
        this.browserTrust = checked("trustBrowsersFor", duration, Configuration.MAX_BROWSER_TRUST);
        return this;
    }

    /**
     * Makes {@link Mfa#confirm} switch the second factor on at once, without waiting for {@link Mfa#activate}. A person
     * who then loses the page with the backup codes has none, so prefer the default. Where lost devices are replaced, the old ones and
     * their codes are gone with the confirmation, too.
     *
     * @return this builder
     */
    public MfaBuilder activateOnConfirm() {
        this.activateOnConfirm = true;
        return this;
    }

    /**
     * Builds. The cipher and the hasher are tried a few times, so that a wrong one fails here and not at the first
     * sign-in.
     *
     * @return a new, thread-safe object
     * @throws IllegalStateException if the store or the cipher is missing, if two calls contradict each other, or if the
     *     cipher or the hasher does not keep its guarantees
     * @throws IllegalArgumentException if the parameters would let somebody guess too easily, or records would become too
     *     long
     */
    public Mfa build() {
        if (store == null) {
            throw new IllegalStateException("call store(...): there is no default, because a second factor that is not"
                    + " stored safely is none");
        }
        if (cipher == null) {
            throw new IllegalStateException("call secretCipher(...): there is no default, because a key that is made up"
                    + " at every start would lock every user out");
        }
        if (proofs.size() > 1) {
            throw new IllegalStateException("requireEmailProof() and insecureEnrollNowByPasswordAlone() contradict each"
                    + " other: call one of them at most");
        }
        if (!totp.t0().equals(Instant.EPOCH)) {
            throw new IllegalArgumentException("totp: t0 must be the epoch, an otpauth URI cannot say another one");
        }
        Configuration config = new Configuration(
                issuer,
                totp,
                window,
                backupCodes,
                setupLifetime,
                activateOnConfirm,
                linkLifetime,
                browserTrust,
                proofs.stream().findFirst().orElse(EmailProof.WHEN_OVERDUE));
        ConfigurationCheck.run(config, cipher, hasher);
        Records records = new Records(store, new Vault(cipher), hasher, clock, new Events(listeners), policies);
        return new Mfa(config, records, new Fresh(config, hasher));
    }
}
