package tools.sota.usage.alerts;

/// What an account wants to be told of.
///
/// @param runsOut whether at this pace the quota ends before the period does
record AlertSetting(boolean used50, boolean used80, boolean used100, boolean runsOut) {
    static final AlertSetting EVERYTHING = new AlertSetting(true, true, true, true);

    boolean wants(int percent) {
        return switch (percent) {
            case 50 -> used50;
            case 80 -> used80;
            default -> used100;
        };
    }
}
