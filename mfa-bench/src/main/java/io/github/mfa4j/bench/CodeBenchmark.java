package io.github.mfa4j.bench;

import com.bastiaanjansen.otp.HMACAlgorithm;
import com.bastiaanjansen.otp.TOTPGenerator;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import com.warrenstrange.googleauth.GoogleAuthenticatorConfig.GoogleAuthenticatorConfigBuilder;
import com.warrenstrange.googleauth.HmacHashFunction;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.code.HashingAlgorithm;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One code, from the Base32 text that is in the database to the digits. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = Compressions.ADD_OPENS)
public class CodeBenchmark {

    private static final long SECONDS = User.NOW.getEpochSecond();
    private static final long STEP = SECONDS / 30;

    @Param({"SHA1", "SHA256", "SHA512"})
    public OtpAlgorithm algorithm;

    private final String base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private String macName;
    private TotpParameters parameters;
    private DefaultCodeGenerator javaTotp;
    private HMACAlgorithm otpJavaAlgorithm;
    private JavaOtp javaOtp;
    private GoogleAuthenticator googleAuth;
    private Compressions compressions;

    @Setup
    public void prepare() throws Exception {
        macName = "Hmac" + algorithm;
        parameters = TotpParameters.DEFAULT.withAlgorithm(algorithm);
        javaTotp = new DefaultCodeGenerator(HashingAlgorithm.valueOf(algorithm.name()), 6);
        otpJavaAlgorithm = HMACAlgorithm.valueOf(algorithm.name());
        javaOtp = new JavaOtp(macName);
        googleAuth = new GoogleAuthenticator(new GoogleAuthenticatorConfigBuilder()
                .setHmacHashFunction(HmacHashFunction.valueOf(macName))
                .build());
        compressions = new Compressions(algorithm);
        int expected = Integer.parseInt(mfa4j());
        for (String other :
                new String[] {javaTotp(), otpJava(), javaOtpAndCommonsCodec(), "" + googleAuth(), "" + mac()}) {
            if (Integer.parseInt(other) != expected) {
                throw new IllegalStateException(other + " is not " + expected);
            }
        }
    }

    @Benchmark
    public String mfa4j() {
        return Totp.of(OtpSecret.ofBase32(base32), parameters).code(User.NOW);
    }

    @Benchmark
    public String javaTotp() throws CodeGenerationException {
        return javaTotp.generate(base32, STEP);
    }

    @Benchmark
    public String otpJava() {
        return new TOTPGenerator.Builder(base32.getBytes(StandardCharsets.US_ASCII))
                .withHOTPGenerator(hotp -> hotp.withAlgorithm(otpJavaAlgorithm))
                .build()
                .at(SECONDS);
    }

    @Benchmark
    public String javaOtpAndCommonsCodec() throws InvalidKeyException {
        return javaOtp.code(new SecretKeySpec(new Base32().decode(base32), macName), User.NOW);
    }

    /** A number, which spares it the digits. */
    @Benchmark
    public int googleAuth() {
        return googleAuth.getTotpPassword(base32, User.NOW.toEpochMilli());
    }

    /** A number, too. */
    @Benchmark
    public int mac() throws GeneralSecurityException {
        Mac mac = Mac.getInstance(macName);
        mac.init(new SecretKeySpec(new Base32().decode(base32), macName));
        return JcaMac.code(mac, STEP);
    }

    /** Two blocks of key, an inner and an outer block. */
    @Benchmark
    public Object bareCompressions() {
        return compressions.run(4);
    }
}
