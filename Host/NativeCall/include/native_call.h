/* Calls a C function whose signature is data, through libffi. Used by the tool
 * worker for functions of any library, and by the host for the functions of an
 * in-process plugin's own table.
 *
 * Nothing here checks that the function has the signature: a wrong one is
 * undefined behaviour, which is why bound libraries are called in a worker.
 */
#ifndef ORKESTA_NATIVE_CALL_H
#define ORKESTA_NATIVE_CALL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NATIVE_PARAMETERS_MAX 8
#define NATIVE_OUT_BYTES_MAX (64u << 10)
#define NATIVE_TEXT_BYTES_MAX (256u << 10)

/* The types of the signature grammar, with what C sees. */
#define NATIVE_VOID 0u    /* result only */
#define NATIVE_I32 1u     /* int32_t */
#define NATIVE_I64 2u     /* int64_t */
#define NATIVE_F64 3u     /* double */
#define NATIVE_BOOL 4u    /* bool */
#define NATIVE_STR 5u     /* const char *, NUL-terminated; as a result: borrowed */
#define NATIVE_STRFREE 6u /* result only: char *, given back to a release function */
#define NATIVE_OUT 7u     /* parameter only: char *buffer, size_t capacity */

typedef struct native_signature {
    uint8_t result;
    uint8_t count;
    uint8_t parameters[NATIVE_PARAMETERS_MAX];
    uint32_t capacities[NATIVE_PARAMETERS_MAX]; /* bytes, of NATIVE_OUT parameters */
} native_signature;

/* An argument or a result; which member counts, its type in the signature says. */
typedef struct native_value {
    int64_t integer;  /* i32, i64; bool: 0 or 1 */
    double number;    /* f64 */
    const char *text; /* str: NUL-terminated as an argument; NULL is a result's null */
    size_t length;    /* bytes of text, without a NUL */
} native_value;

/* What a call gave. Owns the text of its outs, and of a strfree result, until
 * native_outcome_free. A str result is borrowed from the function's library. */
typedef struct native_outcome {
    native_value result;
    native_value outs[NATIVE_PARAMETERS_MAX]; /* by parameter; filled where it is an out */
    void *buffers[NATIVE_PARAMETERS_MAX];     /* private */
    char *owned;                              /* private */
    void (*release)(void *);                  /* private */
} native_outcome;

#define NATIVE_OK 0u
#define NATIVE_NO_MEMORY 1u /* the host's side had none; the function was not called */
#define NATIVE_OVERRUN 2u   /* it wrote beyond an out buffer: memory is damaged */
#define NATIVE_TOO_LONG 3u  /* its text is longer than NATIVE_TEXT_BYTES_MAX */

/* A function made ready to be called. Immutable: any thread, concurrently. */
typedef struct native_function native_function;

/* Any thread. `release` frees a strfree result, and is NULL for every other.
 * NULL when the signature is not one, or memory is short. The caller owns the
 * result and gives it to native_function_free; the code behind `function` must
 * stay loaded until then. */
native_function *native_function_make(
    const native_signature *signature, void (*function)(void), void (*release)(void *));

void native_function_free(native_function *function);

/* Calls the function on this thread with as many arguments as it has parameters;
 * those at the place of an out are not read. Arguments are borrowed until return.
 * Returns a NATIVE_... status; `outcome` must be freed in every case. */
unsigned native_function_call(
    const native_function *function, const native_value *arguments, native_outcome *outcome);

/* Gives back what the outcome owns. */
void native_outcome_free(native_outcome *outcome);

#ifdef __cplusplus
}
#endif
#endif
