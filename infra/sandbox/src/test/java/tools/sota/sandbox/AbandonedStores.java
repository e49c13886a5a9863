package tools.sota.sandbox;

import java.nio.file.Path;

/// A program that starts both stores, writes to them and waits to be killed.
final class AbandonedStores {
    private AbandonedStores() {}

    static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var postgres = Postgres.start(folder.resolve("postgres"), 0, Durability.DURABLE);
        new Database(postgres.jdbcUrl()).run("create table diary (note text); insert into diary values ('abandoned')");
        var redis = Redis.start(folder.resolve("redis"), 0, Durability.DURABLE);
        redis.ask("SET", "note", "abandoned");
        System.out.println(postgres.port() + " " + redis.port());
        Thread.currentThread().join();
    }
}
