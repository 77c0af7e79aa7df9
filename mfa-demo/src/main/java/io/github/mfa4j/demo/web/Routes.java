package io.github.mfa4j.demo.web;

/** Where the flows say which page answers which request, and who may send it. */
public interface Routes {

    /** A page. Opening one changes nothing but the session, which may come further when nothing more is asked for. */
    Routes get(String path, Access access, Page page);

    /** What a form is sent to. */
    Routes post(String path, Access access, Page page);
}
