package io.github.mfa4j.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A DataSource around another one that fails at the moment that a test chooses, and counts what is opened and closed.
 * For one thread.
 */
final class FaultyDataSource implements DataSource {

    /** When to fail: {@code BEFORE} the call is passed on, or {@code AFTER} it was and has done its work. */
    enum Moment {
        CONNECT,
        PREPARE,
        BEFORE_QUERY,
        BEFORE_UPDATE,
        AFTER_UPDATE,
        AFTER_CLOSING_STATEMENT,
        AFTER_CLOSING_CONNECTION
    }

    /** What to do with each connection before it is handed out. */
    interface Preparation {
        void on(Connection connection) throws SQLException;
    }

    private final DataSource real;
    private Preparation preparation = connection -> {};
    private Moment moment = Moment.CONNECT;
    private String sqlState = "";
    private int number;
    private int failuresLeft;
    private int open;
    private int prepared;

    FaultyDataSource(DataSource real) {
        this.real = real;
    }

    /** Fails at the next so many occurrences of the moment, and works again afterwards. */
    void fail(int times, Moment at, String withSqlState) {
        fail(times, at, withSqlState, 0);
    }

    /** The same, with the number that a vendor gives to the error. */
    void fail(int times, Moment at, String withSqlState, int withNumber) {
        this.moment = at;
        this.sqlState = withSqlState;
        this.number = withNumber;
        this.failuresLeft = times;
    }

    void prepareConnections(Preparation onConnect) {
        this.preparation = onConnect;
    }

    /** How many failures that were asked for have not happened. */
    int failuresLeft() {
        return failuresLeft;
    }

    /** How many connections, statements and result sets are open. */
    int open() {
        return open;
    }

    /** How many statements were prepared so far. */
    int prepared() {
        return prepared;
    }

    @Override
    public Connection getConnection() throws SQLException {
        failIf(Moment.CONNECT);
        Connection connection = real.getConnection();
        preparation.on(connection);
        open++;
        return proxy(Connection.class, connection, (name, call) -> {
            if (name.equals("prepareStatement")) {
                failIf(Moment.PREPARE);
                prepared++;
                PreparedStatement statement = (PreparedStatement) call.run();
                open++;
                return statement(statement);
            }
            return closing(name, call, Moment.AFTER_CLOSING_CONNECTION);
        });
    }

    private PreparedStatement statement(PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement, (name, call) -> {
            if (name.equals("executeQuery")) {
                failIf(Moment.BEFORE_QUERY);
                ResultSet rows = (ResultSet) call.run();
                open++;
                return proxy(ResultSet.class, rows, (inner, innerCall) -> closing(inner, innerCall, null));
            }
            if (name.equals("executeUpdate")) {
                failIf(Moment.BEFORE_UPDATE);
                Object rows = call.run();
                failIf(Moment.AFTER_UPDATE);
                return rows;
            }
            return closing(name, call, Moment.AFTER_CLOSING_STATEMENT);
        });
    }

    private Object closing(String name, Call call, Moment closed) throws Throwable {
        Object result = call.run();
        if (name.equals("close")) {
            open--;
            failIf(closed);
        }
        return result;
    }

    private void failIf(Moment now) throws SQLException {
        if (now == moment && failuresLeft > 0) {
            failuresLeft--;
            throw new SQLException("made up by a test", sqlState, number);
        }
    }

    private interface Call {
        Object run() throws Throwable;
    }

    private interface Interceptor {
        Object on(String method, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Interceptor interceptor) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> interceptor.on(method.getName(), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
