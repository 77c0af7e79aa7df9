package io.github.mfa4j;

import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A security provider before all others that counts the SHA-1 hashes it is asked for: two for each HMAC. Its digests can be
 * cloned or cannot, as the provider of a certified module may have it.
 */
final class CountedDigests extends Provider implements AutoCloseable {

    private static final long serialVersionUID = 1;

    private final transient AtomicInteger hashes = new AtomicInteger();

    private CountedDigests(boolean cloneable) {
        super("Counted", "1", "counts SHA-1");
        putService(new Service(this, "MessageDigest", "SHA-1", "none", null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                Provider jdk = Security.getProvider("SUN");
                MessageDigest digest = MessageDigest.getInstance("SHA-1", jdk);
                return cloneable ? new Cloned(digest, hashes) : new Counted(digest, hashes);
            }
        });
    }

    static CountedDigests install(boolean cloneable) {
        CountedDigests provider = new CountedDigests(cloneable);
        if (Security.insertProviderAt(provider, 1) != 1) {
            throw new IllegalStateException("two at a time");
        }
        return provider;
    }

    /** How many HMACs were computed since the last time; those of {@code Mac} are not counted. */
    int hmacs() {
        int counted = hashes.getAndSet(0);
        if (counted % 2 != 0) {
            throw new IllegalStateException(counted + " hashes are no whole HMACs");
        }
        return counted / 2;
    }

    @Override
    public void close() {
        Security.removeProvider(getName());
    }

    private static class Counted extends MessageDigestSpi {

        private final AtomicInteger hashes;
        MessageDigest digest;

        Counted(MessageDigest digest, AtomicInteger hashes) {
            this.digest = digest;
            this.hashes = hashes;
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            hashes.incrementAndGet();
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }

        @Override
        protected int engineGetDigestLength() {
            return digest.getDigestLength();
        }
    }

    private static final class Cloned extends Counted implements Cloneable {

        Cloned(MessageDigest digest, AtomicInteger hashes) {
            super(digest, hashes);
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            Cloned copy = (Cloned) super.clone();
            copy.digest = (MessageDigest) digest.clone();
            return copy;
        }
    }
}
