package io.github.mfa4j.demo.web;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database that lets a test do something before a statement, in the middle of a transaction. */
final class HeldDataSource {

    private HeldDataSource() {}

    /** Calls the task before each statement that begins like this. */
    static DataSource before(String beginning, DataSource database, Runnable task) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = call(database, method, arguments);
            return result instanceof Connection connection ? held(beginning, connection, task) : result;
        });
    }

    private static Connection held(String beginning, Connection connection, Runnable task) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("prepareStatement")
                    && arguments[0].toString().startsWith(beginning)) {
                task.run();
            }
            return call(connection, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
