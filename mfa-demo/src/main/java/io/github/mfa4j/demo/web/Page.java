package io.github.mfa4j.demo.web;

/** Answers a request that may be made and whose form came from this application. */
@FunctionalInterface
public interface Page {

    /** Renders a page or redirects. */
    void answer(Visit visit);
}
