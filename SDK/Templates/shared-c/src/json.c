/* A scanner over borrowed bytes: it never reads past the end it was given, and
 * never recurses. */
#include "json.h"

#include <stdint.h>
#include <string.h>

/* ---- Finding: each function returns where it stopped, or NULL when the text
 * ends first. */

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) at++;
    return at < end ? at : NULL;
}

static const char *skip_string(const char *at, const char *end)
{
    for (at++; at < end; at++) {
        if (*at == '"') return at + 1;
        if (*at == '\\' && ++at == end) return NULL;
    }
    return NULL;
}

static const char *skip_value(const char *at, const char *end)
{
    int depth = 0;
    while (at < end) {
        switch (*at) {
        case '"':
            at = skip_string(at, end);
            if (at == NULL || depth == 0) return at;
            continue;
        case '{':
        case '[':
            depth++;
            break;
        case '}':
        case ']':
            if (depth == 0) return at;
            if (--depth == 0) return at + 1;
            break;
        case ',':
        case ' ':
        case '\t':
        case '\n':
        case '\r':
            if (depth == 0) return at;
            break;
        default:
            break;
        }
        at++;
    }
    return NULL;
}

bool json_member(ork_str object, const char *name, ork_str *value)
{
    *value = (ork_str){NULL, 0};
    const char *end = object.len > 0 ? object.ptr + object.len : object.ptr;
    const char *at = skip_space(object.ptr, end);
    if (at == NULL || *at != '{') return false;
    do {
        const char *key = skip_space(at + 1, end);
        if (key == NULL || *key != '"') return false;
        const char *key_end = skip_string(key, end);
        const char *colon = key_end == NULL ? NULL : skip_space(key_end, end);
        if (colon == NULL || *colon != ':') return false;
        const char *start = skip_space(colon + 1, end);
        const char *stop = start == NULL ? NULL : skip_value(start, end);
        if (stop == NULL) return false;
        size_t length = (size_t)(key_end - key) - 2;
        if (length == strlen(name) && memcmp(key + 1, name, length) == 0) {
            *value = (ork_str){start, (size_t)(stop - start)};
            return stop > start;
        }
        at = skip_space(stop, end);
    } while (at != NULL && *at == ',');
    return false;
}

bool json_element(ork_str array, size_t index, ork_str *value)
{
    *value = (ork_str){NULL, 0};
    const char *end = array.len > 0 ? array.ptr + array.len : array.ptr;
    const char *at = skip_space(array.ptr, end);
    if (at == NULL || *at != '[') return false;
    do {
        const char *start = skip_space(at + 1, end);
        const char *stop = start == NULL ? NULL : skip_value(start, end);
        if (stop == NULL || stop == start) return false;
        if (index-- == 0) {
            *value = (ork_str){start, (size_t)(stop - start)};
            return true;
        }
        at = skip_space(stop, end);
    } while (at != NULL && *at == ',');
    return false;
}

/* ---- Decoding. */

bool json_integer(ork_str value, int64_t *number)
{
    size_t at = value.len > 0 && value.ptr[0] == '-' ? 1 : 0;
    uint64_t magnitude = 0, limit = (uint64_t)INT64_MAX + at;
    *number = 0;
    if (at == value.len) return false;
    for (; at < value.len; at++) {
        unsigned digit = (unsigned char)value.ptr[at] - (unsigned)'0';
        if (digit > 9 || magnitude > (limit - digit) / 10) return false;
        magnitude = magnitude * 10 + digit;
    }
    *number = value.ptr[0] == '-' ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return true;
}

/* Four hexadecimal digits, or -1. */
static int32_t hexadecimal(const char *at, const char *end)
{
    int32_t number = 0;
    if (end - at < 4) return -1;
    for (int index = 0; index < 4; index++) {
        char digit = at[index];
        int32_t part = digit >= '0' && digit <= '9' ? digit - '0'
                     : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                     : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                    : -1;
        if (part < 0) return -1;
        number = number * 16 + part;
    }
    return number;
}

/* The scalar of an escape that begins after its backslash; *at moves past it. 0
 * for what is no escape, half of a pair, or a NUL. */
static uint32_t escaped(const char **at, const char *end)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *found = *at < end && **at != '\0' ? strchr(from, **at) : NULL;
    if (found != NULL) {
        (*at)++;
        return (unsigned char)to[found - from];
    }
    if (*at >= end || **at != 'u') return 0;
    int32_t first = hexadecimal(*at + 1, end);
    if (first <= 0) return 0;
    *at += 5;
    if (first < 0xD800 || first > 0xDFFF) return (uint32_t)first;
    if (first > 0xDBFF || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u') return 0;
    int32_t second = hexadecimal(*at + 2, end);
    *at += 6;
    if (second < 0xDC00 || second > 0xDFFF) return 0;
    return 0x10000u + (((uint32_t)first - 0xD800u) << 10) + ((uint32_t)second - 0xDC00u);
}

static size_t encode(uint32_t scalar, char *bytes)
{
    if (scalar < 0x80) {
        bytes[0] = (char)scalar;
        return 1;
    }
    size_t length = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
    for (size_t index = length - 1; index > 0; index--, scalar >>= 6) bytes[index] = (char)(0x80 | (scalar & 0x3F));
    bytes[0] = (char)((0xF00 >> length & 0xFF) | scalar);
    return length;
}

bool json_text(ork_str value, char *text, size_t size)
{
    size_t length = 0;
    if (size == 0) return false;
    text[0] = '\0';
    if (value.len < 2 || value.ptr[0] != '"' || value.ptr[value.len - 1] != '"') return false;
    const char *at = value.ptr + 1, *end = value.ptr + value.len - 1;
    while (at < end) {
        char bytes[4] = {*at};
        size_t count = 1;
        if (*at++ == '\\') {
            uint32_t scalar = escaped(&at, end);
            count = scalar == 0 ? 0 : encode(scalar, bytes);
        }
        if (count == 0 || bytes[0] == '\0' || size - length <= count) {
            text[0] = '\0';
            return false;
        }
        memcpy(text + length, bytes, count);
        length += count;
    }
    text[length] = '\0';
    return true;
}

/* ---- Encoding. */

size_t json_quote(ork_str text, char *quoted, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    size_t length = 0;
    if (size < 3) return 0;
    quoted[length++] = '"';
    for (size_t index = 0; index < text.len; index++) {
        unsigned char byte = (unsigned char)text.ptr[index];
        if (size - length < 8) return 0;
        if (byte < 0x20) {
            memcpy(quoted + length, "\\u00", 4);
            quoted[length + 4] = digits[byte >> 4];
            quoted[length + 5] = digits[byte & 0xF];
            length += 6;
            continue;
        }
        if (byte == '"' || byte == '\\') quoted[length++] = '\\';
        quoted[length++] = (char)byte;
    }
    quoted[length++] = '"';
    quoted[length] = '\0';
    return length;
}
