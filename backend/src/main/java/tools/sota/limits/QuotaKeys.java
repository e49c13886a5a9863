package tools.sota.limits;

/// The names of an account's state in Redis; the account is the hash tag, so one node of a cluster holds all of it.
record QuotaKeys(String bucket, String state, String holds, String late) {
    static QuotaKeys of(Attempt attempt) {
        var tag = "{" + attempt.accountId() + "}:";
        var period = attempt.environment().code()
                + ':'
                + attempt.allowance().period().start().toEpochMilli();
        return new QuotaKeys(
                tag + "bucket:" + attempt.bucket(),
                tag + "quota:" + period,
                tag + "holds:" + period,
                tag + "late:" + period);
    }
}
