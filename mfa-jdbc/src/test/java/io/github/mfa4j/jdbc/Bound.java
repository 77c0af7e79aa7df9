package io.github.mfa4j.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** What an application hands out that has a library take part in its own transactions. */
final class Bound {

    private Bound() {}

    /** A DataSource whose every connection is that of a transaction under way; closing it is left to whoever began that. */
    static DataSource to(Connection transaction) {
        Connection borrowed = proxy(Connection.class, (proxy, method, arguments) -> {
            try {
                return method.getName().equals("close") ? null : method.invoke(transaction, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return borrowed;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Bound.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
