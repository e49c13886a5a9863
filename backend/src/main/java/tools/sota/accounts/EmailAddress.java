package tools.sota.accounts;

import java.util.Locale;
import java.util.regex.Pattern;

/// What we take for an e-mail address: RFC 5321's ordinary form, in ASCII, with a domain of two or more labels.
public final class EmailAddress {
    public static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");

    private EmailAddress() {}

    /// Whose mailbox an address is: `Ada+trial@Example.com` reaches the same person as `ada@example.com`. Only what all
    /// common providers agree on is folded; dots are not, for most of them tell such mailboxes apart.
    public static String mailbox(String address) {
        return address.toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
    }

    public static boolean isOne(String word) {
        return word.length() <= LONGEST
                && word.indexOf('@') <= LONGEST_LOCAL
                && FORM.matcher(word).matches();
    }
}
