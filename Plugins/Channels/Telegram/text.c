/* See text.h. */
#include "text.h"

#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ork_str str_of(const char *text) { return (ork_str){text, strlen(text)}; }

bool str_equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && (left.len == 0 || memcmp(left.ptr, right, left.len) == 0);
}

bool str_equals_header(ork_str left, const char *right)
{
    if (left.len != strlen(right)) return false;
    for (size_t index = 0; index < left.len; index++) {
        char byte = left.ptr[index];
        if ((byte >= 'A' && byte <= 'Z' ? byte + 32 : byte) != right[index]) return false;
    }
    return true;
}

size_t text_prefix(ork_str part, size_t units)
{
    size_t length = 0, counted = 0;
    for (; length < part.len; length++) {
        unsigned char byte = (unsigned char)part.ptr[length];
        /* A character counts at its first byte; one of four bytes is a pair. */
        if ((byte & 0xC0) != 0x80) counted += byte >= 0xF0 ? 2 : 1;
        if (counted > units) break;
    }
    return length;
}

/* Room for `more` bytes behind what is there; false when there is none. */
static bool reserve(text *self, size_t more)
{
    if (self->is_out_of_memory) return false;
    if (self->capacity - self->length >= more) return true;
    size_t capacity = (self->length + more) * 2 + 256;
    char *bytes = realloc(self->bytes, capacity);
    if (bytes == NULL) {
        self->is_out_of_memory = true;
        return false;
    }
    self->bytes = bytes;
    self->capacity = capacity;
    return true;
}

void text_add(text *self, ork_str part)
{
    if (part.len == 0 || !reserve(self, part.len)) return;
    memcpy(self->bytes + self->length, part.ptr, part.len);
    self->length += part.len;
}

void text_add_cut(text *self, ork_str part, size_t units)
{
    bool is_short = text_prefix(part, units) == part.len;
    text_add(self, is_short ? part : (ork_str){part.ptr, text_prefix(part, units - 1)});
    if (!is_short) text_add(self, STR("…"));
}

void text_add_quoted(text *self, ork_str part)
{
    size_t room = 6 * part.len + 3;
    if (!reserve(self, room)) return;
    self->length += json_quote(part, self->bytes + self->length, room);
}

void text_add_escaped(text *self, ork_str part)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (size_t index = 0; index < part.len; index++) {
        char escape[4];
        bool is_plain = part.ptr[index] != '\0' && strchr(plain, part.ptr[index]) != NULL;
        if (!is_plain) snprintf(escape, sizeof(escape), "%%%02X", (unsigned)(unsigned char)part.ptr[index]);
        text_add(self, is_plain ? (ork_str){part.ptr + index, 1} : (ork_str){escape, 3});
    }
}

void text_add_integer(text *self, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof(digits), "%lld", (long long)number);
    text_add(self, str_of(digits));
}

ork_str text_str(const text *self) { return (ork_str){self->bytes, self->length}; }

void text_free(text *self)
{
    free(self->bytes);
    *self = (text){0};
}
