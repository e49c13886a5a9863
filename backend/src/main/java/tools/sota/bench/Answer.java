package tools.sota.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 answer at the start of a buffer: just enough of it to know where it ends and what it says.
///
/// @param end one past its last byte
/// @param closes whether the server closes the connection behind it
/// @param retryAfter whether it says when to come again
/// @param idFrom where the value of `Request-Id` starts, 0 when there is none
/// @param idTo where that value ends
record Answer(int status, int end, boolean closes, boolean retryAfter, int idFrom, int idTo) {
    private static final int NO_LENGTH = -1;
    private static final int CHUNKED = -2;
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /// The server does not speak HTTP as we know it.
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what);
        }
    }

    /// Null while the buffer, read up to its position, does not hold the whole answer yet.
    static @Nullable Answer parse(ByteBuffer in) {
        int filled = in.position();
        int line = endOfLine(in, 0, filled);
        if (line < 0) {
            return null;
        }
        int status = number(in, STATUS_AT, STATUS_AT + 3, 10);
        int length = NO_LENGTH;
        boolean closes = false;
        boolean retryAfter = false;
        int idFrom = 0;
        int idTo = 0;
        for (int from = line; ; from = line) {
            line = endOfLine(in, from, filled);
            if (line < 0) {
                return null;
            }
            if (line - from == 2) {
                break;
            }
            switch (Field.at(in, from, line)) {
                case CONTENT_LENGTH -> length = number(in, Field.CONTENT_LENGTH.valueAt(from), line - 2, 10);
                case TRANSFER_ENCODING -> length = CHUNKED;
                case CONNECTION -> closes = (in.get(Field.CONNECTION.valueAt(from)) | 0x20) == 'c';
                case RETRY_AFTER -> retryAfter = true;
                case REQUEST_ID -> {
                    idFrom = Field.REQUEST_ID.valueAt(from);
                    idTo = line - 2;
                }
                case OTHER -> {}
            }
        }
        int end = end(in, line, filled, bodyless(status) ? 0 : length);
        return end < 0 ? null : new Answer(status, end, closes, retryAfter, idFrom, idTo);
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /// The value of `Request-Id`; empty when there is none.
    String requestId(ByteBuffer in) {
        var bytes = new byte[idTo - idFrom];
        in.get(idFrom, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean bodyless(int status) {
        return status == 204 || status == 304;
    }

    private static int end(ByteBuffer in, int body, int filled, int length) {
        if (length == CHUNKED) {
            return endOfChunks(in, body, filled);
        }
        if (length < 0) {
            throw new Malformed("an answer has neither a length nor chunks");
        }
        return filled - body >= length ? body + length : -1;
    }

    private static int endOfChunks(ByteBuffer in, int body, int filled) {
        int at = body;
        while (true) {
            int data = endOfLine(in, at, filled);
            if (data < 0) {
                return -1;
            }
            int size = number(in, at, data - 2, 16);
            at = data + size + 2;
            if (at > filled) {
                return -1;
            }
            if (size == 0) {
                return at;
            }
        }
    }

    /// One past the next line feed, -1 when there is none yet.
    private static int endOfLine(ByteBuffer in, int from, int filled) {
        for (int at = from; at < filled; at++) {
            if (in.get(at) == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private static int number(ByteBuffer in, int from, int to, int radix) {
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = Character.digit(in.get(at), radix);
            if (digit < 0) {
                throw new Malformed("a number was expected");
            }
            value = value * radix + digit;
        }
        return value;
    }
}
