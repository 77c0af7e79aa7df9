package io.github.mfa4j.demo.web;

/** Numbers of things, as a person reads them. */
public final class Words {

    private Words() {}

    /** Such as "1 device" and "2 devices". */
    public static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
