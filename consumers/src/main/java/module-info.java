/** For the module path; on the class path this file is left out. H2 is no module, and its DataSource is one of JNDI as well. */
@SuppressWarnings("requires-automatic")
module example {
    requires com.h2database;
    requires io.github.mfa4j;
    requires io.github.mfa4j.jdbc;
    requires io.github.mfa4j.qr;
    requires io.github.mfa4j.slf4j;
    requires io.github.mfa4j.testkit;
    requires java.naming;
}
