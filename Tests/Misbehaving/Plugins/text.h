/* The ABI's strings, in plugins of the tests. */
#ifndef ORKESTA_TESTS_TEXT_H
#define ORKESTA_TESTS_TEXT_H

#include <orkesta/orkesta.h>

#include <string.h>

/* A string literal, its length known at compile time. */
#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})
/* The same, where the compiler wants a constant. */
#define CONSTANT_STR(literal) {(literal), sizeof(literal) - 1}

static inline int equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

#endif
