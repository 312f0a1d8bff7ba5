/* Texts: borrowed ones compared, and one that grows while a request is written. */
#ifndef TELEGRAM_TEXT_H
#define TELEGRAM_TEXT_H

#include "orkesta/orkesta.h"

#include <stdbool.h>
#include <stdint.h>

#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})

/* A NUL-terminated text, borrowed. */
ork_str str_of(const char *text);
bool str_equals(ork_str left, const char *right);

/* Header names compare without case; `right` is in lower case. */
bool str_equals_header(ork_str left, const char *right);

/* The bytes of the longest beginning of UTF-8 that has no more than so many UTF-16 units,
 * in which Telegram counts. */
size_t text_prefix(ork_str part, size_t units);

/* A text under construction. Begin with {0}; free with text_free. Out of memory
 * it says so once, at the end, and appends nothing more. */
typedef struct text {
    char *bytes;
    size_t length, capacity;
    bool is_out_of_memory;
} text;

void text_add(text *self, ork_str part);
/* What has more than so many UTF-16 units is cut, and ends with an ellipsis. */
void text_add_cut(text *self, ork_str part, size_t units);
/* As a JSON string, quotes included. */
void text_add_quoted(text *self, ork_str part);
/* As a value of a query: what is no letter, digit, '-', '.', '_' or '~' as %XX. */
void text_add_escaped(text *self, ork_str part);
void text_add_integer(text *self, int64_t number);
ork_str text_str(const text *self);
void text_free(text *self);

#endif
