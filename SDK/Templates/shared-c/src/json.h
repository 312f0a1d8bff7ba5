/* What a plugin needs of JSON for its settings and for small documents: one
 * member of an object or element of an array, a number, and a string in either
 * direction. Nothing is allocated,
 * and nothing is assumed of the input. */
#ifndef PLUGIN_JSON_H
#define PLUGIN_JSON_H

#include <orkesta/orkesta.h>

#include <stdbool.h>
#include <stdint.h>

/* Finds a member of an object. *value is the member as it is written, a part of
 * `object`: borrowed for as long as that is. False when `object` is none, or has
 * no such member; then *value is empty. */
bool json_member(ork_str object, const char *name, ork_str *value);

/* Finds an element of an array, counted from 0; as json_member. */
bool json_element(ork_str array, size_t index, ork_str *value);

/* Reads a whole number. False when `value` is none, or beyond 64 bits. */
bool json_integer(ork_str value, int64_t *number);

/* Decodes a string into `text`, NUL-terminated UTF-8. False when `value` is no
 * string, holds a NUL, or needs more than `size` bytes; then `text` is empty. */
bool json_text(ork_str value, char *text, size_t size);

/* Encodes UTF-8 as a string, quotes included, NUL-terminated. Returns its length,
 * or 0 when it needs more than `size` bytes; 6 * text.len + 3 are always enough. */
size_t json_quote(ork_str text, char *quoted, size_t size);

#endif
