package io.github.mfa4j.demo.web;

/** Where the flows say which page answers which request, and who may send it. */
public interface Routes {

    /** A page that changes nothing. */
    Routes get(String path, Access access, Page page);

    /** What a form is sent to. */
    Routes post(String path, Access access, Page page);
}
