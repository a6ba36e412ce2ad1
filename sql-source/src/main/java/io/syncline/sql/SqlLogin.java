package io.syncline.sql;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * How connections are opened.
 *
 * @param address the database
 * @param username the login; empty if the database has none
 * @param password its password; empty if there is none
 * @param statementTimeout the limit for one statement
 */
record SqlLogin(JdbcAddress address, Optional<String> username, Optional<String> password, Duration statementTimeout) {

    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(address.dialect().properties(statementTimeout));
        username.ifPresent(user -> properties.setProperty("user", user));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        return properties;
    }

    /** The user, for messages. */
    String user() {
        return username.map(name -> "the user " + name).orElse("the user");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user() + " of the " + address;
    }
}
