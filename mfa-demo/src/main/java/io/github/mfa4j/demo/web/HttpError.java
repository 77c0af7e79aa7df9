package io.github.mfa4j.demo.web;

/** A request that gets an error page; thrown where it is noticed, answered in {@link WebServer}. */
public final class HttpError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String words;

    /**
     * @param status of HTTP, 400 or more
     * @param words what to tell a person
     */
    public HttpError(int status, String words) {
        super(words, null, false, false); // no stack trace: anybody can cause it, as often as they like
        this.status = status;
        this.words = words;
    }

    int status() {
        return status;
    }

    String words() {
        return words;
    }
}
