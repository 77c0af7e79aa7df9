package io.github.mfa4j.bench;

import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.qr.Qr;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the page of a set-up needs once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class UriAndQrBenchmark {

    private final OtpSecret secret = OtpSecret.ofBytes(Crowd.SECRET);
    private String uri;
    private Qr qr;

    @Setup
    public void prepare() {
        uri = buildUri();
        qr = Qr.of(uri);
    }

    @Benchmark
    public String buildUri() {
        return OtpAuthUri.totp("Example Bank", "alice@example.com", secret, TotpParameters.DEFAULT)
                .toUriString();
    }

    @Benchmark
    public OtpAuthUri parseUri() {
        return OtpAuthUri.parse(uri);
    }

    @Benchmark
    public Qr encodeQr() {
        return Qr.of(uri);
    }

    @Benchmark
    public String drawSvg() {
        return qr.toSvg();
    }

    @Benchmark
    public byte[] drawPng() {
        return qr.toPng();
    }
}
