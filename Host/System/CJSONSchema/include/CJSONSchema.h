// JSON Schema validation for the host: valijson over nlohmann/json behind four
// C functions. No C++ exception leaves them. Thread: any; a compiled schema may
// be used from several threads at once.
#ifndef ORKESTA_CJSONSCHEMA_H
#define ORKESTA_CJSONSCHEMA_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cjsonschema cjsonschema;

// Compiles a schema (draft 7). NULL on failure, with the reason, NUL-terminated,
// in `reason`. The caller frees the result.
cjsonschema *cjsonschema_compile(const char *json, size_t length, char *reason, size_t reason_capacity);

void cjsonschema_free(cjsonschema *schema);

// 1: valid. 0: not valid; the first violation's place in `path` ("settings.port")
// and what is wrong in `reason`. -1: the document is no JSON, or memory is short.
int cjsonschema_validate(
    const cjsonschema *schema, const char *json, size_t length, char *path, size_t path_capacity, char *reason,
    size_t reason_capacity);

#ifdef __cplusplus
}
#endif
#endif
