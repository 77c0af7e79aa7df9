package io.github.mfa4j.demo;

/** Answers one kind of request. */
@FunctionalInterface
interface Page {

    Response answer(Request request);
}
