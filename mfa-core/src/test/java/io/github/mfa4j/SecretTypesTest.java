package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.otp.Hotp;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpAuthMigration;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.CodeKind;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Incident 32: every type that can hold a secret, found by its fields, keeps quiet about it. */
class SecretTypesTest {

    private static final Set<Class<?>> SECRET = Set.of(
            OtpSecret.class,
            byte[].class,
            char[].class,
            SecretKey.class,
            SecretKeySpec.class,
            MessageDigest.class,
            Mac.class);

    /** Types whose texts are secrets, which no field can tell. */
    private static final Set<Class<?>> SECRET_TEXT = Set.of(
            BackupCodes.class,
            TypedCode.class,
            BearerToken.class,
            NewToken.class,
            NewEmailCode.class,
            EmailCode.Issued.class,
            ImportedCodes.class);

    private static List<Class<?>> everyType() throws Exception {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            List<Class<?>> types = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replace('\\', '.');
                if (!name.endsWith("-info.class")) {
                    types.add(Class.forName(name.substring(0, name.length() - ".class".length())));
                }
            }
            return types;
        }
    }

    private static Path root() throws URISyntaxException {
        return Path.of(
                Mfa.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static boolean names(Type type, Set<Class<?>> wanted) {
        if (type instanceof ParameterizedType generic) {
            if (generic.getTypeName().startsWith("java.util.function.")) {
                return false; // It takes or makes one, but has none.
            }
            return names(generic.getRawType(), wanted)
                    || Stream.of(generic.getActualTypeArguments()).anyMatch(argument -> names(argument, wanted));
        }
        return type instanceof Class<?> one
                && (wanted.contains(one) || (one.isArray() && names(one.componentType(), wanted)));
    }

    private static boolean holds(Class<?> type, Set<Class<?>> wanted) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getGenericType)
                .anyMatch(field -> names(field, wanted));
    }

    /** The types with a field of a secret type, and those with a field of such a type, and so on. */
    private static Set<Class<?>> holders() throws Exception {
        Set<Class<?>> found = new LinkedHashSet<>(SECRET);
        found.addAll(SECRET_TEXT);
        boolean more = true;
        while (more) {
            more = false;
            for (Class<?> type : everyType()) {
                boolean holds = holds(type, found) || found.contains(type);
                more |= holds && found.add(type);
                more |= holds && !Object.class.equals(type.getSuperclass()) && found.add(type.getSuperclass());
            }
        }
        found.removeIf(type -> !type.getName().startsWith("io.github.mfa4j") || type.isInterface());
        return found;
    }

    @Test
    void noTypeWithASecretFieldIsARecord() throws Exception {
        Set<Class<?>> direct = new LinkedHashSet<>(SECRET);
        direct.addAll(SECRET_TEXT);
        direct.addAll(List.of(HashedCodes.class, OtpAuthUri.class));
        List<Class<?>> holders =
                everyType().stream().filter(type -> holds(type, direct)).toList();
        assertThat(holders).hasSizeGreaterThan(8).contains(NewCodes.class, Attempt.class, HashedCodes.class);
        assertThat(holders)
                .filteredOn(Class::isRecord)
                .as("design: never a record")
                .isEmpty();
        assertThat(holders).allMatch(type -> Modifier.isFinal(type.getModifiers()));
    }

    @Test
    void noTypeThatCanHoldASecretShowsIt() throws Exception {
        SecretForms forms = new SecretForms();
        Map<Class<?>, Object> samples = samples(forms);
        assertThat(names(samples.keySet())).as("a sample of each").isEqualTo(names(holders()));
        samples.forEach((type, sample) -> {
            assertThat(sample).isInstanceOf(type);
            forms.assertAbsentFrom(sample.toString());
        });
    }

    private static Set<String> names(Set<Class<?>> types) {
        return types.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<Class<?>, Object> samples(SecretForms forms) throws Exception {
        Map<Class<?>, Object> samples = new HashMap<>();
        SecureRandom random = new SecureRandom();
        Configuration config = Rig.configuration(TotpParameters.DEFAULT, Rig.QUICK);
        NewOffer offer = new NewOffer(config, random, "alice", "Phone");
        NewCodes codes = new NewCodes(Rig.QUICK, new QuickHasher(), random);
        OtpSecret secret = offer.uri().secret();
        forms.addBytes(secret.toBytes());
        forms.addText(secret.toManualKey().replace(' ', '-'));
        codes.shown().codes().forEach(forms::addText);
        codes.hashed().hashes().forEach(forms::addBytes);
        forms.addBytes(codes.hashed().salt());
        byte[] key = new byte[32];
        random.nextBytes(key);
        forms.addBytes(key);

        Rig rig = new Rig();
        Secrets both = Secrets.ofDevice("AAAAAAAA", secret).plus(Secrets.ofSet(codes.id(), codes.hashed()));
        Attempt attempt =
                new Attempt("u", rig.now, new Vault(Rig.cipher()), new QuickHasher(), () -> Policy.of(List.of(), "u"));
        put(samples, attempt);
        String typed = codes.shown().codes().get(0);
        put(samples, TypedCode.of(typed), codes.shown(), codes, codes.hashed(), offer, offer.uri(), secret, both);
        put(samples, Totp.of(secret), Hotp.of(secret));
        putExport(samples, secret);
        put(samples, new Enrollment.Offered("id", offer.uri(), Instant.EPOCH));
        put(samples, new Confirmation.AwaitingActivation("id", codes.shown(), Instant.EPOCH));
        put(samples, new Confirmation.EnabledAtOnce(codes.shown()));
        put(samples, new Reissue.Issued("id", codes.shown(), Instant.EPOCH));
        NewToken fresh = new NewToken(random);
        Token kept = fresh.kept(Token.Use.PERMIT, attempt, 60);
        BearerToken token = fresh.shown(kept);
        NewEmailCode mailed = new NewEmailCode(random, "alice@example.com");
        forms.addText(token.value());
        forms.addText(mailed.digits());
        put(samples, fresh, token, mailed, new Grant.Granted(token));
        EmailCode.Issued issued = new EmailCode.Issued(mailed.digits(), Instant.EPOCH);
        put(samples, issued, new Verification.Accepted(CodeKind.APP_CODE, 1, Optional.of(token)));
        ImportedCodes imported = ImportedCodes.of(List.of("12345678-90AB"));
        imported.codes().forEach(forms::addText);
        put(samples, imported, new ImportedDevice("i", "Phone", secret, TotpParameters.DEFAULT, codes));
        put(samples, io.github.mfa4j.defaults.AesGcmSecretCipher.of("k1", key));
        put(samples, new Decision<>(MfaState.EMPTY, both, "answer", List.of()));
        putHmacs(samples, secret);
        return samples;
    }

    private static void putHmacs(Map<Class<?>, Object> samples, OtpSecret secret) throws Exception {
        Totp totp = Totp.of(secret);
        for (int computation = 0; computation < 2; computation++) { // The second one keeps what the first does not.
            totp.codeOfStep(1);
        }
        Object generator = field(Totp.class, "codes", totp);
        Object key = field(generator.getClass(), "key", generator);
        put(samples, generator, key, field(key.getClass(), "kept", key));
        samples.put(key.getClass().getSuperclass(), key);
        Constructor<?> byMac = Class.forName("io.github.mfa4j.otp.MacHmac")
                .getDeclaredConstructor(OtpSecret.class, OtpAlgorithm.class);
        byMac.setAccessible(true);
        put(samples, byMac.newInstance(secret, OtpAlgorithm.SHA1));
    }

    private static Object field(Class<?> type, String name, Object of) throws Exception {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    private static void putExport(Map<Class<?>, Object> samples, OtpSecret secret) throws Exception {
        byte[] account = secret.toBytes();
        byte[] payload = new byte[4 + account.length];
        payload[0] = payload[2] = 0x0a; // Field 1 of the payload is an account, whose field 1 is the secret.
        payload[1] = (byte) (2 + account.length);
        payload[3] = (byte) account.length;
        System.arraycopy(account, 0, payload, 4, account.length);
        OtpAuthMigration export = OtpAuthMigration.parse(
                "otpauth-migration://offline?data=" + Base64.getUrlEncoder().encodeToString(payload));
        put(samples, export, export.accounts().get(0));
        Constructor<?> reader =
                Class.forName("io.github.mfa4j.otp.ProtobufReader").getDeclaredConstructor(byte[].class);
        reader.setAccessible(true);
        put(samples, reader.newInstance((Object) payload));
    }

    private static void put(Map<Class<?>, Object> samples, Object... sample) {
        for (Object one : sample) {
            samples.put(one.getClass(), one);
        }
    }
}
